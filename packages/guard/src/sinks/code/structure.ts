import { type Breach, placesOf, type Taint } from '../taint.ts';
import { type ScriptToken, scriptTokens } from './script.ts';
import { tagsOf } from './template.ts';

/** Texts longer than this are compiled bundles, not built from a request; only their beginning is split. */
const LONGEST = 262_144;

/**
 * Says which input is run as code by `eval`, `Function` or `vm`: it spans several tokens, or the whole code is
 * part of an input (deserialisers), or the code was made from a template tag that an input brought.
 */
export function codeBreach(source: string, taints: readonly Taint[]): Breach | undefined {
  const text = source.slice(0, LONGEST);
  let tokens: readonly ScriptToken[] | undefined;
  const tokensOnce = (): readonly ScriptToken[] => (tokens ??= scriptTokens(text));
  for (const taint of taints) {
    if (taint.plain) continue;
    for (const form of taint.forms) {
      if (form.length < 2) continue;
      if (spansCode(form, text, tokensOnce) || isPartOf(text, form))
        return { code: 'sink-code', rule: 'code.structure', input: taint.sent, because: 'the value is run as code' };
      if (tagReaches(form, text, tokensOnce))
        return { code: 'sink-template', rule: 'template.tag', input: taint.sent, because: 'the value is a template' };
    }
  }
  return undefined;
}

/**
 * A handler may quote a value as JSON; then quotes and backslashes stand escaped, and the raw spelling that is
 * found within the escaped one is the same data.
 */
function spansCode(form: string, text: string, tokens: () => readonly ScriptToken[]): boolean {
  const escaped = JSON.stringify(form).slice(1, -1);
  const isInside = (start: number, length: number): boolean => staysInside(text, start, start + length, tokens());
  const spans = placesOf(escaped, text);
  if (escaped === form) return !spans.every((start) => isInside(start, escaped.length));
  const safe = spans.filter((start) => isInside(start, escaped.length));
  const isSafe = (at: number): boolean =>
    safe.some((start) => at >= start - 1 && at + form.length <= start + escaped.length + 1);
  return placesOf(form, text).some((at) => !isSafe(at) && !isInside(at, form.length));
}

function staysInside(text: string, start: number, end: number, tokens: readonly ScriptToken[]): boolean {
  const touched = tokens.filter((token) => token.start < end && token.end > start);
  const [token] = touched;
  if (token === undefined) return true;
  if (touched.length > 1) return isSignedNumber(text, touched);
  if (token.open === token.start) return token.kind === 'word' || token.kind === 'number' || end - start < 4;
  if (token.unended) return false;
  // The whole literal, quotes included, is a literal too; but its end must not be an escape that it opened.
  if (start <= token.start && end >= token.end) return true;
  return start >= token.open && end <= token.close && !endsInEscape(text, token, end);
}

function isSignedNumber(text: string, touched: readonly ScriptToken[]): boolean {
  const [sign, number] = touched;
  return touched.length === 2 && number?.kind === 'number' && text.slice(sign?.start, sign?.end) === '-';
}

function endsInEscape(text: string, token: ScriptToken, end: number): boolean {
  for (let at = token.open; at < end; at++) if (text[at] === '\\' && ++at >= end) return true;
  return false;
}

/** Deserialisers cut a function out of a text and run it between brackets. */
function isPartOf(text: string, form: string): boolean {
  if (form.length < 12 || text.length > form.length + 16) return false;
  const core = text
    .trim()
    .replace(/^\(+/, '')
    .replace(/[();\s]+$/, '');
  return core.length >= 8 && /[(=]/.test(core) && form.includes(core);
}

/** An engine made the code from a tag: what the tag says stands in it, word for word, and not as text. */
function tagReaches(form: string, text: string, tokens: () => readonly ScriptToken[]): boolean {
  return [...tagsOf(form), ...codeLines(form)].some((tag) => {
    const said = scriptTokens(tag).filter(
      (token) => token.kind === 'word' || token.kind === 'number' || token.kind === 'string',
    );
    // One common word says nothing: programs hold most of them.
    const words = new Set(said.map((token) => tag.slice(token.open, token.close)));
    const isExpression = words.size > 1 || said.some((token) => token.kind === 'number') || REACHING.test(tag);
    if (!isExpression || said.length === 0) return false;
    const stands = standing(text, tokens());
    return [...words].every((word) => stands.has(word));
  });
}

/** Engines of indented text (Pug) take lines that begin with a mark for code. */
function codeLines(form: string): readonly string[] {
  if (!/^\s*[-=!]/m.test(form)) return [];
  return [...form.matchAll(/^\s{0,40}[-=!]{1,2}\s(\S.{0,100}[=(*.[].{1,100})$/gm)]
    .slice(0, 16)
    .map((match) => match[1] ?? '');
}

const REACHING =
  /\b(?:constructor|prototype|__proto__|process|require|global|globalThis|mainModule|this|self|config|settings)\b/;

/** Words, numbers and literal texts of the code, and the tag's own text must not be one of them. */
function standing(text: string, tokens: readonly ScriptToken[]): ReadonlySet<string> {
  return new Set(
    tokens
      .filter((token) => token.kind !== 'comment' && token.kind !== 'punctuator')
      .map((token) => text.slice(token.open, token.close)),
  );
}
