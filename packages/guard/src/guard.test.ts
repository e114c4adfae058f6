import { describe, expect, expectTypeOf, test, vi } from 'vitest';
import { z } from 'zod';
import {
  cognitoEvent,
  dynamoEvent,
  eventBridgeEvent,
  HTTP_SHAPES,
  httpEvent,
  kinesisEvent,
  s3Event,
  snsEvent,
  sqsEvent,
  webSocketEvent,
  type Request,
} from '../test/events.ts';
import { Denied } from './decision.ts';
import { guard } from './guard.ts';
import type { Policy } from './policy.ts';

const ride = z.object({ pickup: z.object({ lat: z.number(), lon: z.number() }), note: z.string().max(40).optional() });
const policy: Policy = {
  version: 1,
  logLevel: 'none',
  routes: {
    'POST /ride': { allow: 'public', body: ride },
    'GET /ride/{id}': {
      allow: 'public',
      path: z.object({ id: z.string().regex(/^[a-z0-9-]{1,36}$/) }),
      query: z.object({ view: z.enum(['full', 'short']).optional() }),
    },
    'GET /admin/stats': { allow: { roles: ['admin'] } },
    'GET /{proxy+}': { allow: 'public', query: 'any' },
    'WS sendMessage': {
      allow: 'public',
      body: z.object({ action: z.literal('sendMessage'), text: z.string().max(100) }),
    },
  },
  events: {
    'sqs arn:aws:sqs:*:*:orders': { body: z.object({ order: z.string() }) },
    's3 arn:aws:s3:::uploads': { attributes: z.object({ key: z.string().max(100) }).loose() },
    'sns arn:aws:sns:*:news': { body: z.object({ order: z.string() }) },
    'kinesis arn:aws:kinesis:*:stream/clicks': { body: z.object({ order: z.string() }) },
    'dynamodb-stream': { body: z.object({ id: z.string(), tags: z.array(z.string()).optional() }) },
    'eventbridge shop.orders': { body: z.object({ order: z.string() }) },
    'cognito PreSignUp_*': { body: z.looseObject({ userAttributes: z.object({ email: z.email() }) }) },
  },
};

async function send(event: unknown): Promise<{ readonly answer: unknown; readonly calls: unknown[][] }> {
  const handler = vi.fn((_event: unknown) => ({ statusCode: 200, body: '{}' }));
  const answer = await guard(policy, handler)(event, {});
  return { answer, calls: handler.mock.calls };
}

const good = { pickup: { lat: 47.1, lon: 8.5 } };
const cases: readonly (readonly [string, Request, number])[] = [
  ['a body that fits', { method: 'POST', path: '/ride', body: good }, 200],
  ['a body in base64', { method: 'POST', path: '/ride', body: good, isBase64: true }, 200],
  ['a body that does not fit', { method: 'POST', path: '/ride', body: { pickup: { lat: 'x', lon: 1 } } }, 400],
  ['a field that no schema names', { method: 'POST', path: '/ride', body: { ...good, isAdmin: true } }, 400],
  [
    'a nested field that no schema names',
    { method: 'POST', path: '/ride', body: { pickup: { lat: 1, lon: 2, z: 3 } } },
    400,
  ],
  ['no body', { method: 'POST', path: '/ride' }, 400],
  [
    'a field twice',
    { method: 'POST', path: '/ride', body: '{"pickup":{"lat":1,"lon":2},"pickup":{"lat":1,"lon":2}}' },
    400,
  ],
  [
    'a field twice, once escaped',
    { method: 'POST', path: '/ride', body: '{"note":"a","pickup":{"lat":1,"lon":2},"n\\u006fte":"b"}' },
    400,
  ],
  ['a prototype', { method: 'POST', path: '/ride', body: '{"pickup":{"lat":1,"lon":2},"__proto__":{"a":1}}' }, 400],
  ['another content type', { method: 'POST', path: '/ride', body: good, headers: { 'content-type': 'text/xml' } }, 415],
  [
    'another charset',
    { method: 'POST', path: '/ride', body: good, headers: { 'content-type': 'application/json; charset=utf-7' } },
    415,
  ],
  [
    'a charset that is meant',
    { method: 'POST', path: '/ride', body: good, headers: { 'content-type': 'application/json; charset=UTF-8' } },
    200,
  ],
  ['broken JSON', { method: 'POST', path: '/ride', body: '{"pickup":' }, 400],
  ['a deep body', { method: 'POST', path: '/ride', body: `${'['.repeat(50)}${']'.repeat(50)}` }, 400],
  ['a parameter that fits', { path: '/ride/abc-1', query: { view: ['full'] } }, 200],
  ['a parameter with an attack', { path: "/ride/1'%20OR%201=1" }, 400],
  ['a parameter of the query given twice', { path: '/ride/abc', query: { view: ['full', 'short'] } }, 400],
  ['a parameter of the query that no schema names', { path: '/ride/abc', query: { debug: ['1'] } }, 400],
  ['a method that no route has', { method: 'DELETE', path: '/ride' }, 404],
  ['a route without its role', { path: '/admin/stats' }, 401],
  ['another case', { path: '/ADMIN/stats' }, 400],
  ['doubled slashes', { path: '//admin//stats' }, 400],
  ['dot segments', { path: '/pub/../admin/stats' }, 400],
  ['encoded dot segments', { path: '/pub/%2e%2e/admin/stats' }, 400],
  ['an encoded slash', { path: '/admin%2fstats' }, 400],
  ['a doubly encoded slash', { path: '/admin%252fstats' }, 400],
  ['matrix parameters', { path: '/admin;x=1/stats' }, 400],
  ['a trailing slash is the same route', { path: '/admin/stats/' }, 401],
  ['a backslash', { path: '/admin\\stats' }, 400],
  ['an overlong dot', { path: '/pub/%c0%ae%c0%ae/admin' }, 400],
  ['a null byte', { path: '/pub/a%00.txt' }, 400],
  ['an ordinary file', { path: '/pub/some..file%20name.txt' }, 200],
  ['a header that overrides the path', { path: '/pub/a', headers: { 'x-original-url': '/admin/stats' } }, 400],
];

describe.each(HTTP_SHAPES)('a request of %s', (shape) => {
  test.each(cases)('%s', async (_name, request, status) => {
    // Without multi-value headers the load balancer itself drops all but the last value.
    if (shape === 'alb' && request.query?.['view']?.length === 2) return;
    const { answer, calls } = await send(httpEvent(shape, request));
    expect(answer).toMatchObject({ statusCode: status });
    expect(calls.length).toBe(status === 200 ? 1 : 0);
  });
});

describe('an answer', () => {
  test('names the field and the rule, never the value', async () => {
    const { answer } = await send(
      httpEvent('apigw-v1', { method: 'POST', path: '/ride', body: { pickup: { lat: 'S3CRET', lon: 1 } } }),
    );
    expect(answer).toMatchObject({
      body: '{"error":"input-invalid","rule":"invalid_type","where":"body","name":"pickup.lat"}',
    });
  });

  test('has multi-value headers where the target group has them', async () => {
    const { answer } = await send(httpEvent('alb-multi', { path: '/admin/stats' }));
    expect(answer).toMatchObject({
      statusCode: 401,
      statusDescription: '401 Denied',
      multiValueHeaders: { 'content-type': ['application/json'] },
    });
  });
});

describe('an event', () => {
  test.each([
    ['S3', s3Event('a b/ü.png')],
    ['SQS', sqsEvent('{"order":"1"}')],
    ['SNS', snsEvent('{"order":"1"}')],
    ['Kinesis', kinesisEvent('{"order":"1"}')],
    ['a DynamoDB stream', dynamoEvent({ id: { S: 'a' }, tags: { L: [{ S: 'x' }] } })],
    ['a removal of a DynamoDB stream', dynamoEvent(undefined)],
    ['EventBridge', eventBridgeEvent({ order: '1' })],
    ['Cognito', cognitoEvent({ email: 'a@example.com' })],
    ['a WebSocket', webSocketEvent('sendMessage', '{"action":"sendMessage","text":"hi"}')],
  ])('of %s that fits reaches the handler as it came', async (_name, event) => {
    const { calls } = await send(event);
    expect(calls).toEqual([[event, {}]]);
  });

  test.each([
    ['S3, of another bucket', s3Event('a', 'other')],
    ['S3, with a long key', s3Event('a'.repeat(200))],
    ['SNS', snsEvent('{"order":1}')],
    ['EventBridge', eventBridgeEvent({ order: '1', more: 1 })],
    ['Cognito', cognitoEvent({ email: 'x' })],
    ['an unknown source', { hello: 'world' }],
    ['nothing', null],
  ])('of %s that does not fit never reaches it', async (_name, event) => {
    const handler = vi.fn();
    await expect(guard(policy, handler)(event, {})).rejects.toThrow(Denied);
    expect(handler).not.toHaveBeenCalled();
  });

  test('of SQS loses only its bad records, and says which', async () => {
    const event = sqsEvent('{"order":"1"}', '{"order":2}', '{"order":"3"}');
    const handler = vi.fn((_event: unknown) => ({ batchItemFailures: [{ itemIdentifier: 'm2' }] }));
    const answer = await guard(policy, handler)(event, {});
    expect(handler).toHaveBeenCalledWith({ Records: [event.Records[0], event.Records[2]] }, {});
    expect(answer).toEqual({ batchItemFailures: [{ itemIdentifier: 'm2' }, { itemIdentifier: 'm1' }] });
  });

  test('of SQS with no good record reports all', async () => {
    const { answer, calls } = await send(sqsEvent('x', '{}'));
    expect(calls).toEqual([]);
    expect(answer).toEqual({ batchItemFailures: [{ itemIdentifier: 'm0' }, { itemIdentifier: 'm1' }] });
  });

  test('of Kinesis skips its bad records', async () => {
    const { answer, calls } = await send(kinesisEvent('{}'));
    expect(calls).toEqual([]);
    expect(answer).toEqual({ batchItemFailures: [] });
  });

  test('of a WebSocket that does not fit gets a status', async () => {
    expect((await send(webSocketEvent('sendMessage', '{"action":"x"}'))).answer).toEqual({ statusCode: 400 });
    expect((await send(webSocketEvent('other'))).answer).toEqual({ statusCode: 404 });
  });
});

describe('paths', () => {
  const routes = { 'GET /orders/{id}': { allow: 'public' }, 'GET /admin': { allow: { roles: ['x'] } } } as const;
  const ask = async (event: unknown): Promise<unknown> =>
    guard({ version: 1, sinks: false, logLevel: 'none', routes }, () => ({ statusCode: 200 }))(event, {});
  const based = (path: string, proxy: string): Record<string, unknown> => ({
    ...httpEvent('apigw-v1', { path, parameters: { proxy } }),
  });

  test('of a custom domain may have its base path', async () => {
    expect(await ask(based('/v1/orders/5', 'orders/5'))).toMatchObject({ statusCode: 200 });
    expect(await ask(based('/orders/5', 'orders/5'))).toMatchObject({ statusCode: 200 });
    expect(
      await ask(httpEvent('apigw-v1', { path: '/v1/orders/5', template: '/orders/{id}', parameters: { id: '5' } })),
    ).toMatchObject({ statusCode: 200 });
  });

  test('cannot choose what is left out of them', async () => {
    expect(await ask(based('/x/orders/5', 'x/orders/5'))).toMatchObject({ statusCode: 404 });
    expect(await ask(based('/x/orders/5', 'rders/5'))).toMatchObject({ statusCode: 404 });
    expect(await ask(based('/v1/admin', 'admin'))).toMatchObject({ statusCode: 401 });
    expect(await ask(based('/v1/ADMIN', 'ADMIN'))).toMatchObject({ statusCode: 404 });
  });

  test('of a stage are those of the policy', async () => {
    const event = httpEvent('apigw-v2', { path: '/prod/orders/5' });
    const context = { ...(event['requestContext'] as object), stage: 'prod', routeKey: '$default' };
    expect(await ask({ ...event, routeKey: '$default', requestContext: context })).toMatchObject({ statusCode: 200 });
  });

  test.each(HTTP_SHAPES)('give their parameters to the predicate of ownership (%s)', async (shape) => {
    const owner = vi.fn(
      (_principal: unknown, inbound: { readonly parameters: ReadonlyMap<string, string> }) =>
        inbound.parameters.get('id') === 'mine',
    );
    const authn = [{ name: 'test', authenticate: () => ({ id: 'u', roles: [], scopes: [], claims: new Map() }) }];
    const owned = guard(
      { version: 1, sinks: false, logLevel: 'none', authn, routes: { 'GET /orders/{id}': { allow: { owner } } } },
      () => ({ statusCode: 200 }),
    );
    expect(await owned(httpEvent(shape, { path: '/orders/mine' }), {})).toMatchObject({ statusCode: 200 });
    expect(await owned(httpEvent(shape, { path: '/orders/yours' }), {})).toMatchObject({ statusCode: 403 });
  });
});

test('a payload that is no object is judged as it is', async () => {
  const run = guard(
    { version: 1, sinks: false, logLevel: 'none', events: { unknown: { body: z.string().max(3) } } },
    () => 'ok',
  );
  expect(await run('abc', {})).toBe('ok');
  await expect(run('abcd', {})).rejects.toThrow(Denied);
});

describe('modes', () => {
  const bad = httpEvent('apigw-v1', { method: 'POST', path: '/ride', body: { x: 1 } });
  const ask = async (more: Partial<Policy>): Promise<readonly [unknown, readonly string[]]> => {
    const lines: string[] = [];
    const answer = await guard(
      { ...policy, sinks: false, logLevel: 'denied', log: (line) => lines.push(line), ...more },
      () => 'ran',
      { now: () => Date.UTC(2026, 10, 24) },
    )(bad, {});
    return [answer, lines.map((line) => JSON.parse(line).decision)];
  };

  test('warn and learn let through what block denies', async () => {
    expect(await ask({ mode: 'block' })).toMatchObject([{ statusCode: 400 }, ['denied']]);
    expect(await ask({ mode: { input: 'warn' } })).toEqual(['ran', ['warned']]);
    expect(await ask({ mode: { input: 'learn' } })).toEqual(['ran', ['learned']]);
    expect(await ask({ mode: { access: 'learn' } })).toMatchObject([{ statusCode: 400 }, ['denied']]);
  });

  test('the environment may set one for all', async () => {
    vi.stubEnv('INTENDED_GUARD_MODE', 'warn');
    expect((await ask({ mode: 'block' }))[0]).toBe('ran');
    vi.stubEnv('INTENDED_GUARD_MODE', 'off');
    expect((await ask({ mode: 'block' }))[0]).toMatchObject({ statusCode: 400 });
    vi.unstubAllEnvs();
  });

  test('an exclusion counts for its route, its field and its time', async () => {
    const one = { code: 'input-invalid', because: 'old clients' } as const;
    expect((await ask({ exclusions: [one] }))[0]).toBe('ran');
    expect((await ask({ exclusions: [{ ...one, route: 'POST /ride', name: 'pickup', until: '2026-11-24' }] }))[0]).toBe(
      'ran',
    );
    for (const other of [{ route: 'GET /ride' }, { name: 'x' }, { until: '2026-11-23' }])
      expect((await ask({ exclusions: [{ ...one, ...other }] }))[0]).toMatchObject({ statusCode: 400 });
  });
});

describe('an answer that is filtered', () => {
  const ask = async (output: NonNullable<Policy['routes']>[string]['output'], body: unknown): Promise<unknown> =>
    guard(
      {
        version: 1,
        sinks: false,
        logLevel: 'none',
        routes: { 'GET /a': { allow: 'public', ...(output === undefined ? {} : { output }) } },
      },
      () => ({ statusCode: 200, body: JSON.stringify(body) }),
    )(httpEvent('apigw-v2', { path: '/a' }), {});
  const found = { id: 1, password: 'x', items: [{ sku: 'a', cost: 1 }] };

  test('has only the fields that are named', async () => {
    expect(await ask(['id', 'items.sku'], found)).toEqual({ statusCode: 200, body: '{"id":1,"items":[{"sku":"a"}]}' });
  });

  test('is an error where it breaks its schema', async () => {
    expect(await ask(z.object({ id: z.number() }), { id: 'x' })).toMatchObject({ statusCode: 500 });
    expect(await ask(z.object({ id: z.number() }), { id: 1 })).toMatchObject({ statusCode: 200 });
    expect(await ask(z.object({ id: z.number() }), found)).toMatchObject({ statusCode: 500 });
  });
});

test('a guarded handler has the type of its event and answer', () => {
  const handler = guard(policy, (event: { readonly a: string }, _context: { readonly id: number }) => event.a.length);
  expectTypeOf(handler).parameters.toEqualTypeOf<[{ readonly a: string }, { readonly id: number }]>();
  expectTypeOf(handler).returns.resolves.toEqualTypeOf<number>();
  // @ts-expect-error -- who may call must be written
  const silent: Policy = { version: 1, routes: { 'GET /a': {} } };
  expect(() => guard(silent, () => 1)).toThrow('says not who may call');
  expect(() => guard({ version: 1, routes: { '/a': { allow: 'public' } } }, () => 1)).toThrow(
    'not a method and a path',
  );
});
