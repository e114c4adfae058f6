/**
 * One part of a shell word. `bare`, `single` and `double` hold literal text; `glob` a character that the shell
 * expands; `escape` a backslash and what it protects; `expansion` a variable, arithmetic or command substitution.
 */
export interface Part {
  readonly kind: 'bare' | 'single' | 'double' | 'glob' | 'escape' | 'expansion';
  readonly start: number;
  readonly end: number;
  /** Commands inside `$(…)` and backticks. */
  readonly body?: { readonly start: number; readonly end: number };
}

export interface Word {
  readonly kind: 'word';
  readonly start: number;
  readonly end: number;
  readonly parts: readonly Part[];
  /** The word names the program that runs; assignments before it do not. */
  readonly isCommand: boolean;
  /** Stands after `--`, so a leading dash is no option. */
  readonly isOperand: boolean;
}

export interface Operator {
  readonly kind: 'operator' | 'comment';
  readonly start: number;
  readonly end: number;
}

export type ShellToken = Word | Operator;

const OPERATOR = /\|\||&&|;;&?|;&|<<<|<<-?|>>|<&|>&|<>|>\||&>>?|[|&;<>()\n\r]/y;
const ASSIGNMENT = /^[A-Za-z_]\w*\+?=/;
/** After these words another command begins. */
const RESERVED = new Set(
  'if then else elif do while until ! { time exec eval command builtin nohup sudo env xargs nice timeout'.split(' '),
);

/** Splits POSIX shell text into words and operators. Never throws; what is never closed runs to the end. */
export function shellTokens(text: string): readonly ShellToken[] {
  const found: ShellToken[] = [];
  const state = { expectsCommand: true, afterDashes: false };
  let at = 0;
  while (at < text.length) {
    const char = text[at] ?? '';
    if (char === ' ' || char === '\t') at++;
    else {
      const token = commentAt(text, at) ?? operatorAt(text, at) ?? wordAt(text, at, state);
      found.push(token);
      at = token.end;
      advance(text, token, state);
    }
  }
  return found;
}

interface State {
  expectsCommand: boolean;
  afterDashes: boolean;
}

function advance(text: string, token: ShellToken, state: State): void {
  const said = text.slice(token.start, token.end);
  if (token.kind === 'operator') {
    // After a redirection comes a file, then the command goes on.
    if (!/[<>]/.test(said)) Object.assign(state, { expectsCommand: true, afterDashes: false });
  } else if (token.kind === 'word') {
    if (said === '--') state.afterDashes = true;
    if (token.isCommand && !RESERVED.has(said)) state.expectsCommand = false;
  }
}

function commentAt(text: string, at: number): Operator | undefined {
  if (text[at] !== '#') return undefined;
  const newline = text.indexOf('\n', at);
  return { kind: 'comment', start: at, end: newline < 0 ? text.length : newline };
}

function operatorAt(text: string, at: number): Operator | undefined {
  OPERATOR.lastIndex = at;
  const said = OPERATOR.exec(text)?.[0];
  return said === undefined ? undefined : { kind: 'operator', start: at, end: at + said.length };
}

function wordAt(text: string, start: number, state: State): Word {
  const parts: Part[] = [];
  let at = start;
  while (at < text.length && !/[\s|&;<>()]/.test(text[at] ?? '')) {
    const made = partAt(text, at);
    const last = parts.at(-1);
    const joins = made.length === 1 && made[0]?.kind === 'bare' && last?.kind === 'bare';
    if (joins) parts[parts.length - 1] = { kind: 'bare', start: last.start, end: made[0]?.end ?? at + 1 };
    else parts.push(...made);
    at = Math.max(at + 1, made.at(-1)?.end ?? 0);
    // A double-quoted piece ends at its quote, which belongs to no part.
    if (text[start] !== undefined && made.some((part) => part.kind === 'double'))
      at = Math.max(at, closing(text, made));
  }
  if (at === start) at = start + 1;
  const said = text.slice(start, at);
  const isCommand = state.expectsCommand && !ASSIGNMENT.test(said);
  return { kind: 'word', start, end: at, parts, isCommand, isOperand: state.afterDashes };
}

function closing(text: string, made: readonly Part[]): number {
  const end = made.at(-1)?.end ?? 0;
  return text[end] === '"' ? end + 1 : end;
}

function partAt(text: string, at: number): readonly Part[] {
  const char = text[at] ?? '';
  if (char === "'") return [singleAt(text, at)];
  if (char === '"') return doubleAt(text, at);
  if (char === '\\') return [{ kind: 'escape', start: at, end: Math.min(at + 2, text.length) }];
  const expansion = expansionAt(text, at);
  if (expansion !== undefined) return [expansion];
  const kind = /[*?[\]{}~]/.test(char) ? 'glob' : 'bare';
  return [{ kind, start: at, end: at + 1 }];
}

function singleAt(text: string, at: number): Part {
  const close = text.indexOf("'", at + 1);
  return { kind: 'single', start: at, end: close < 0 ? text.length : close + 1 };
}

/** Text, escapes and expansions between double quotes; the quotes themselves belong to no part but an empty one. */
function doubleAt(text: string, open: number): readonly Part[] {
  const parts: Part[] = [];
  let from = open + 1;
  let at = from;
  const flush = (): void => void parts.push({ kind: 'double', start: from, end: at });
  while (at < text.length && text[at] !== '"') {
    const special: Part | undefined =
      text[at] === '\\' ? { kind: 'escape', start: at, end: Math.min(at + 2, text.length) } : expansionAt(text, at);
    if (special === undefined) at++;
    else {
      flush();
      parts.push(special);
      at = special.end;
      from = at;
    }
  }
  flush();
  return parts;
}

const VARIABLE = /\$(?:[A-Za-z_]\w*|[0-9@*#?$!-])/y;

function expansionAt(text: string, at: number): Part | undefined {
  if (text[at] === '`') {
    const close = text.indexOf('`', at + 1);
    const end = close < 0 ? text.length : close;
    return { kind: 'expansion', start: at, end: Math.min(end + 1, text.length), body: { start: at + 1, end } };
  }
  if (text[at] !== '$') return undefined;
  if (text[at + 1] === "'") return { ...singleAt(text, at + 1), kind: 'expansion', start: at };
  if (text[at + 1] === '(') return nested(text, at, '(', ')');
  if (text[at + 1] === '{') return nested(text, at, '{', '}');
  VARIABLE.lastIndex = at;
  const said = VARIABLE.exec(text)?.[0];
  return said === undefined ? undefined : { kind: 'expansion', start: at, end: at + said.length };
}

function nested(text: string, start: number, opens: string, closes: string): Part {
  let depth = 0;
  let at = start + 1;
  for (; at < text.length; at++) {
    if (text[at] === '\\') at++;
    else if (text[at] === "'") at = Math.max(at, singleAt(text, at).end - 1);
    else if (text[at] === opens) depth++;
    else if (text[at] === closes && --depth === 0) break;
  }
  const end = Math.min(at + 1, text.length);
  return opens === '('
    ? { kind: 'expansion', start, end, body: { start: start + 2, end: Math.min(at, text.length) } }
    : { kind: 'expansion', start, end };
}
