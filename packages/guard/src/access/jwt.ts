import type { KeyObject } from 'node:crypto';
import { deny, type Code, type Denial } from '../decision.ts';
import type { Inbound } from '../inbound/inbound.ts';
import type { Authenticator } from '../policy.ts';
import { crypto } from './crypto.ts';
import { principalOf } from './principal.ts';

/** A JSON Web Key. Source: RFC 7517. */
export interface Jwk {
  readonly kty: string;
  readonly kid?: string;
  readonly alg?: string;
  readonly use?: string;
  readonly key_ops?: readonly string[];
  readonly [member: string]: unknown;
}

export interface JwtOptions {
  readonly name?: string;
  /** One of these must be `iss`. */
  readonly issuer: string | readonly string[];
  /** One of these must be in `aud`; for Cognito's access tokens, which have none, in `client_id`. */
  readonly audience: string | readonly string[];
  /** Public keys of the issuer (its JWKS), or a function that loads them once. Symmetric keys (`kty: oct`) work, too. */
  readonly keys: Jwks | (() => Jwks | Promise<Jwks>);
  /** Narrows what the types of the keys allow. */
  readonly algorithms?: readonly string[];
  /** `token_use` of Cognito: `access` or `id`. */
  readonly tokenUse?: string;
  /** `typ` of the header, such as `at+jwt`. */
  readonly type?: string;
  /** For `exp`, `nbf` and `iat`; default 5. */
  readonly clockToleranceSeconds?: number;
  /** Header that carries `Bearer TOKEN`; default `authorization`. */
  readonly header?: string;
  /** Cookie that carries the token, where there is no header. */
  readonly cookie?: string;
  /** Milliseconds since 1970. */
  readonly now?: () => number;
}

export type Jwks = { readonly keys: readonly Jwk[] } | readonly Jwk[];

interface Key {
  readonly kid: string | undefined;
  readonly algorithms: readonly string[];
  readonly key: KeyObject;
}

const MAX_TOKEN = 16_384;

/** Verifies JWTs with node:crypto. The key decides the algorithm, never the token. Sources: RFC 7519, RFC 8725. */
export function jwt(options: JwtOptions): Authenticator {
  let keys: readonly Key[] | undefined;
  const load = async (): Promise<readonly Key[]> => {
    const given = typeof options.keys === 'function' ? await options.keys() : options.keys;
    return (isList(given) ? given : given.keys).flatMap((jwk) => readKey(jwk, options.algorithms));
  };
  return {
    name: options.name ?? 'jwt',
    async authenticate(inbound) {
      const token = tokenOf(inbound, options);
      if (token === undefined) return undefined;
      if (typeof token !== 'string') return token;
      const claims = verifyJwt(token, (keys ??= await load()), options);
      if ('allow' in claims) return claims;
      return principalOf(claims) ?? deny('token-malformed', { rule: 'sub' });
    },
  };
}

function isList(keys: Jwks): keys is readonly Jwk[] {
  return Array.isArray(keys);
}

function tokenOf(inbound: Inbound, options: JwtOptions): string | Denial | undefined {
  const header = inbound.headers.get(options.header ?? 'authorization');
  if (header !== undefined) {
    // Another scheme is for another authenticator; a bare token is what Cognito's authorizers take.
    const found = /^(?:Bearer +)?([^ ]+)$/i.exec(header[0]?.trim() ?? '');
    if (found !== null && header.length === 1) return found[1];
    return /^Bearer\b/i.test(header[0] ?? '') ? deny('token-malformed') : undefined;
  }
  const cookie = options.cookie === undefined ? undefined : inbound.cookies.get(options.cookie);
  return cookie !== undefined && cookie.length > 1 ? deny('token-malformed', { rule: 'twice' }) : cookie?.[0];
}

function verifyJwt(token: string, keys: readonly Key[], options: JwtOptions): ReadonlyMap<string, unknown> | Denial {
  const [head, body, signature, more] = token.length > MAX_TOKEN ? [] : token.split('.', 4);
  if (head === undefined || body === undefined || signature === undefined || more !== undefined)
    return deny('token-malformed');
  const header = readPart(head);
  const payload = readPart(body);
  const bytes = base64url(signature);
  if (header === undefined || payload === undefined || bytes === undefined) return deny('token-malformed');
  const code =
    headerFault(header, options) ??
    signatureFault(header, keys, `${head}.${body}`, bytes) ??
    claimFault(payload, options);
  return code === undefined ? payload : deny(code);
}

type Part = ReadonlyMap<string, unknown>;

function headerFault(header: Part, options: JwtOptions): Code | undefined {
  // Extensions that must be understood are not; RFC 7515, 4.1.11.
  if (header.has('crit')) return 'token-malformed';
  const type = header.get('typ');
  if (
    options.type !== undefined &&
    String(type)
      .toLowerCase()
      .replace(/^application\//, '') !== options.type.toLowerCase()
  ) {
    return 'token-use';
  }
  return undefined;
}

function signatureFault(header: Part, keys: readonly Key[], signed: string, signature: Buffer): Code | undefined {
  const [alg, kid] = [header.get('alg'), header.get('kid')];
  if (typeof alg !== 'string' || ALGORITHMS[alg] === undefined) return 'token-algorithm';
  if (kid !== undefined && typeof kid !== 'string') return 'token-malformed';
  // Keys without a name serve tokens without a name; a token that names a key gets that key or none.
  const named = kid === undefined ? keys : keys.filter((key) => key.kid === kid || key.kid === undefined);
  if (named.length === 0 || (kid === undefined && keys.length > 1)) return 'token-key';
  const fitting = named.filter((key) => key.algorithms.includes(alg));
  if (fitting.length === 0) return 'token-algorithm';
  return fitting.some((key) => isSigned(alg, key.key, signed, signature)) ? undefined : 'token-signature';
}

function claimFault(claims: Part, options: JwtOptions): Code | undefined {
  const now = (options.now ?? Date.now)() / 1000;
  const slack = options.clockToleranceSeconds ?? 5;
  const [exp, nbf, iat] = [claims.get('exp'), claims.get('nbf'), claims.get('iat')];
  if (typeof exp !== 'number' || !(exp > now - slack)) return 'token-expired';
  if (nbf !== undefined && !(typeof nbf === 'number' && nbf <= now + slack)) return 'token-early';
  if (iat !== undefined && !(typeof iat === 'number' && iat <= now + slack)) return 'token-early';
  const iss = claims.get('iss');
  if (typeof iss !== 'string' || !listOf(options.issuer).includes(iss)) return 'token-issuer';
  if (options.tokenUse !== undefined && claims.get('token_use') !== options.tokenUse) return 'token-use';
  return isForAudience(claims, listOf(options.audience)) ? undefined : 'token-audience';
}

function isForAudience(claims: Part, wanted: readonly string[]): boolean {
  const aud = claims.get('aud') ?? (claims.get('token_use') === 'access' ? claims.get('client_id') : undefined);
  const stated: readonly unknown[] = Array.isArray(aud) ? aud : [aud];
  return stated.some((one) => typeof one === 'string' && wanted.includes(one));
}

function listOf(value: string | readonly string[]): readonly string[] {
  return typeof value === 'string' ? [value] : value;
}

/** Bytes of canonical base64url; undefined for padding, other alphabets and stray bits. */
function base64url(part: string): Buffer | undefined {
  const bytes = Buffer.from(part, 'base64url');
  return bytes.toString('base64url') === part ? bytes : undefined;
}

function readPart(part: string): Part | undefined {
  try {
    const value: unknown = JSON.parse(base64url(part)?.toString('utf8') ?? '');
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? new Map(Object.entries(value))
      : undefined;
  } catch {
    return undefined;
  }
}

interface Algorithm {
  readonly hash: 'sha256' | 'sha384' | 'sha512' | undefined;
  readonly kind: 'rsa' | 'pss' | 'ec' | 'ed' | 'mac';
}

const ALGORITHMS: Readonly<Record<string, Algorithm | undefined>> = Object.assign(Object.create(null), {
  RS256: { hash: 'sha256', kind: 'rsa' },
  RS384: { hash: 'sha384', kind: 'rsa' },
  RS512: { hash: 'sha512', kind: 'rsa' },
  PS256: { hash: 'sha256', kind: 'pss' },
  PS384: { hash: 'sha384', kind: 'pss' },
  PS512: { hash: 'sha512', kind: 'pss' },
  ES256: { hash: 'sha256', kind: 'ec' },
  ES384: { hash: 'sha384', kind: 'ec' },
  ES512: { hash: 'sha512', kind: 'ec' },
  EdDSA: { hash: undefined, kind: 'ed' },
  Ed25519: { hash: undefined, kind: 'ed' },
  HS256: { hash: 'sha256', kind: 'mac' },
  HS384: { hash: 'sha384', kind: 'mac' },
  HS512: { hash: 'sha512', kind: 'mac' },
});

/** What a key may sign with, by its type and curve. Source: RFC 7518, 3.1; RFC 8037. */
function algorithmsOf(jwk: Jwk): readonly string[] {
  if (jwk.kty === 'RSA') return ['RS256', 'RS384', 'RS512', 'PS256', 'PS384', 'PS512'];
  if (jwk.kty === 'EC') return { 'P-256': ['ES256'], 'P-384': ['ES384'], 'P-521': ['ES512'] }[String(jwk['crv'])] ?? [];
  if (jwk.kty === 'OKP') return jwk['crv'] === 'Ed25519' ? ['EdDSA', 'Ed25519'] : [];
  return jwk.kty === 'oct' ? ['HS256', 'HS384', 'HS512'] : [];
}

/** Keys for encryption, of unknown types, and too weak ones are left out, as RFC 7517, 5 asks. */
function readKey(jwk: Jwk, wanted: readonly string[] | undefined): readonly Key[] {
  if (jwk.use !== undefined && jwk.use !== 'sig') return [];
  if (jwk.key_ops !== undefined && !jwk.key_ops.includes('verify')) return [];
  const algorithms = algorithmsOf(jwk).filter(
    (alg) =>
      (jwk.alg === undefined || jwk.alg === alg || (alg === 'EdDSA' && jwk.alg === 'Ed25519')) &&
      wanted?.includes(alg) !== false,
  );
  if (algorithms.length === 0) return [];
  const key = keyObject(jwk);
  return key === undefined ? [] : [{ kid: jwk.kid, algorithms, key }];
}

function keyObject(jwk: Jwk): KeyObject | undefined {
  try {
    if (jwk.kty === 'oct') {
      const secret = Buffer.from(String(jwk['k']), 'base64url');
      return secret.length < 32 ? undefined : crypto().createSecretKey(secret);
    }
    // INVARIANT: only public members reach the key object, a private JWK by mistake included.
    const { kty, n, e, crv, x, y } = jwk;
    const members = Object.entries({ kty, n, e, crv, x, y }).filter(([, value]) => typeof value === 'string');
    const key = crypto().createPublicKey({ key: Object.fromEntries(members), format: 'jwk' });
    return (key.asymmetricKeyDetails?.modulusLength ?? 2048) < 2048 ? undefined : key;
  } catch {
    return undefined;
  }
}

function isSigned(alg: string, key: KeyObject, signed: string, signature: Buffer): boolean {
  const algorithm = ALGORITHMS[alg];
  if (algorithm === undefined) return false;
  const { hash, kind } = algorithm;
  const { constants, createHmac, timingSafeEqual, verify } = crypto();
  if (kind === 'mac') {
    const mac = createHmac(hash ?? 'sha256', key)
      .update(signed)
      .digest();
    return mac.length === signature.length && timingSafeEqual(mac, signature);
  }
  const data = Buffer.from(signed);
  try {
    if (kind === 'rsa') return verify(hash, data, { key, padding: constants.RSA_PKCS1_PADDING }, signature);
    if (kind === 'pss')
      return verify(
        hash,
        data,
        { key, padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: constants.RSA_PSS_SALTLEN_DIGEST },
        signature,
      );
    return verify(hash, data, kind === 'ec' ? { key, dsaEncoding: 'ieee-p1363' } : key, signature);
  } catch {
    return false;
  }
}
