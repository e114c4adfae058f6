import { isUtf8 } from 'node:buffer';
import type { Bounds } from '../policy.ts';
import { parseForm } from './form.ts';
import type { Body, BodyFault } from './inbound.ts';
import { checkValue, parseJson, type Parsed } from './json.ts';
import { parseMultipart } from './multipart.ts';

/** A body as the platform delivered it. */
export interface RawBody {
  readonly raw: string | Uint8Array | undefined;
  readonly isBase64: boolean;
  /** Whole `content-type` header. */
  readonly contentType: string | undefined;
  readonly bounds: Bounds;
}

export const NO_BODY: Body = {
  text: undefined,
  bytes: undefined,
  contentType: undefined,
  size: 0,
  value: undefined,
  fault: undefined,
};

interface Content {
  readonly text?: string;
  readonly bytes?: Buffer;
  readonly value?: unknown;
  readonly fault?: BodyFault;
}

/** A body that is decoded and parsed when first looked at: a request that no route takes costs nothing. */
export function lazyBody(from: RawBody): Body {
  const { raw } = from;
  if (raw === undefined || raw.length === 0) return { ...NO_BODY, contentType: mediaType(from.contentType) };
  let content: Content | undefined;
  const size = sizeOf(raw, from);
  const read = (): Content => (content ??= readContent(from, raw, size));
  return {
    contentType: mediaType(from.contentType),
    size,
    get text() {
      return read().text;
    },
    get bytes() {
      return read().bytes;
    },
    get value() {
      return read().value;
    },
    get fault() {
      return read().fault;
    },
  };
}

/** Bytes once decoded. A text that is too long in characters already is not measured in bytes. */
function sizeOf(raw: string | Uint8Array, { isBase64, bounds }: RawBody): number {
  if (typeof raw !== 'string' || raw.length > bounds.maxBodyBytes * 2) return raw.length;
  return Buffer.byteLength(raw, isBase64 ? 'base64' : 'utf8');
}

/** A part of an event that came as a parsed value. */
export function valueBody(value: unknown, bounds: Bounds): Body {
  const fault = checkValue(value, bounds);
  return { ...NO_BODY, value: fault === undefined ? value : undefined, fault };
}

/** `Application/JSON; charset=utf-8` is `application/json`. */
export function mediaType(header: string | undefined): string | undefined {
  if (header === undefined) return undefined;
  const end = header.indexOf(';');
  return (end < 0 ? header : header.slice(0, end)).trim().toLowerCase();
}

function readContent(from: RawBody, raw: string | Uint8Array, size: number): Content {
  if (size > from.bounds.maxBodyBytes) return { fault: { code: 'body-too-large' } };
  const bytes = rawBytes(from, raw);
  if (bytes === undefined) return { fault: { code: 'body-encoding' } };
  const type = mediaType(from.contentType) ?? '';
  if (type === 'multipart/form-data') {
    const whole = bytes ?? Buffer.from(String(raw));
    return { bytes: whole, ...parseMultipart(whole, from.contentType ?? '', from.bounds) };
  }
  if (bytes !== null && !isUtf8(bytes)) return isText(type) ? { bytes, fault: { code: 'body-encoding' } } : { bytes };
  const text = bytes === null ? String(raw) : bytes.toString('utf8');
  if (!text.isWellFormed()) return { fault: { code: 'body-encoding' } };
  return { text, ...(bytes === null ? {} : { bytes }), ...parseText(text, type, from.bounds) };
}

/** Bytes of a base64 or binary body, null for one that came as text, undefined for broken base64. */
function rawBytes(from: RawBody, raw: string | Uint8Array): Buffer | null | undefined {
  if (typeof raw !== 'string') return Buffer.from(raw.buffer, raw.byteOffset, raw.byteLength);
  if (!from.isBase64) return null;
  return /^[A-Za-z0-9+/_-]*={0,2}$/.test(raw) && raw.length % 4 !== 1 ? Buffer.from(raw, 'base64') : undefined;
}

function isText(type: string): boolean {
  return /^text\/|[/+](?:json|xml|x-www-form-urlencoded|graphql|javascript|yaml)$/.test(type) || type === '';
}

function parseText(text: string, type: string, bounds: Bounds): Parsed {
  if (isJson(type)) return parseJson(text, bounds);
  if (type === 'application/x-www-form-urlencoded') return parseForm(text, bounds);
  // Handlers call JSON.parse whatever the header says, so what can be read as JSON is judged as JSON.
  if (type === '' && /^\s*[[{"]/.test(text)) return parseUnstated(text, bounds);
  return { value: text };
}

function parseUnstated(text: string, bounds: Bounds): Parsed {
  const parsed = parseJson(text, bounds);
  return 'fault' in parsed && parsed.fault.code === 'body-malformed' ? { value: text } : parsed;
}

export function isJson(type: string): boolean {
  return type === 'application/json' || type === 'text/json' || type.endsWith('+json');
}
