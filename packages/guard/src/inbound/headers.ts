import { Denied, deny } from '../decision.ts';
import type { Bounds } from '../policy.ts';
import { eachText, eachTexts, type Fields } from './fields.ts';
import { unescape } from './form.ts';
import type { Multi } from './inbound.ts';

const TOKEN = /^[!#$%&'*+\-.^_`|~0-9a-z]+$/;
// oxlint-disable-next-line no-control-regex -- control characters are what is looked for
const CONTROL = /[\0-\x08\x0a-\x1f\x7f]/;

/** Headers of which a request has one: two different values are an attempt to be read in two ways. */
const SINGLE = new Set([
  'authorization',
  'content-type',
  'content-length',
  'content-encoding',
  'host',
  'transfer-encoding',
]);

/** Headers with which some routers replace the path or method that the policy judged. */
const OVERRIDES = ['x-original-url', 'x-rewrite-url'];
const METHOD_OVERRIDES = ['x-http-method-override', 'x-http-method', 'x-method-override'];

/** Collects headers, bounded; every name in lower case. */
export class Headers {
  readonly map: Map<string, string[]> = new Map();
  private left: number;
  private bytes: number;

  constructor(bounds: Bounds) {
    this.left = bounds.maxHeaders;
    this.bytes = bounds.maxHeaderBytes;
  }

  /** Adds a value once: platforms send the same header both alone and in a list. */
  add(key: string, value: string): void {
    this.bytes -= key.length + value.length;
    if (this.bytes < 0) throw new Denied(deny('header-limit', { rule: 'maxHeaderBytes' }));
    const name = nameOf(key);
    const known = this.map.get(name);
    if (known?.includes(value) === true) return;
    if (CONTROL.test(value)) throw malformedHeader(name);
    if (known === undefined) this.grow(name, value);
    else if (SINGLE.has(name)) throw new Denied(deny('header-malformed', { rule: 'twice', where: 'header', name }));
    else known.push(value);
  }

  private grow(name: string, value: string): void {
    if (--this.left < 0) throw new Denied(deny('header-limit', { rule: 'maxHeaders' }));
    this.map.set(name, [value]);
  }
}

/** Clients send the same few names again and again. */
const names = new Map<string, string>();

function nameOf(key: string): string {
  const known = names.get(key);
  if (known !== undefined) return known;
  const name = key.toLowerCase();
  if (!TOKEN.test(name)) throw malformedHeader(name);
  if (names.size < 256 && key.length < 64) names.set(key, name);
  return name;
}

function malformedHeader(name: string): Denied {
  return new Denied(deny('header-malformed', { where: 'header', name }));
}

/** Headers of an event, from its single and its list form together. */
export function eventHeaders(event: Fields, bounds: Bounds): Multi {
  const headers = new Headers(bounds);
  const max = bounds.maxHeaders;
  const lists = eachTexts(event, 'multiValueHeaders', max, (key, values) => {
    for (const value of values) headers.add(key, value);
  });
  const singles = eachText(event, 'headers', max, (key, value) => headers.add(key, value));
  if (lists > max || singles > max) throw new Denied(deny('header-limit', { rule: 'maxHeaders' }));
  return headers.map;
}

/** Denies what makes a router behind the guard see another request than the guard. */
export function refuseOverrides(headers: Multi, method: string, path: string): void {
  for (const name of OVERRIDES) {
    const value = headers.get(name)?.[0];
    if (value !== undefined && value !== path) throw new Denied(deny('event-ambiguous', { where: 'header', name }));
  }
  for (const name of METHOD_OVERRIDES) {
    const value = headers.get(name)?.[0];
    if (value !== undefined && value.toUpperCase() !== method) {
      throw new Denied(deny('event-ambiguous', { where: 'header', name }));
    }
  }
}

/** Cookies of `cookie` headers and of API Gateway's `cookies` list. A broken escape leaves the value as it is. */
export function cookiesOf(headers: Multi, list: readonly string[], bounds: Bounds): Multi {
  const cookies = new Map<string, string[]>();
  const sources = [...(headers.get('cookie') ?? []), ...list];
  if (sources.length === 0) return cookies;
  for (const pair of new Set(sources.join(';').split(';', bounds.maxHeaders))) {
    const equals = pair.indexOf('=');
    if (equals < 1) continue;
    const name = pair.slice(0, equals).trim();
    const raw = pair
      .slice(equals + 1)
      .trim()
      .replace(/^"(.*)"$/, '$1');
    const value = unescape(raw) ?? raw;
    cookies.set(name, [...(cookies.get(name) ?? []), value]);
  }
  return cookies;
}
