import type { ClassKind } from './intent.ts';

/** Coarse meaning of a declared type, whatever language declared it. */
type TypeFamily = 'truth' | 'number' | 'moment' | 'other';

const TRUTH = /^(bool|boolean|bit|tinyint\(1\)|logical)[!?]?$/i;
const NUMBER =
  /^(n|int|int2|int4|int8|integer|int32|int64|bigint|smallint|tinyint|mediumint|long|short|float|float32|float64|double|double precision|real|number|numeric|decimal|money)(\(.*\))?( unsigned)?[!?]?$/i;
const MOMENT =
  /^(date|datetime|date-time|time|timestamp|timestamptz|timestamp with(out)? time zone|awsdate|awsdatetime|awstime|awstimestamp|instant|localdate(time)?)(\(\d+\))?[!?]?$/i;

function familyOf(type: string | undefined): TypeFamily {
  if (type === undefined || type.length > 60) return 'other';
  const bare = type.trim();
  if (TRUTH.test(bare)) return 'truth';
  if (NUMBER.test(bare)) return 'number';
  return MOMENT.test(bare) ? 'moment' : 'other';
}

/** Kinds that can be a plain yes or no about a person. */
const TRUTHS: ReadonlySet<ClassKind> = new Set(['health', 'special-category', 'children']);
/** Kinds that can be a moment: a birth date, a diagnosis date, the expiry of a card or passport, a last login. */
const MOMENTS: ReadonlySet<ClassKind> = new Set([
  'personal',
  'health',
  'cardholder',
  'government-id',
  'children',
  'behavioural',
]);
/** Words whose value is text: a number under such a name is an amount. */
const NEVER_NUMBERS = new Set([
  'email',
  'mail',
  'token',
  'tokens',
  'password',
  'secret',
  'name',
  'names',
  'firstname',
  'lastname',
  'likes',
  'cookies',
  'credentials',
  'addresses',
]);

/** Can a field of this declared type hold this kind of data at all? */
export function mayHold(kind: ClassKind, type: string | undefined, words: readonly string[]): boolean {
  const family = familyOf(type);
  if (family === 'truth') return TRUTHS.has(kind);
  if (family === 'moment') return MOMENTS.has(kind);
  if (family === 'number') return mayBeNumber(kind, words);
  return true;
}

/** What about a person is written as a number; `numberOfGuests` is not. */
const PERSONAL_NUMBERS = new Set([
  'age',
  'id',
  'number',
  'no',
  'nr',
  'year',
  'month',
  'day',
  'date',
  'birthday',
  'dob',
  'key',
  'vin',
  'imei',
  'imsi',
  'sub',
]);

function mayBeNumber(kind: ClassKind, words: readonly string[]): boolean {
  const last = words.at(-1) ?? '';
  if (NEVER_NUMBERS.has(last)) return false;
  return kind !== 'personal' || PERSONAL_NUMBERS.has(last);
}

const FORMATS: ReadonlyMap<string, ClassKind> = new Map([
  ['email', 'contact'],
  ['idn-email', 'contact'],
  ['awsemail', 'contact'],
  ['awsphone', 'contact'],
  ['password', 'credential'],
  ['awsipaddress', 'personal'],
]);

/** The kind that a type or format itself names (`format: email`, `AWSPhone`). */
export function kindOfFormat(type: string | undefined): ClassKind | undefined {
  return type === undefined
    ? undefined
    : FORMATS.get(
        type
          .trim()
          .toLowerCase()
          .replace(/[![\]?]/g, ''),
      );
}
