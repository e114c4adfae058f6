import type { Code } from '../decision.ts';
import type { Input } from '../inbound/inbound.ts';

/** A sent value with the spellings in which it can arrive at a sink. */
export interface Taint {
  readonly sent: Input;
  /** Distinct spellings, each trimmed and at least one character long; the first is the value itself. */
  readonly forms: readonly string[];
  /** Only letters, digits and `_`: it can never span two tokens of a statement. */
  readonly plain: boolean;
}

/** What an input did to a sink. Carries names, never the value. */
export interface Breach {
  readonly code: Code;
  /** Finer than the code and as stable, such as `sql.structure`. */
  readonly rule: string;
  /** Undefined where no single input is to blame. */
  readonly input: Input | undefined;
  readonly because: string;
}

/** Derived spellings of a longer text are not worth their time: a whole upload is no parameter. */
const LONGEST_DERIVED = 16_384;
const MOST_FORMS = 24;

/**
 * Prepares the sent values for the sink rules: duplicates dropped, and for each the spellings that handlers
 * commonly make of it (decoded percent signs, plus for space, base64, JSON inside a string, compatibility forms).
 */
export function prepare(inputs: Iterable<Input>): readonly Taint[] {
  const taintByValue = new Map<string, Taint>();
  for (const sent of inputs) {
    if (sent.value === '' || taintByValue.has(sent.value)) continue;
    const value = sent.value.trim();
    if (value === '') continue;
    const plain = isPlain(value);
    taintByValue.set(sent.value, { sent, forms: plain ? [value] : spellings(value), plain });
  }
  return [...taintByValue.values()];
}

/** True for letters, digits and `_` only; a loop is twice as fast as a regular expression on short values. */
export function isPlain(value: string): boolean {
  for (let at = 0; at < value.length; at++) {
    const code = value.charCodeAt(at);
    const isWord =
      (code >= 97 && code <= 122) || (code >= 48 && code <= 57) || (code >= 65 && code <= 90) || code === 95;
    if (!isWord) return false;
  }
  return true;
}

function spellings(value: string): readonly string[] {
  if (!DERIVABLE.test(value) && !isBase64(value)) return [value];
  const forms = new Set([value]);
  if (value.length <= LONGEST_DERIVED) {
    // The set grows while it is walked: a percent-encoded base64 text, a JSON text inside a JSON text.
    for (const form of forms) {
      if (forms.size >= MOST_FORMS) break;
      derive(form, forms);
    }
  }
  return [...forms].slice(0, MOST_FORMS);
}

function derive(form: string, forms: Set<string>): void {
  if (form.includes('%')) add(forms, percentDecoded(form));
  if (form.includes('+')) add(forms, percentDecoded(form.replaceAll('+', ' ')));
  if (NOT_ASCII.test(form)) add(forms, form.normalize('NFKC'));
  const first = form.charCodeAt(0);
  // Texts that begin with `{`, `[` or `"` may be JSON that the handler parses itself.
  if (first === 123 || first === 91 || first === 34) for (const leaf of jsonLeaves(form)) add(forms, leaf);
  else if (isBase64(form)) add(forms, base64Decoded(form));
}

/** What any of the derivations begins with. */
const DERIVABLE = /[%+]|[^\0-\x7f]|^[{["]/;

/** Small and large letters together: names, ids and dates are not taken for it. */
function isBase64(form: string): boolean {
  return form.length >= 8 && BASE64.test(form) && /[a-z]/.test(form) && /[A-Z]/.test(form);
}

const NOT_ASCII = /[^\0-\x7f]/;
const BASE64 = /^[A-Za-z0-9+/_-]{7,}={0,2}$/;

function add(forms: Set<string>, form: string | undefined): void {
  const trimmed = form?.trim();
  if (trimmed !== undefined && trimmed !== '') forms.add(trimmed);
}

/** Decodes what can be decoded; a stray percent sign does not hide the rest. */
function percentDecoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text.replaceAll(/%[0-9a-f]{2}/gi, (code) => String.fromCharCode(Number.parseInt(code.slice(1), 16)));
  }
}

function base64Decoded(text: string): string | undefined {
  const decoded = Buffer.from(text, 'base64').toString('utf8');
  // Ordinary words are valid base64 of bytes that no one would call text.
  return UNPRINTABLE.test(decoded) ? undefined : decoded;
}

const UNPRINTABLE = /[^\t\n\r\x20-\x7e\u00a0-\ufffc]|\ufffd/;

function jsonLeaves(text: string): readonly string[] {
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch {
    return [];
  }
  const leaves: string[] = [];
  const left = [parsed];
  while (left.length > 0 && leaves.length < MOST_FORMS) {
    const value = left.pop();
    if (typeof value === 'string') leaves.push(value);
    else if (typeof value === 'object' && value !== null) left.push(...Object.values(value).slice(0, 64));
  }
  return leaves;
}

/** Every place of `piece` in `text`, at most `most`; overlapping places count. */
export function placesOf(piece: string, text: string, most = 64): readonly number[] {
  const places: number[] = [];
  for (let at = text.indexOf(piece); at >= 0 && places.length < most; at = text.indexOf(piece, at + 1)) places.push(at);
  return places;
}
