import { describe, expect, test, vi } from 'vitest';
import { HTTP_SHAPES, httpEvent, type Request } from '../../test/events.ts';
import { guard } from '../guard.ts';
import type { Layer } from '../layer.ts';
import { honeypot } from './honeypot.ts';
import { makeRanges, parseAddress } from './ranges.ts';
import { reputation } from './reputation.ts';

function app(layer: Layer): (request: Request) => Promise<number> {
  const policy = {
    version: 1,
    sinks: false,
    logLevel: 'none',
    layers: [layer],
    routes: { 'ANY /{proxy+}': { allow: 'public', body: 'any', query: 'any' } },
  } as const;
  const handler = guard(policy, () => ({ statusCode: 200 }));
  return async (request) => (await handler(httpEvent('apigw-v2', request), {})).statusCode;
}

describe('ranges', () => {
  const ranges = makeRanges([
    '# list',
    '203.0.113.0/24 ; spam',
    '198.51.100.7',
    '203.0.113.128/25',
    '2001:db8::/32',
    'nonsense',
    '',
  ]);
  test.each([
    ['203.0.113.0', true],
    ['203.0.113.255', true],
    ['203.0.114.0', false],
    ['198.51.100.7', true],
    ['198.51.100.8', false],
    ['::ffff:198.51.100.7', true],
    ['2001:db8:ffff::1', true],
    ['2001:db9::', false],
    ['x', false],
  ])('of %s: %s', (address, expected) => expect(ranges.has(address)).toBe(expected));

  test('merge', () => expect(ranges.size).toBe(3));
  test.each(['256.1.1.1', '1.2.3', ':::', '1::2::3', 'g::', '1:2:3:4:5:6:7:8:9', '12345::'])(
    '%s is no address',
    (address) => expect(parseAddress(address)).toBeUndefined(),
  );
});

describe('reputation', () => {
  test('denies whom the list names, and never private addresses or one’s own', async () => {
    const ask = app(
      reputation({ denied: ['203.0.113.0/24', '10.0.0.0/8', '198.51.100.0/24'], never: ['198.51.100.9'] }),
    );
    expect(await ask({ path: '/a', client: '203.0.113.9' })).toBe(403);
    expect(await ask({ path: '/a', client: '10.1.1.1' })).toBe(200);
    expect(await ask({ path: '/a', client: '198.51.100.9' })).toBe(200);
    expect(await ask({ path: '/a', client: '192.0.2.1' })).toBe(200);
  });

  test('believes a forwarded address only of a trusted proxy', async () => {
    const headers = { 'x-forwarded-for': '192.0.2.66, 203.0.113.9, 192.0.2.1' };
    const options = { denied: ['203.0.113.0/24'] };
    expect(await app(reputation(options))({ path: '/a', client: '192.0.2.1', headers })).toBe(200);
    expect(
      await app(reputation({ ...options, trustedProxies: ['192.0.2.1'] }))({
        path: '/a',
        client: '192.0.2.1',
        headers,
      }),
    ).toBe(403);
  });

  test('of a list that does not load denies nobody, and waits for nothing', async () => {
    const ask = app(reputation({ denied: () => Promise.reject(new Error('down')) }));
    expect(await ask({ path: '/a', client: '203.0.113.9' })).toBe(200);
    const later = app(reputation({ denied: async () => ['203.0.113.9'] }));
    expect(await later({ path: '/a', client: '203.0.113.9' })).toBe(200);
    expect(await later({ path: '/a', client: '203.0.113.9' })).toBe(403);
  });
});

describe('a honeypot', () => {
  const planted = 'decoy-key-0123456789';
  const onCaught = vi.fn();
  const make = (): ((request: Request) => Promise<number>) =>
    app(
      honeypot({ routes: ['/wp-login.php', '/admin/{proxy+}'], fields: ['website'], credentials: [planted], onCaught }),
    );
  test.each<[string, Request, number]>([
    ['a decoy route', { path: '/wp-login.php' }, 404],
    ['a decoy route in another case', { path: '/WP-Login.php' }, 404],
    ['below a decoy', { path: '/admin/x/y' }, 404],
    ['beside a decoy', { path: '/admins' }, 200],
    ['a decoy field', { method: 'POST', path: '/a', body: { website: 'http://spam' } }, 404],
    ['an empty decoy field', { method: 'POST', path: '/a', body: { website: '' } }, 200],
    ['a planted key', { path: '/a', headers: { authorization: `Bearer ${planted}` } }, 404],
    [
      'a planted key in base64',
      { path: '/a', headers: { authorization: `Basic ${Buffer.from(`u:${planted}`).toString('base64')}` } },
      404,
    ],
  ])('is asked for %s', async (_name, request, status) => expect(await make()(request)).toBe(status));

  test('keeps out who was caught', async () => {
    let time = 0;
    const ask = app(honeypot({ routes: ['/.env'], denyForMs: 1000, now: () => time }));
    expect([await ask({ path: '/.env' }), await ask({ path: '/a' })]).toEqual([404, 404]);
    time = 2000;
    expect(await ask({ path: '/a' })).toBe(200);
  });

  test('works in every shape', async () => {
    const policy = { version: 1, sinks: false, logLevel: 'none', layers: [honeypot({ routes: ['/.env'] })] } as const;
    for (const shape of HTTP_SHAPES)
      expect(await guard(policy, () => 1)(httpEvent(shape, { path: '/.env' }), {})).toMatchObject({ statusCode: 404 });
  });
});
