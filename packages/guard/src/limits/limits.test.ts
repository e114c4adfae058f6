import { describe, expect, test, vi } from 'vitest';
import { httpEvent } from '../../test/events.ts';
import { guard } from '../guard.ts';
import type { Layer } from '../layer.ts';
import { dynamoStore } from './dynamo-store.ts';
import { network, rateLimit } from './rate-limit.ts';
import { sign } from './sigv4.ts';
import { spend } from './spend.ts';
import { memoryStore, redisStore, type CounterStore } from './store.ts';

const START = 1_800_000_000_000;

function app(
  layers: readonly Layer[],
  answer: () => unknown = () => ({ statusCode: 200 }),
): (client: string, path?: string) => Promise<number> {
  const policy = {
    version: 1,
    sinks: false,
    logLevel: 'none',
    layers,
    routes: { 'GET /a': { allow: 'public' }, 'GET /in': { allow: 'signed-in' } },
  } as const;
  const handler = guard(policy, answer);
  return async (client, path = '/a') =>
    ((await handler(httpEvent('apigw-v2', { path, client }), {})) as { statusCode: number }).statusCode;
}

async function times(count: number, work: () => Promise<number>): Promise<Record<number, number>> {
  const statuses: Record<number, number> = {};
  for (let at = 0; at < count; at += 1) {
    const status = await work();
    statuses[status] = (statuses[status] ?? 0) + 1;
  }
  return statuses;
}

describe('a rate limit', () => {
  test('lets exactly its number through in a window, for each client, and again in the next', async () => {
    let time = START;
    const ask = app([rateLimit({ name: 'r', key: 'client', limit: 5, windowSeconds: 60, now: () => time })]);
    expect(await times(20, () => ask('203.0.113.1'))).toEqual({ 200: 5, 429: 15 });
    expect(await times(6, () => ask('203.0.113.2'))).toEqual({ 200: 5, 429: 1 });
    time += 60_000;
    expect(await times(6, () => ask('203.0.113.1'))).toEqual({ 200: 5, 429: 1 });
  });

  test('is one limit for many sandboxes, and a flood does not reach the store', async () => {
    const shared = memoryStore(() => START);
    const add = vi.fn((key: string, amount: number, seconds: number) => shared.add(key, amount, seconds));
    const sandboxes = Array.from({ length: 10 }, () =>
      app([rateLimit({ name: 'r', key: 'client', limit: 100, windowSeconds: 60, now: () => START, store: { add } })]),
    );
    let [at, passed] = [0, 0];
    for (; at < 2000; at += 1) if ((await sandboxes[at % 10]?.('203.0.113.1')) === 200) passed += 1;
    expect(passed).toBe(100);
    expect(add.mock.calls.length).toBeLessThanOrEqual(110);
  });

  test('counts a failure more than a success', async () => {
    const ask = app([
      rateLimit({ name: 'r', key: 'client', limit: 20, windowSeconds: 60, failureCost: 10, now: () => START }),
    ]);
    expect(await times(10, () => ask('203.0.113.1', '/in'))).toEqual({ 401: 2, 429: 8 });
  });

  test.each<[string, CounterStore]>([
    ['fails', { add: () => Promise.reject(new Error('down')) }],
    ['never answers', { add: () => new Promise(() => undefined) }],
  ])('decides alone when its store %s', async (_name, store) => {
    const ask = app([
      rateLimit({ name: 'r', key: 'client', limit: 3, windowSeconds: 60, now: () => START, store, timeoutMs: 5 }),
    ]);
    expect(await times(5, () => ask('203.0.113.1'))).toEqual({ 200: 3, 429: 2 });
  });

  test('counts subscribers of IPv6 by their network', () => {
    expect([
      network('2001:db8:1:2:3:4:5:6'),
      network('2001:db8::1'),
      network('::ffff:203.0.113.1'),
      network('203.0.113.1'),
    ]).toEqual(['2001:db8:1:2::/64', '2001:db8:0:0::/64', '203.0.113.1', '203.0.113.1']);
  });

  test('of Redis sets the end of a window once', async () => {
    let total = 0;
    const client = {
      incrby: vi.fn(async (_key: string, amount: number) => (total += amount)),
      expire: vi.fn(async () => 1),
    };
    const store = redisStore(client);
    expect([await store.add('k', 1, 60), await store.add('k', 4, 60)]).toEqual([1, 5]);
    expect(client.expire.mock.calls).toEqual([['guard:k', 61]]);
  });
});

test('memory forgets the oldest keys instead of growing', async () => {
  const store = memoryStore(() => START, 100);
  for (let at = 0; at < 1000; at += 1) await store.add(`k${at}`, 1, 60);
  expect(await store.add('k999', 1, 60)).toBe(2);
  expect(await store.add('k0', 1, 60)).toBe(1);
});

describe('the spend meter', () => {
  test('denies when the day is spent, until the next', async () => {
    let time = START;
    const ask = app([spend({ dailyMicrodollars: 1000, cost: () => 100, now: () => time })]);
    expect(await times(15, () => ask('203.0.113.1'))).toEqual({ 200: 10, 429: 5 });
    time += 86_400_000;
    expect(await ask('203.0.113.1')).toBe(200);
  });
});

describe('the store of DynamoDB', () => {
  test('adds with one signed request, without the secret in it', async () => {
    const fetch = vi.fn(
      async (_url: string | URL | Request, _init?: RequestInit) => new Response('{"Attributes":{"total":{"N":"7"}}}'),
    );
    const store = dynamoStore({
      table: 'limits',
      region: 'eu-west-1',
      now: () => START,
      fetch,
      credentials: () => ({ accessKeyId: 'AKID', secretAccessKey: 'wJalrSECRET', sessionToken: 'TOKEN' }),
    });
    expect(await store.add('r:1', 5, 60)).toBe(7);
    const [url, init] = fetch.mock.calls[0] ?? [];
    expect(String(url)).toBe('https://dynamodb.eu-west-1.amazonaws.com/');
    expect(JSON.stringify(init)).not.toContain('wJalrSECRET');
    expect(init?.headers).toMatchObject({
      'x-amz-security-token': 'TOKEN',
      authorization: expect.stringMatching(
        /^AWS4-HMAC-SHA256 Credential=AKID\/20270115\/eu-west-1\/dynamodb\/aws4_request, SignedHeaders=content-type;host;x-amz-date;x-amz-security-token;x-amz-target, Signature=[0-9a-f]{64}$/,
      ),
    });
  });

  test('fails on an error, so that the local count decides', async () => {
    const store = dynamoStore({
      table: 't',
      fetch: async () => new Response('{}', { status: 400 }),
      credentials: () => ({ accessKeyId: 'a', secretAccessKey: 'b' }),
    });
    await expect(store.add('k', 1, 1)).rejects.toThrow('dynamodb answered 400');
  });

  test('signs as the published test suite does (post-vanilla)', () => {
    const headers = sign(
      {
        url: new URL('https://example.amazonaws.com/'),
        body: '',
        headers: {},
        service: 'service',
        region: 'us-east-1',
        now: Date.UTC(2015, 7, 30, 12, 36, 0),
      },
      { accessKeyId: 'AKIDEXAMPLE', secretAccessKey: 'wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY' },
    );
    expect(headers['authorization']).toContain(
      'Signature=5da7c1a2acd57cee7505fc6676e4e544621c30862966e37dddb68e92efbe5d6b',
    );
  });
});
