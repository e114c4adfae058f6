import { createHmac, generateKeyPairSync, sign, constants, type KeyObject } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { httpEvent } from '../../test/events.ts';
import { guard } from '../guard.ts';
import type { RouteRule } from '../policy.ts';
import { jwt, type Jwk, type JwtOptions } from './jwt.ts';

const NOW = 1_800_000_000;
const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 });
const other = generateKeyPairSync('rsa', { modulusLength: 2048 });
const weak = generateKeyPairSync('rsa', { modulusLength: 1024 });
const ec = generateKeyPairSync('ec', { namedCurve: 'P-256' });
const ed = generateKeyPairSync('ed25519');
const secret = Buffer.alloc(32, 7);

function jwk(key: KeyObject, more: Partial<Jwk>): Jwk {
  return { ...key.export({ format: 'jwk' }), kty: String(key.export({ format: 'jwk' }).kty), ...more };
}

const keys: readonly Jwk[] = [
  jwk(rsa.publicKey, { kid: 'rsa', alg: 'RS256', use: 'sig' }),
  jwk(ec.publicKey, { kid: 'ec' }),
  jwk(ed.publicKey, { kid: 'ed' }),
  jwk(weak.publicKey, { kid: 'weak' }),
  jwk(other.publicKey, { kid: 'enc', use: 'enc' }),
  jwk(other.publicKey, { kid: 'pss', alg: 'PS256' }),
];
const claims = {
  sub: 'u1',
  iss: 'https://issuer.example',
  aud: 'api',
  exp: NOW + 60,
  nbf: NOW - 60,
  iat: NOW - 60,
  'cognito:groups': ['admin'],
  scope: 'read write',
};

const part = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');
type Sign = (signed: string) => Buffer;
const rs =
  (key: KeyObject): Sign =>
  (signed) =>
    sign('sha256', Buffer.from(signed), key);
const es: Sign = (signed) => sign('sha256', Buffer.from(signed), { key: ec.privateKey, dsaEncoding: 'ieee-p1363' });
const hs =
  (key: string | Buffer): Sign =>
  (signed) =>
    createHmac('sha256', key).update(signed).digest();
const ps: Sign = (signed) =>
  sign('sha256', Buffer.from(signed), {
    key: other.privateKey,
    padding: constants.RSA_PKCS1_PSS_PADDING,
    saltLength: 32,
  });
const none: Sign = () => Buffer.alloc(0);

function token(header: unknown, body: unknown, signer: Sign): string {
  const signed = `${part(header)}.${part(body)}`;
  return `${signed}.${signer(signed).toString('base64url')}`;
}

const rs256 = { alg: 'RS256', kid: 'rsa', typ: 'JWT' };
const good = token(rs256, claims, rs(rsa.privateKey));
const pem = String(rsa.publicKey.export({ type: 'spki', format: 'pem' }));

async function call(
  authorization: string | undefined,
  rule: Partial<RouteRule> = {},
  more: Partial<JwtOptions> = {},
  extra: Record<string, unknown> = {},
): Promise<string> {
  const route: RouteRule = { allow: 'signed-in', ...rule };
  const authn = [jwt({ issuer: claims.iss, audience: 'api', keys: { keys }, now: () => NOW * 1000, ...more })];
  const headers = authorization === undefined ? {} : { authorization };
  const event = { ...httpEvent('apigw-v2', { path: '/a', headers }), ...extra };
  const answer = await guard({ version: 1, logLevel: 'none', routes: { 'GET /a': route }, authn }, () => ({
    statusCode: 200,
    body: '{"error":"ok"}',
  }))(event, {});
  return JSON.parse(answer.body).error;
}

describe('a JWT', () => {
  test.each([
    ['signed with RS256', good],
    ['signed with ES256', token({ alg: 'ES256', kid: 'ec' }, claims, es)],
    [
      'signed with EdDSA',
      token({ alg: 'EdDSA', kid: 'ed' }, claims, (text) => sign(null, Buffer.from(text), ed.privateKey)),
    ],
    ['signed with PS256', token({ alg: 'PS256', kid: 'pss' }, claims, ps)],
    ['for several audiences', token(rs256, { ...claims, aud: ['x', 'api'] }, rs(rsa.privateKey))],
  ])('%s is taken', async (_name, text) => {
    expect(await call(`Bearer ${text}`)).toBe('ok');
  });

  const forged = (header: unknown, body: unknown = claims, signer: Sign = rs(rsa.privateKey)): string =>
    token(header, body, signer);
  test.each([
    ['that is missing', undefined, 'signed-out'],
    ['of another scheme', 'Basic dTpw', 'signed-out'],
    ['that is no JWT', 'Bearer abc', 'token-malformed'],
    ['of two parts', `Bearer ${good.split('.').slice(0, 2).join('.')}`, 'token-malformed'],
    ['of four parts', `Bearer ${good}.x`, 'token-malformed'],
    ['with padding', `Bearer ${good}==`, 'token-malformed'],
    ['of 1 MB', `Bearer ${'a'.repeat(60_000)}`, 'token-malformed'],
    ['with alg none', `Bearer ${forged({ alg: 'none', kid: 'rsa' }, claims, none)}`, 'token-algorithm'],
    ['with alg nOnE', `Bearer ${forged({ alg: 'nOnE', kid: 'rsa' }, claims, none)}`, 'token-algorithm'],
    ['without alg', `Bearer ${forged({ kid: 'rsa' }, claims, none)}`, 'token-algorithm'],
    [
      'with alg of an object prototype',
      `Bearer ${forged({ alg: 'toString', kid: 'rsa' }, claims, none)}`,
      'token-algorithm',
    ],
    [
      'signed with the public key as a secret',
      `Bearer ${forged({ alg: 'HS256', kid: 'rsa' }, claims, hs(pem))}`,
      'token-algorithm',
    ],
    ['with an algorithm its key is not for', `Bearer ${forged({ alg: 'RS256', kid: 'ec' })}`, 'token-algorithm'],
    [
      'with another hash than the key states',
      `Bearer ${forged({ alg: 'RS512', kid: 'rsa' }, claims, (text) => sign('sha512', Buffer.from(text), rsa.privateKey))}`,
      'token-algorithm',
    ],
    ['signed with another key', `Bearer ${forged(rs256, claims, rs(other.privateKey))}`, 'token-signature'],
    [
      'with claims changed',
      `Bearer ${good.split('.')[0]}.${part({ ...claims, sub: 'admin' })}.${good.split('.')[2]}`,
      'token-signature',
    ],
    ['with an empty signature', `Bearer ${good.split('.').slice(0, 2).join('.')}.`, 'token-signature'],
    [
      'signed in DER',
      `Bearer ${forged({ alg: 'ES256', kid: 'ec' }, claims, (text) => sign('sha256', Buffer.from(text), ec.privateKey))}`,
      'token-signature',
    ],
    [
      'with zeros as an ECDSA signature',
      `Bearer ${forged({ alg: 'ES256', kid: 'ec' }, claims, () => Buffer.alloc(64))}`,
      'token-signature',
    ],
    ['of an unknown key', `Bearer ${forged({ alg: 'RS256', kid: 'nope' })}`, 'token-key'],
    [
      'of a key for encryption',
      `Bearer ${forged({ alg: 'RS256', kid: 'enc' }, claims, rs(other.privateKey))}`,
      'token-key',
    ],
    ['of a weak key', `Bearer ${forged({ alg: 'RS256', kid: 'weak' }, claims, rs(weak.privateKey))}`, 'token-key'],
    [
      'that brings its own key',
      `Bearer ${forged({ alg: 'RS256', jwk: jwk(other.publicKey, {}) }, claims, rs(other.privateKey))}`,
      'token-key',
    ],
    [
      'with a kid that is a path',
      `Bearer ${forged({ alg: 'HS256', kid: '../../dev/null' }, claims, hs(''))}`,
      'token-key',
    ],
    ['with critical extensions', `Bearer ${forged({ ...rs256, crit: ['x'], x: 1 })}`, 'token-malformed'],
    ['that expired', `Bearer ${forged(rs256, { ...claims, exp: NOW - 60 })}`, 'token-expired'],
    ['that never expires', `Bearer ${forged(rs256, { ...claims, exp: undefined })}`, 'token-expired'],
    ['that expires on a word', `Bearer ${forged(rs256, { ...claims, exp: '9999999999' })}`, 'token-expired'],
    ['that is not valid yet', `Bearer ${forged(rs256, { ...claims, nbf: NOW + 60 })}`, 'token-early'],
    ['issued in the future', `Bearer ${forged(rs256, { ...claims, iat: NOW + 600 })}`, 'token-early'],
    ['of another issuer', `Bearer ${forged(rs256, { ...claims, iss: 'https://issuer.example.evil' })}`, 'token-issuer'],
    ['without an issuer', `Bearer ${forged(rs256, { ...claims, iss: undefined })}`, 'token-issuer'],
    ['for another audience', `Bearer ${forged(rs256, { ...claims, aud: 'api2' })}`, 'token-audience'],
    ['for no audience', `Bearer ${forged(rs256, { ...claims, aud: undefined })}`, 'token-audience'],
    ['without a subject', `Bearer ${forged(rs256, { ...claims, sub: undefined })}`, 'token-malformed'],
  ])('%s is denied', async (_name, authorization, code) => {
    expect(await call(authorization)).toBe(code);
  });

  test('of the wrong use is denied', async () => {
    const id = token(rs256, { ...claims, token_use: 'id' }, rs(rsa.privateKey));
    expect(await call(`Bearer ${id}`, {}, { tokenUse: 'access' })).toBe('token-use');
    const access = token(
      rs256,
      { ...claims, aud: undefined, client_id: 'api', token_use: 'access' },
      rs(rsa.privateKey),
    );
    expect(await call(`Bearer ${access}`, {}, { tokenUse: 'access' })).toBe('ok');
  });

  test('signed with a shared secret is taken where the key is one', async () => {
    const shared: Jwk = { kty: 'oct', k: secret.toString('base64url'), kid: 's' };
    expect(await call(`Bearer ${token({ alg: 'HS256', kid: 's' }, claims, hs(secret))}`, {}, { keys: [shared] })).toBe(
      'ok',
    );
    expect(await call(`Bearer ${token({ alg: 'HS256', kid: 's' }, claims, hs('guess'))}`, {}, { keys: [shared] })).toBe(
      'token-signature',
    );
  });

  test('in a cookie is taken where that is said', async () => {
    const event = httpEvent('apigw-v2', { path: '/a', headers: { cookie: `session=${good}` } });
    expect(await call(undefined, {}, { cookie: 'session' }, event)).toBe('ok');
    expect(await call(undefined, {}, {}, event)).toBe('signed-out');
  });
});

describe('a caller', () => {
  test.each<[string, RouteRule['allow'], string]>([
    ['with a role', { roles: ['ops', 'admin'] }, 'ok'],
    ['without the role', { roles: ['ops'] }, 'role-missing'],
    ['with the scopes', { scopes: ['read', 'write'] }, 'ok'],
    ['without a scope', { scopes: ['read', 'delete'] }, 'scope-missing'],
    ['who owns it', { owner: (principal) => principal.id === 'u1' }, 'ok'],
    ['who does not', { owner: () => false }, 'not-owner'],
    [
      'of whom the predicate says something else than true',
      { owner: (() => 'yes') as unknown as () => boolean },
      'not-owner',
    ],
    ['with role but not scope', { roles: ['admin'], scopes: ['delete'] }, 'scope-missing'],
  ])('%s', async (_name, allow, expected) => {
    expect(await call(`Bearer ${good}`, { allow })).toBe(expected);
  });

  const authorizer = { jwt: { claims: { sub: 'u2', 'cognito:groups': '[admin ops]' }, scopes: ['read'] } };
  test('in the event counts only where the template has an authorizer', async () => {
    const event = httpEvent('apigw-v2', { path: '/a', authorizer });
    expect(await call(undefined, {}, {}, event)).toBe('signed-out');
    expect(await call(undefined, { authorizer: true, allow: { roles: ['ops'], scopes: ['read'] } }, {}, event)).toBe(
      'ok',
    );
    expect(await call(undefined, { authorizer: true, allow: { roles: ['root'] } }, {}, event)).toBe('role-missing');
  });

  test.each([
    ['a Cognito authorizer of REST', { claims: { sub: 'u', 'cognito:groups': 'ops,admin' } }],
    ['a Lambda authorizer of REST', { principalId: 'u', roles: '["ops"]' }],
    ['a Lambda authorizer of HTTP APIs', { lambda: { role: 'ops' } }],
  ])('of %s has its roles', async (_name, found) => {
    const event = httpEvent('apigw-v1', { path: '/a', authorizer: found });
    const policy = {
      version: 1,
      logLevel: 'none',
      routes: { 'GET /a': { authorizer: true, allow: { roles: ['ops'] } } },
    } as const;
    expect(await guard(policy, () => 'ok')(event, {})).toBe('ok');
  });
});
