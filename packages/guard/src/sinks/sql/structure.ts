import { type Breach, placesOf, type Taint } from '../taint.ts';
import { type Dialect, type Token, tokens } from './tokens.ts';
import { isList, isOrderList, isPhrase, isSignedNumber, namesCatalog } from './benign.ts';

/**
 * Says which input, if any, shapes `sql`: some spelling of it spans two tokens, opens or closes a literal or a
 * comment, or names the system catalogue. A value inside one literal, name, comment or number is data.
 * Inputs that do not occur in the statement (every parameterised one) cost one `indexOf`.
 */
export function sqlBreach(sql: string, taints: readonly Taint[], dialects: readonly Dialect[]): Breach | undefined {
  const lowered = sql.toLowerCase();
  const split = new Map<Dialect, readonly Token[]>();
  const tokensOf = (dialect: Dialect): readonly Token[] => {
    const known = split.get(dialect);
    if (known !== undefined) return known;
    const made = tokens(sql, dialect);
    split.set(dialect, made);
    return made;
  };
  for (const taint of taints) {
    if (!mayShape(taint)) continue;
    const reason = shapedBy(taint, lowered, dialects, tokensOf);
    if (reason !== undefined) return { code: 'sink-sql', rule: 'sql.structure', input: taint.sent, because: reason };
  }
  return undefined;
}

/** A word of letters and digits is always within one token; only the catalogue's own names are of interest. */
function mayShape(taint: Taint): boolean {
  return !taint.plain || (taint.sent.value.includes('_') && namesCatalog(taint.sent.value));
}

const QUOTING = /['"\\]/;

function shapedBy(
  taint: Taint,
  lowered: string,
  dialects: readonly Dialect[],
  tokensOf: (dialect: Dialect) => readonly Token[],
): string | undefined {
  for (const spelling of taint.forms) {
    if (spelling.length < 2) continue;
    const form = spelling.toLowerCase();
    // Without a quote there is nothing to escape: it stands in the statement as it is, or not at all.
    if (!QUOTING.test(form) && !lowered.includes(form)) continue;
    for (const dialect of dialects) {
      const reason = formShapes(form, lowered, dialect, tokensOf);
      if (reason !== undefined) return reason;
    }
  }
  return undefined;
}

function formShapes(
  form: string,
  lowered: string,
  dialect: Dialect,
  tokensOf: (dialect: Dialect) => readonly Token[],
): string | undefined {
  let safe: readonly Span[] | undefined;
  for (const escaped of escapedForms(form))
    for (const start of placesOf(escaped, lowered)) {
      const end = start + escaped.length;
      const reason = placeShapes(lowered, start, end, tokensOf(dialect));
      if (reason === undefined) continue;
      safe ??= safeSpans(form, lowered, dialect, tokensOf(dialect));
      if (!safe.some((span) => start >= span.start && end <= span.end)) return reason;
    }
  return undefined;
}

interface Span {
  readonly start: number;
  readonly end: number;
}

/**
 * Where the value stands correctly escaped inside a literal, with its delimiters: a piece of it that is found
 * again there, shifted (`''` within ``), is the same data.
 */
function safeSpans(form: string, lowered: string, dialect: Dialect, all: readonly Token[]): readonly Span[] {
  const escapes =
    dialect === 'mysql'
      ? [form.replaceAll(/['"\\]/g, String.raw`\$&`), form.replaceAll('\\', '\\\\').replaceAll("'", "''")]
      : [form.replaceAll("'", "''"), form.replaceAll('"', '""')];
  return escapes.flatMap((escaped) =>
    placesOf(escaped, lowered)
      .map((start) => ({ start, end: start + escaped.length }))
      .filter((span) => isWithinLiteral(lowered, all, span))
      .map((span) => ({ start: span.start - 1, end: span.end + 1 })),
  );
}

function isWithinLiteral(lowered: string, all: readonly Token[], { start, end }: Span): boolean {
  const token = all[firstEndingAfter(all, start)];
  if (token === undefined || token.kind === 'comment' || !isDelimited(token)) return false;
  if (start < token.open || end > token.close) return false;
  return insideLiteral(lowered, token, start, end) === undefined;
}

/**
 * What escaping by hand makes of an input: quotes doubled, or quotes and backslashes with a backslash before them.
 * Escaping for the wrong dialect is the usual way past it.
 */
function escapedForms(form: string): readonly string[] {
  if (!QUOTING.test(form)) return [form];
  return [
    ...new Set([
      form,
      form.replaceAll("'", "''"),
      form.replaceAll("'", "\\'"),
      form.replaceAll('\\', '\\\\'),
      form.replaceAll(/['"\\]/g, String.raw`\$&`),
      form.replaceAll('"', '""'),
    ]),
  ];
}

function placeShapes(lowered: string, start: number, end: number, all: readonly Token[]): string | undefined {
  const first = firstEndingAfter(all, start);
  const token = all[first];
  if (token === undefined) return undefined;
  if (token.start < end && isDelimited(token) && start >= token.open && end <= token.close)
    return insideLiteral(lowered, token, start, end);
  const touched = touchedFrom(all, first, end);
  return touched.length === 1 ? oneToken(lowered, touched[0], start, end) : manyTokens(lowered, all, first, touched);
}

function isDelimited(token: Token): boolean {
  return token.open > token.start;
}

/** The value may not end the literal for what follows: an unended literal, or half of an escape, is a closed one. */
function insideLiteral(lowered: string, token: Token, start: number, end: number): string | undefined {
  if (token.unended && token.kind !== 'comment' && /['"`\]$\\]/.test(lowered.slice(start, end)))
    return 'the value leaves a literal open';
  if (splitsEscape(lowered, token, start, end)) return 'the value ends inside an escape';
  return undefined;
}

function splitsEscape(lowered: string, token: Token, start: number, end: number): boolean {
  if (token.kind === 'comment') return false;
  const quote = lowered[token.close];
  for (let at = token.open; at < end; at++) {
    const isPair = (token.backslash && lowered[at] === '\\') || (lowered[at] === quote && lowered[at + 1] === quote);
    if (!isPair) continue;
    // Starting in the middle of a pair happens when a doubled quote is searched by its second half: harmless
    // unless the pair's other half is the statement's own.
    if (at + 1 === end && at >= start) return true;
    at++;
  }
  return false;
}

function oneToken(lowered: string, token: Token | undefined, start: number, end: number): string | undefined {
  if (token === undefined) return undefined;
  const text = lowered.slice(start, end);
  if (isDelimited(token)) {
    const isWhole = start <= token.start && end >= token.end;
    if (isWhole && token.kind !== 'comment') return undefined;
    return token.kind === 'comment' ? 'the value opens or closes a comment' : 'the value opens or closes a literal';
  }
  if (token.kind === 'stray') return 'the value is no token of the statement';
  return token.kind === 'word' && namesCatalog(text) ? 'the value names the system catalogue' : undefined;
}

function manyTokens(
  lowered: string,
  all: readonly Token[],
  first: number,
  touched: readonly Token[],
): string | undefined {
  if (isSignedNumber(lowered, touched) || isList(lowered, touched) || isPhrase(lowered, touched)) return undefined;
  if (isOrderList(lowered, all, first, touched)) return undefined;
  return 'the value spans several tokens of the statement';
}

/** Index of the first token that ends after `at`, by halving. */
function firstEndingAfter(all: readonly Token[], at: number): number {
  let low = 0;
  let high = all.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((all[middle]?.end ?? 0) > at) high = middle;
    else low = middle + 1;
  }
  return low;
}

function touchedFrom(all: readonly Token[], first: number, end: number): readonly Token[] {
  let last = first;
  while (last < all.length && (all[last]?.start ?? end) < end) last++;
  return all.slice(first, last);
}
