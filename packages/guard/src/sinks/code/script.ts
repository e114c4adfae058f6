/** A token of JavaScript; `open`/`close` bound what stands inside a literal and equal the ends elsewhere. */
export interface ScriptToken {
  readonly kind: 'word' | 'number' | 'string' | 'template' | 'regex' | 'comment' | 'punctuator';
  readonly start: number;
  readonly end: number;
  readonly open: number;
  readonly close: number;
  readonly unended: boolean;
}

const WORD = /[A-Za-z_$\u0080-\uffff][\w$\u0080-\uffff]*/y;
const NUMBER = /0[xob][0-9a-f_]+n?|(?:\d[\d_]*\.?\d*|\.\d+)(?:e[+-]?\d+)?n?/iy;
const PUNCTUATOR = /\.\.\.|=>|[-+*%&|^!=<>?]{1,4}|[{}()[\];,.:~@#\\/]/y;
/** After these words a slash begins a regular expression. */
const BEFORE_REGEX = /^(?:return|typeof|case|in|of|do|else|void|delete|throw|new|instanceof|yield|await)$/;

/**
 * Splits JavaScript, well enough to say whether a value stays inside one literal. A slash is a division or opens a
 * regular expression by the token before it; texts in a template are literals and what stands in `${…}` is code.
 */
export function scriptTokens(text: string): readonly ScriptToken[] {
  const found: ScriptToken[] = [];
  // Depth of braces at which a template's text goes on.
  const templates: number[] = [];
  let depth = 0;
  let at = 0;
  while (at < text.length) {
    const char = text[at] ?? '';
    if (/\s/.test(char)) {
      at++;
      continue;
    }
    const resumes = char === '}' && templates.at(-1) === depth;
    if (resumes) templates.pop();
    else if (char === '{') depth++;
    else if (char === '}') depth--;
    const token = resumes || char === '`' ? templateAt(text, at) : tokenAt(text, at, found.at(-1));
    // A template's piece that ends in `${` goes on after the brace that closes it.
    if (token.kind === 'template' && !token.unended && text[token.end - 1] === '{') templates.push(depth);
    found.push(token);
    at = token.end;
  }
  return found;
}

function tokenAt(text: string, at: number, before: ScriptToken | undefined): ScriptToken {
  const char = text[at] ?? '';
  if (char === "'" || char === '"') return quoted(text, at, char);
  if (char === '/') return slashAt(text, at, before);
  return match(text, at, 'number', NUMBER) ?? match(text, at, 'word', WORD) ?? punctuatorAt(text, at);
}

function quoted(text: string, start: number, quote: string): ScriptToken {
  let at = start + 1;
  while (at < text.length && text[at] !== quote && text[at] !== '\n') at += text[at] === '\\' ? 2 : 1;
  const unended = text[at] !== quote;
  const close = Math.min(at, text.length);
  return { kind: 'string', start, end: unended ? Math.max(close, start + 1) : at + 1, open: start + 1, close, unended };
}

function templateAt(text: string, start: number): ScriptToken {
  let at = start + 1;
  while (at < text.length && text[at] !== '`' && !text.startsWith('${', at)) at += text[at] === '\\' ? 2 : 1;
  const unended = at >= text.length;
  const close = Math.min(at, text.length);
  const end = unended ? text.length : text[at] === '`' ? at + 1 : at + 2;
  return { kind: 'template', start, end, open: start + 1, close, unended };
}

function slashAt(text: string, start: number, before: ScriptToken | undefined): ScriptToken {
  if (text.startsWith('//', start)) {
    const newline = text.indexOf('\n', start);
    const end = newline < 0 ? text.length : newline;
    return { kind: 'comment', start, end, open: start + 2, close: end, unended: false };
  }
  if (text.startsWith('/*', start)) {
    const close = text.indexOf('*/', start + 2);
    const unended = close < 0;
    const end = unended ? text.length : close + 2;
    return { kind: 'comment', start, end, open: start + 2, close: unended ? end : close, unended };
  }
  return isDivision(text, before) ? punctuatorAt(text, start) : regexAt(text, start);
}

function isDivision(text: string, before: ScriptToken | undefined): boolean {
  if (before === undefined) return false;
  const said = text.slice(before.start, before.end);
  if (before.kind === 'word') return !BEFORE_REGEX.test(said);
  return before.kind !== 'punctuator' ? before.kind !== 'comment' : /^[)\]}]$/.test(said);
}

function regexAt(text: string, start: number): ScriptToken {
  let at = start + 1;
  let inClass = false;
  while (at < text.length && text[at] !== '\n' && (inClass || text[at] !== '/')) {
    if (text[at] === '[') inClass = true;
    else if (text[at] === ']') inClass = false;
    at += text[at] === '\\' ? 2 : 1;
  }
  if (text[at] !== '/') return punctuatorAt(text, start);
  return { kind: 'regex', start, end: at + 1, open: start + 1, close: at, unended: false };
}

function punctuatorAt(text: string, at: number): ScriptToken {
  return (
    match(text, at, 'punctuator', PUNCTUATOR) ?? {
      kind: 'punctuator',
      start: at,
      end: at + 1,
      open: at,
      close: at + 1,
      unended: false,
    }
  );
}

function match(text: string, at: number, kind: ScriptToken['kind'], pattern: RegExp): ScriptToken | undefined {
  pattern.lastIndex = at;
  const said = pattern.exec(text)?.[0];
  if (said === undefined) return undefined;
  return { kind, start: at, end: at + said.length, open: at, close: at + said.length, unended: false };
}
