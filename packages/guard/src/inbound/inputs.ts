import type { Bounds } from '../policy.ts';
import type { Draft } from './draft.ts';
import { decode } from './form.ts';
import type { Input, InputPlace } from './inbound.ts';

/** Rounds of decoding: base64 of JSON with an escaped field. */
const ROUNDS = 3;

/** Lists every leaf string from outside, and each again as its decodings say. */
export function listInputs(draft: Draft, bounds: Bounds): readonly Input[] {
  const list = collector(bounds.maxInputs);
  for (const [name, value] of draft.parameters) list.add('path', name, value);
  for (const [at, segment] of draft.path.split('/').slice(0, 64).entries()) list.add('path', String(at), segment);
  for (const [name, values] of draft.query) list.field('query', name, values);
  for (const [name, values] of draft.headers) list.field('header', name, values);
  for (const [name, values] of draft.cookies) list.field('cookie', name, values);
  list.leaves('body', '', draft.body.value ?? draft.body.text);
  for (const [at, record] of draft.records.entries()) {
    for (const [name, value] of record.attributes) list.leaves('record', `${at}.${name}`, value);
    list.leaves('record', String(at), record.body.value ?? record.body.text);
  }
  return list.found;
}

interface Collector {
  readonly found: Input[];
  add(where: InputPlace, name: string, value: string): void;
  field(where: InputPlace, name: string, values: readonly string[]): void;
  leaves(where: InputPlace, name: string, value: unknown): void;
}

function collector(max: number): Collector {
  const found: Input[] = [];
  const add = (where: InputPlace, name: string, value: string, round = 0): void => {
    if (value === '' || found.length >= max) return;
    found.push({ where, name, value });
    if (round >= ROUNDS) return;
    for (const form of decodings(value)) {
      if (typeof form === 'string') add(where, name, form, round + 1);
      else leaves(where, name, form, round + 1);
    }
  };
  const leaves = (where: InputPlace, name: string, value: unknown, round = 0, depth = 0): void => {
    if (typeof value === 'string') return add(where, name, value, round);
    if (typeof value === 'number' || typeof value === 'bigint') return add(where, name, String(value), ROUNDS);
    if (typeof value !== 'object' || value === null || depth > 64 || found.length >= max) return;
    for (const [key, child] of Object.entries(value)) {
      const path = name === '' ? key : `${name}.${key}`;
      // Field names are the sender's, too, where a schema leaves them open.
      if (!Array.isArray(value) && /[^\w.-]/.test(key)) add(where, path, key, ROUNDS);
      leaves(where, path, child, round, depth + 1);
    }
  };
  const field = (where: InputPlace, name: string, values: readonly string[]): void => {
    for (const value of values) add(where, name, value);
    if (/[^\w.-]/.test(name)) add(where, name, name, ROUNDS);
  };
  return { found, add, field, leaves: (where, name, value) => leaves(where, name, value) };
}

/** Other readings of a text that a program on the way may take. */
function decodings(value: string): readonly unknown[] {
  const forms: unknown[] = [];
  if (value.length > 262_144) return forms;
  const credentials = /^(?:Basic|Bearer) +(\S+)$/i.exec(value)?.[1];
  if (credentials !== undefined) forms.push(credentials);
  const clear = /[%+]/.test(value) ? decode(value) : undefined;
  if (clear !== undefined && clear !== value) forms.push(clear);
  if (value.length >= 8 && /^[A-Za-z0-9+/_-]+={0,2}$/.test(value)) {
    const bytes = Buffer.from(value, 'base64').toString('utf8');
    // oxlint-disable-next-line no-control-regex -- bytes that are no text are no second reading
    if (!/[\0-\x08\x0e-\x1f\ufffd]/.test(bytes)) forms.push(bytes);
  }
  if (/^\s*[[{"]/.test(value)) pushJson(value, forms);
  return forms;
}

function pushJson(value: string, forms: unknown[]): void {
  try {
    const parsed: unknown = JSON.parse(value);
    forms.push(parsed);
  } catch {
    // Not JSON: the text itself is listed.
  }
}
