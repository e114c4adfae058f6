/** How a dialect differs where a literal or a comment ends. */
export type Dialect = 'postgres' | 'mysql' | 'sqlite' | 'partiql';

export type TokenKind = 'word' | 'number' | 'string' | 'name' | 'parameter' | 'comment' | 'operator' | 'stray';

/**
 * One token. `start`/`end` are character offsets; `open`/`close` bound what stands between the delimiters, and
 * equal `start`/`end` where there are none. `backslash` says whether a backslash escapes inside.
 */
export interface Token {
  readonly kind: TokenKind;
  readonly start: number;
  readonly end: number;
  readonly open: number;
  readonly close: number;
  readonly backslash: boolean;
  /** A literal or comment that the statement never ends. */
  readonly unended: boolean;
}

/** Splits a statement into tokens; white space is dropped. Never throws, linear in the statement. */
export function tokens(sql: string, dialect: Dialect): readonly Token[] {
  const found: Token[] = [];
  let at = 0;
  while (at < sql.length) {
    if (isSpace(sql.charCodeAt(at))) {
      at++;
      continue;
    }
    const token = tokenAt(sql, at, dialect);
    found.push(token);
    at = token.end;
  }
  return found;
}

function tokenAt(sql: string, at: number, dialect: Dialect): Token {
  const char = sql[at] ?? '';
  return (
    commentAt(sql, at, dialect) ??
    quotedAt(sql, at, dialect) ??
    (char === '$' || char === ':' || char === '@' || char === '?' ? parameterAt(sql, at, dialect) : undefined) ??
    numberAt(sql, at) ??
    wordAt(sql, at, dialect) ??
    operatorAt(sql, at)
  );
}

/** MySQL runs what stands in `/*! … *\/`, so there the mark alone is a token and its content is code. */
function commentAt(sql: string, at: number, dialect: Dialect): Token | undefined {
  if (sql.startsWith('--', at)) {
    const after = sql.charCodeAt(at + 2);
    if (dialect !== 'mysql' || at + 2 >= sql.length || after <= 32) return lineComment(sql, at, 2);
  }
  if (dialect === 'mysql' && sql[at] === '#') return lineComment(sql, at, 1);
  if (!sql.startsWith('/*', at)) return undefined;
  if (dialect === 'mysql' && (sql[at + 2] === '!' || sql.startsWith('M!', at + 2))) return bare('operator', at, at + 3);
  return blockComment(sql, at, dialect === 'postgres');
}

function lineComment(sql: string, at: number, mark: number): Token {
  let end = at + mark;
  while (end < sql.length && sql[end] !== '\n' && sql[end] !== '\r') end++;
  return { kind: 'comment', start: at, end, open: at + mark, close: end, backslash: false, unended: false };
}

function blockComment(sql: string, at: number, nested: boolean): Token {
  let depth = 1;
  let end = at + 2;
  while (end < sql.length && depth > 0) {
    if (sql.startsWith('*/', end)) {
      depth--;
      end += 2;
    } else if (nested && sql.startsWith('/*', end)) {
      depth++;
      end += 2;
    } else end++;
  }
  const unended = depth > 0;
  const close = unended ? end : end - 2;
  return { kind: 'comment', start: at, end, open: at + 2, close, backslash: false, unended };
}

function quotedAt(sql: string, at: number, dialect: Dialect): Token | undefined {
  const char = sql[at];
  if (char === "'") return delimited(sql, at, at, "'", 'string', dialect === 'mysql');
  if (char === '"') return delimited(sql, at, at, '"', dialect === 'mysql' ? 'string' : 'name', dialect === 'mysql');
  if (char === '`' && dialect !== 'postgres') return delimited(sql, at, at, '`', 'name', false);
  if (char === '[' && dialect === 'sqlite') return delimited(sql, at, at, ']', 'name', false);
  if (char === '$' && dialect === 'postgres') return dollarQuoted(sql, at);
  return prefixed(sql, at, dialect);
}

/** `E'…'`, `N'…'`, `B'…'`, `X'…'`, `U&'…'`, `U&"…"` and MySQL's `_utf8'…'` are one token with their prefix. */
function prefixed(sql: string, at: number, dialect: Dialect): Token | undefined {
  const char = (sql[at] ?? '').toLowerCase();
  if ((char === 'e' || char === 'n' || char === 'b' || char === 'x') && sql[at + 1] === "'") {
    const backslash = dialect === 'mysql' ? char === 'n' : dialect === 'postgres' && char === 'e';
    return delimited(sql, at, at + 1, "'", 'string', backslash);
  }
  if (char !== 'u' || dialect !== 'postgres' || sql[at + 1] !== '&') return undefined;
  if (sql[at + 2] === "'") return delimited(sql, at, at + 2, "'", 'string', false);
  return sql[at + 2] === '"' ? delimited(sql, at, at + 2, '"', 'name', false) : undefined;
}

// oxlint-disable-next-line max-params -- a scanner's state, passed flat because this is the hot loop
function delimited(
  sql: string,
  start: number,
  quoteAt: number,
  quote: string,
  kind: TokenKind,
  backslash: boolean,
): Token {
  let at = quoteAt + 1;
  while (at < sql.length) {
    if (backslash && sql[at] === '\\') at += 2;
    else if (sql[at] !== quote) at++;
    else if (sql[at + 1] === quote) at += 2;
    else return { kind, start, end: at + 1, open: quoteAt + 1, close: at, backslash, unended: false };
  }
  return { kind, start, end: sql.length, open: quoteAt + 1, close: sql.length, backslash, unended: true };
}

const DOLLAR_TAG = /\$(?:[A-Za-z_\u0080-\uffff][A-Za-z0-9_\u0080-\uffff]*)?\$/y;

function dollarQuoted(sql: string, at: number): Token | undefined {
  DOLLAR_TAG.lastIndex = at;
  const tag = DOLLAR_TAG.exec(sql)?.[0];
  if (tag === undefined) return undefined;
  const open = at + tag.length;
  const close = sql.indexOf(tag, open);
  const ends = close >= 0;
  return {
    kind: 'string',
    start: at,
    end: ends ? close + tag.length : sql.length,
    open,
    close: ends ? close : sql.length,
    backslash: false,
    unended: !ends,
  };
}

const PARAMETER = /\$\d+|\$[A-Za-z_]\w*|:[A-Za-z_]\w*|:\d+|@@?[A-Za-z_]\w*|\?\d*/y;

/** Postgres has operators with `?`, `@` and casts with `::`; there only `$1` (and drivers' `:name`) are parameters. */
function parameterAt(sql: string, at: number, dialect: Dialect): Token | undefined {
  if (sql[at] === ':' && sql[at - 1] === ':') return undefined;
  if (dialect === 'postgres' && sql[at] === '@') return undefined;
  PARAMETER.lastIndex = at;
  const text = PARAMETER.exec(sql)?.[0];
  return text === undefined ? undefined : bare('parameter', at, at + text.length);
}

const NUMBER = /0x[0-9a-f_]+|0b[01_]+|0o[0-7_]+|(?:\d[\d_]*\.?\d*|\.\d+)(?:e[+-]?\d+)?/iy;

function numberAt(sql: string, at: number): Token | undefined {
  NUMBER.lastIndex = at;
  const text = NUMBER.exec(sql)?.[0];
  return text === undefined ? undefined : bare('number', at, at + text.length);
}

const WORD = /[A-Za-z_\u0080-\uffff][\w$\u0080-\uffff]*/y;

function wordAt(sql: string, at: number, dialect: Dialect): Token | undefined {
  WORD.lastIndex = at;
  const text = WORD.exec(sql)?.[0];
  if (text === undefined) return undefined;
  const end = at + text.length;
  const isCharacterSet = dialect === 'mysql' && text.startsWith('_') && (sql[end] === "'" || sql[end] === '"');
  return isCharacterSet ? delimited(sql, at, end, sql[end] ?? '', 'string', true) : bare('word', at, end);
}

const OPERATOR = /<=>|<>|<=|>=|!=|==|\|\||&&|::|:=|->>|->|=>|<<|>>|[-+*/%^|&=<>!~?:@#(),;.[\]{}]/y;

function operatorAt(sql: string, at: number): Token {
  OPERATOR.lastIndex = at;
  const text = OPERATOR.exec(sql)?.[0];
  return text === undefined ? bare('stray', at, at + 1) : bare('operator', at, at + text.length);
}

function bare(kind: TokenKind, start: number, end: number): Token {
  return { kind, start, end, open: start, close: end, backslash: false, unended: false };
}

function isSpace(code: number): boolean {
  return code === 32 || (code >= 9 && code <= 13);
}
