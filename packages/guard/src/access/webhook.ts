import { deny, type Denial } from '../decision.ts';
import type { Inbound } from '../inbound/inbound.ts';
import type { Principal } from '../invocation.ts';
import type { Authenticator } from '../policy.ts';
import { crypto } from './crypto.ts';

export interface WebhookOptions {
  /** What a route's `authn` calls it; default the scheme. */
  readonly name?: string;
  /** Keys that may have signed: two while one is being replaced. At least 16 characters. */
  readonly secret: string | readonly string[];
  readonly scheme: WebhookScheme | CustomScheme;
  /** Default 300. */
  readonly toleranceSeconds?: number;
  /** Milliseconds since 1970. */
  readonly now?: () => number;
}

export type WebhookScheme = 'github' | 'stripe' | 'slack' | 'shopify' | 'standard';

/** How a sender signs. All schemes are HMAC with SHA-256. */
export interface CustomScheme {
  /** Header of the signature. */
  readonly header: string;
  readonly encoding: 'hex' | 'base64';
  /** Text before each signature: `sha256=`, `v0=`. */
  readonly prefix?: string;
  /** Header of the time in seconds. Without one a captured request can be sent again. */
  readonly timestampHeader?: string;
  /** What is signed; default the body, or `timestamp.body`. */
  readonly signed?: (body: string, timestamp: string, inbound: Inbound) => string;
}

interface Signed {
  readonly signatures: readonly string[];
  readonly timestamp: string | undefined;
}

/**
 * Verifies signed webhooks in constant time. The body is judged as the bytes that came, never as parsed again.
 * Applies only to routes whose `authn` names it; roles of the caller: `webhook`.
 */
export function webhook(options: WebhookOptions): Authenticator {
  const { scheme } = options;
  const secrets = typeof options.secret === 'string' ? [options.secret] : options.secret;
  if (secrets.length === 0 || secrets.some((secret) => secret.length < 16)) {
    throw new TypeError('a webhook secret has at least 16 characters');
  }
  const name = options.name ?? (typeof scheme === 'string' ? scheme : 'webhook');
  return {
    name,
    explicit: true,
    authenticate: (inbound) => authenticate(inbound, name, secrets, options),
  };
}

function authenticate(
  inbound: Inbound,
  name: string,
  secrets: readonly string[],
  options: WebhookOptions,
): Principal | Denial {
  const format = typeof options.scheme === 'string' ? SCHEMES[options.scheme] : options.scheme;
  const header = inbound.headers.get(format.header.toLowerCase());
  if (header === undefined) return deny('signature-missing');
  // A body that is neither text nor bytes was too large or broken: nothing that could be signed.
  if (inbound.body.size > 0 && inbound.body.text === undefined && inbound.body.bytes === undefined)
    return deny('signature-wrong');
  const read = readHeader(header.join(','), format, inbound);
  if (format.timestampHeader !== undefined && !isFresh(read.timestamp, options)) return deny('signature-stale');
  const payload = payloadOf(inbound, format, read.timestamp ?? '');
  const isSigned = secrets.some((secret) => {
    const mac = crypto().createHmac('sha256', keyOf(secret, options.scheme)).update(payload).digest();
    return read.signatures.some((one) => isEqual(mac, one, format.encoding));
  });
  return isSigned
    ? { id: `webhook:${name}`, roles: ['webhook'], scopes: [], claims: new Map() }
    : deny('signature-wrong');
}

function isFresh(timestamp: string | undefined, options: WebhookOptions): boolean {
  if (timestamp === undefined || !/^\d{1,12}$/.test(timestamp)) return false;
  return Math.abs((options.now ?? Date.now)() / 1000 - Number(timestamp)) <= (options.toleranceSeconds ?? 300);
}

function payloadOf(inbound: Inbound, format: CustomScheme, timestamp: string): string | Buffer {
  const { bytes, text } = inbound.body;
  if (format.signed !== undefined)
    return format.signed(text ?? Buffer.from(bytes ?? []).toString('utf8'), timestamp, inbound);
  const body = Buffer.from(bytes ?? Buffer.from(text ?? ''));
  return format.timestampHeader === undefined ? body : Buffer.concat([Buffer.from(`${timestamp}.`), body]);
}

function isEqual(mac: Buffer, signature: string, encoding: 'hex' | 'base64'): boolean {
  const bytes = Buffer.from(signature, encoding);
  return bytes.length === mac.length && crypto().timingSafeEqual(bytes, mac);
}

/** Standard Webhooks writes keys as `whsec_` and base64. Source: https://www.standardwebhooks.com */
function keyOf(secret: string, scheme: WebhookOptions['scheme']): string | Buffer {
  return scheme === 'standard' && secret.startsWith('whsec_') ? Buffer.from(secret.slice(6), 'base64') : secret;
}

function readHeader(header: string, format: CustomScheme, inbound: Inbound): Signed {
  const inside = format.timestampHeader === format.header;
  const parts = header.split(/[,\s]+/).slice(0, 32);
  const prefix = format.prefix ?? '';
  const signatures = parts.filter((part) => part.startsWith(prefix)).map((part) => part.slice(prefix.length));
  const own = inside ? parts.find((part) => part.startsWith('t='))?.slice(2) : undefined;
  return { signatures, timestamp: own ?? inbound.headers.get(format.timestampHeader?.toLowerCase() ?? '')?.[0] };
}

/** Sources: each sender's page on verifying signatures. */
const SCHEMES: Readonly<Record<WebhookScheme, CustomScheme>> = {
  github: { header: 'x-hub-signature-256', encoding: 'hex', prefix: 'sha256=' },
  shopify: { header: 'x-shopify-hmac-sha256', encoding: 'base64' },
  stripe: { header: 'stripe-signature', encoding: 'hex', prefix: 'v1=', timestampHeader: 'stripe-signature' },
  slack: {
    header: 'x-slack-signature',
    encoding: 'hex',
    prefix: 'v0=',
    timestampHeader: 'x-slack-request-timestamp',
    signed: (body, timestamp) => `v0:${timestamp}:${body}`,
  },
  standard: {
    header: 'webhook-signature',
    encoding: 'base64',
    // Between version and signature stands a comma, at which the header is split already.
    timestampHeader: 'webhook-timestamp',
    signed: (body, timestamp, inbound) => `${inbound.headers.get('webhook-id')?.[0] ?? ''}.${timestamp}.${body}`,
  },
};
