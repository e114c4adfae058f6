import type { Token } from './tokens.ts';

/**
 * The few shapes of several tokens that well-meant requests do send into statements: a signed number, a list of
 * numbers, sort orders, and phrases that are nothing but two keywords and so coincide with the statement's own.
 */
export function isSignedNumber(lowered: string, touched: readonly Token[]): boolean {
  const [sign, number] = touched;
  if (touched.length !== 2 || number?.kind !== 'number') return false;
  const mark = textOf(lowered, sign);
  return (mark === '-' || mark === '+') && sign?.end === number.start;
}

/** `1,2,3` and `-1, 2.5`: data for `IN (…)`, no operator between two values. */
export function isList(lowered: string, touched: readonly Token[]): boolean {
  let expectsValue = true;
  for (const token of touched) {
    const text = textOf(lowered, token);
    if (text === ',') {
      if (expectsValue) return false;
      expectsValue = true;
    } else if (expectsValue && text === '-') continue;
    else if (expectsValue && token.kind === 'number') expectsValue = false;
    else return false;
  }
  return true;
}

const DIRECTIONS = new Set(['asc', 'desc']);
const LIST_OPENERS = new Set(['by', 'select', 'distinct', ',', '.', 'returning']);
/** Words that turn a list of columns into something else. */
const CODE_WORDS = new Set(
  (
    'select from where union intersect except and or xor not case when then else end if exists into values insert ' +
    'update delete drop alter create grant exec execute limit offset having join on using like rlike regexp in ' +
    'between is null procedure sleep benchmark waitfor delay'
  ).split(' '),
);

/** `name`, `u.name desc, created_at` after ORDER BY, GROUP BY or SELECT: columns and directions only. */
export function isOrderList(lowered: string, all: readonly Token[], first: number, touched: readonly Token[]): boolean {
  if (!touched.every((token) => isColumnPart(lowered, token))) return false;
  if (namesCatalog(touched.map((token) => textOf(lowered, token)).join(''))) return false;
  // Two words in a row are a column and its direction, never a column and another name.
  for (let at = 1; at < touched.length; at++)
    if (isWord(touched[at - 1]) && isWord(touched[at]) && !DIRECTIONS.has(textOf(lowered, touched[at]))) return false;
  const isOneColumn = !touched.some(
    (token) => textOf(lowered, token) === ',' || DIRECTIONS.has(textOf(lowered, token)),
  );
  return isOneColumn || isInsideColumnList(lowered, all, first);
}

function isColumnPart(lowered: string, token: Token): boolean {
  const text = textOf(lowered, token);
  if (text === ',' || text === '.') return true;
  return token.kind === 'name' || (token.kind === 'word' && !CODE_WORDS.has(text));
}

function isWord(token: Token | undefined): boolean {
  return token?.kind === 'word' || token?.kind === 'name';
}

/** Walks back over columns to the word that opened the list. */
function isInsideColumnList(lowered: string, all: readonly Token[], first: number): boolean {
  for (let at = first - 1; at >= 0; at--) {
    const token = all[at];
    const text = textOf(lowered, token);
    if (text === 'by' || text === 'select' || text === 'distinct' || text === 'returning') return true;
    const isColumn = token !== undefined && (isColumnPart(lowered, token) || text === '(' || text === ')');
    if (!isColumn && !LIST_OPENERS.has(text)) return false;
  }
  return false;
}

const PHRASES = new Set(
  (
    'order by|group by|partition by|left join|right join|inner join|outer join|cross join|full join|left outer join|' +
    'natural join|is null|is not null|not null|not in|not exists|primary key|foreign key|insert into|delete from|' +
    'create table|alter table|nulls first|nulls last|for update|default values|on conflict|do nothing|do update|' +
    'on update|on delete|on duplicate|if exists|if not exists|values (|as of|with time zone|time zone'
  ).split('|'),
);

export function isPhrase(lowered: string, touched: readonly Token[]): boolean {
  if (touched.length > 3) return false;
  return PHRASES.has(touched.map((token) => textOf(lowered, token)).join(' '));
}

const CATALOG =
  /^(?:information_schema\b|pg_(?:catalog|shadow|authid|user|roles|tables|class|database|stat\w*|settings|hba\w*|read\w*|ls\w*|sleep)\b|sqlite_(?:master|schema|temp_\w+)\b|sqlite_master\b|mysql\.|sys\.|performance_schema\b)/i;

/** Names of the catalogue, which no client of an application has to say. */
export function namesCatalog(text: string): boolean {
  return CATALOG.test(text);
}

function textOf(lowered: string, token: Token | undefined): string {
  return token === undefined ? '' : lowered.slice(token.start, token.end);
}
