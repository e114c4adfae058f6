import type { Bounds } from '../policy.ts';
import { multi, plain } from './form.ts';
import type { Parsed } from './json.ts';

const MAX_PARTS = 200;

/**
 * Fields of `multipart/form-data` as strings; a file becomes `{ filename, contentType, size }`, its bytes are not read.
 * Source: RFC 7578.
 */
export function parseMultipart(bytes: Buffer, contentType: string, bounds: Bounds): Parsed {
  const boundary = /;\s*boundary=(?:"([^"]{1,70})"|([^\s;"]{1,70}))/i.exec(contentType);
  const mark = boundary?.[1] ?? boundary?.[2];
  if (mark === undefined) return { fault: { code: 'body-malformed' } };
  const parts = split(bytes.toString('latin1'), mark);
  if (parts === undefined) return { fault: { code: 'body-malformed' } };
  if (parts.length > Math.min(MAX_PARTS, bounds.maxKeys)) return { fault: { code: 'body-keys' } };
  return collect(parts);
}

/** Parts between `--mark` lines; undefined where the last line `--mark--` is missing. */
function split(source: string, mark: string): readonly string[] | undefined {
  const pieces = `\r\n${source}`.split(`\r\n--${mark}`, MAX_PARTS + 3);
  const last = pieces.pop();
  if (pieces.length === 0 || last === undefined) return undefined;
  if (!last.startsWith('--') && pieces.length <= MAX_PARTS) return undefined;
  return pieces.slice(1);
}

function collect(parts: readonly string[]): Parsed {
  const fields: [string, string][] = [];
  const files: Record<string, unknown> = {};
  for (const part of parts) {
    const field = readPart(part);
    if (field === undefined) return { fault: { code: 'body-malformed' } };
    if (field.value === undefined) return { fault: { code: 'body-encoding', name: field.name } };
    if (field.file === undefined) fields.push([field.name, field.value]);
    else files[field.name] = { ...field.file, size: field.size };
  }
  const parsed = plain(multi([...fields, ...Object.keys(files).map((name): [string, string] => [name, ''])]));
  if ('fault' in parsed) return parsed;
  const value = Object.assign({}, parsed.value, files);
  const clash = fields.find(([name]) => Object.hasOwn(files, name));
  return clash === undefined ? { value } : { fault: { code: 'body-duplicate-key', name: clash[0] } };
}

interface Part {
  readonly name: string;
  /** Undefined when it is not UTF-8. */
  readonly value: string | undefined;
  readonly size: number;
  readonly file: { readonly filename: string; readonly contentType: string } | undefined;
}

function readPart(part: string): Part | undefined {
  const end = part.indexOf('\r\n\r\n');
  if (end < 0 || end > 4096) return undefined;
  const head = part.slice(0, end);
  const disposition = /^content-disposition:\s*form-data\s*;(.*)$/im.exec(head)?.[1];
  const name = disposition === undefined ? undefined : parameter(disposition, 'name');
  if (disposition === undefined || name === undefined) return undefined;
  const body = part.slice(end + 4);
  const filename = parameter(disposition, 'filename');
  const contentType = /^content-type:\s*([^\s;]{1,100})/im.exec(head)?.[1] ?? 'text/plain';
  const file = filename === undefined ? undefined : { filename, contentType };
  return { name, value: file === undefined ? utf8(body) : '', size: body.length, file };
}

function parameter(disposition: string, name: string): string | undefined {
  const found = new RegExp(`(?:^|[;\\s])${name}=(?:"([^"]*)"|([^\\s;"]+))`, 'i').exec(disposition);
  const value = found?.[1] ?? found?.[2];
  return value === undefined ? undefined : utf8(value);
}

function utf8(latin1: string): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(Buffer.from(latin1, 'latin1'));
  } catch {
    return undefined;
  }
}
