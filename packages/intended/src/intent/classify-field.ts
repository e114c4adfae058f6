import type { Field } from '#model/flow';
import type { ClassKind } from './intent.ts';
import { kindOfFormat, mayHold } from './declared-type.ts';
import type { Lexicon, Term } from './lexicon.ts';
import { knownWordsOf, lexicon, LONGEST_TERM } from './lexicon.ts';
import { formsOf } from './words.ts';

export interface FieldVerdict {
  readonly kind: ClassKind;
  /** 0.5–1: how sure. */
  readonly weight: number;
  /** Which words decided, in words. */
  readonly evidence: string;
}

/** Below this a name says too little to classify by. */
const THRESHOLD = 0.5;

/**
 * Says which kind of data a field holds, by its name, the object it belongs to and its declared type.
 * Undefined means that the name does not tell: never that the data is harmless.
 */
export function classifyField(field: Pick<Field, 'name' | 'parent' | 'type'>): FieldVerdict | undefined {
  const key = `${field.name}\u0000${field.parent ?? ''}\u0000${field.type ?? ''}`;
  if (verdicts.has(key)) return verdicts.get(key);
  const verdict = judge(field);
  if (verdicts.size < MAX_REMEMBERED) verdicts.set(key, verdict);
  return verdict;
}

/** The same few names come back in every schema of an app. */
const verdicts = new Map<string, FieldVerdict | undefined>();
const MAX_REMEMBERED = 20_000;

function judge(field: Pick<Field, 'name' | 'parent' | 'type'>): FieldVerdict | undefined {
  const own = knownWordsOf(field.name);
  if (own.length === 0) return undefined;
  const byFormat = kindOfFormat(field.type);
  const reading = readingOf(own, parentWordsOf(field.parent));
  const found = matchesIn(reading)
    .filter((match) => mayHold(match.kind, field.type, own))
    .sort((a, b) => b.weight - a.weight || b.length - a.length || b.end - a.end);
  const best = found[0];
  if (best !== undefined && best.weight >= THRESHOLD) {
    const kind = kindBeside(best.kind, reading);
    return {
      kind,
      weight: round(best.weight),
      evidence: evidenceOf(field, reading.words.slice(best.end - best.length, best.end)),
    };
  }
  if (byFormat === undefined) return undefined;
  return { kind: byFormat, weight: 0.9, evidence: `\`${field.name}\` is declared as \`${field.type ?? ''}\`` };
}

/** Words of parents that say how a field is written down, not whose it is: `AddressInput`, `body`, `schema`. */
const WRAPPERS = new Set([
  'input',
  'output',
  'request',
  'response',
  'schema',
  'body',
  'payload',
  'event',
  'detail',
  'details',
  'data',
  'item',
  'items',
  'record',
  'records',
  'object',
  'model',
  'entity',
  'dto',
  'type',
  'params',
  'args',
  'arguments',
  'properties',
  'result',
  'results',
  'create',
  'update',
  'new',
  'old',
  'get',
  'list',
  'add',
  'put',
  'image',
]);

function parentWordsOf(parent: string | undefined): readonly string[] {
  if (parent === undefined) return [];
  return knownWordsOf(parent).filter((word) => !WRAPPERS.has(word));
}

/** A field's words after those of its parent object. */
interface Reading {
  readonly words: readonly string[];
  /** Index of the field's own first word. */
  readonly from: number;
  readonly personNear: boolean;
  readonly childNear: boolean;
  readonly thingParent: boolean;
  /** `isSmoker`, `hasDiabetes`: a truth about something. */
  readonly question: boolean;
  /** `maxTokens`, `getUser`: an amount or an action. */
  readonly limit: boolean;
}

const QUESTIONS = new Set(['is', 'has', 'have', 'had', 'was', 'are']);
/** Objects whose city and state are somebody's. */
const ADDRESSES = new Set([
  'address',
  'adresse',
  'anschrift',
  'direccion',
  'endereco',
  'indirizzo',
  'adres',
  'jusho',
  'adress',
  'domicilio',
]);
const CHILDREN = new Set([
  'child',
  'children',
  'kid',
  'pupil',
  'minor',
  'enfant',
  'schueler',
  'leerling',
  'dziecko',
  'bambino',
  'crianca',
  'kodomo',
  'hijo',
  'nino',
]);

function readingOf(own: readonly string[], parent: readonly string[]): Reading {
  const { people, things, booleans } = lexicon();
  const first = own[0] ?? '';
  const prefixed = own.length > 1 && booleans.has(first);
  const question = prefixed && QUESTIONS.has(first);
  const words = [...parent, ...own];
  const last = parent.at(-1);
  return {
    words,
    from: parent.length,
    personNear:
      (words.some((word) => has(people, word)) || (last !== undefined && ADDRESSES.has(last))) &&
      !(last !== undefined && has(things, last) && !has(people, last)),
    childNear: words.some((word) => has(CHILDREN, word)),
    thingParent: last !== undefined && has(things, last),
    question,
    limit: prefixed && !question,
  };
}

function has(set: ReadonlySet<string>, word: string): boolean {
  return formsOf(word).some((form) => set.has(form));
}

interface Match {
  readonly kind: ClassKind;
  readonly weight: number;
  readonly end: number;
  readonly length: number;
}

function matchesIn(reading: Reading): readonly Match[] {
  if (reading.limit) return [];
  const found: Match[] = [];
  for (let start = 0; start < reading.words.length; start++) {
    for (let length = Math.min(LONGEST_TERM, reading.words.length - start); length > 0; length--) {
      const end = start + length;
      if (end <= reading.from) break;
      const terms = termsAt(reading.words, start, length);
      if (terms === undefined) continue;
      for (const term of terms) {
        const weight = weigh(term, reading, start, end);
        if (weight > 0) found.push({ kind: term.kind, weight, end, length });
      }
      // A longer phrase says what its parts mean: `card number` is not also a `number`.
      start += length - 1;
      break;
    }
  }
  return found;
}

function termsAt(words: readonly string[], start: number, length: number): readonly Term[] | undefined {
  const { terms } = lexicon();
  const before = words.slice(start, start + length - 1).join(' ');
  for (const form of formsOf(words[start + length - 1] ?? '')) {
    const found = terms.get(before === '' ? form : `${before} ${form}`);
    if (found !== undefined) return found;
  }
  return undefined;
}

const ABOUT_PERSONS: ReadonlySet<ClassKind> = new Set(['health', 'special-category', 'children']);
const CODES: ReadonlySet<string> = new Set(['code', 'codes']);
const NONE: ReadonlySet<string> = new Set();

/** Words after a term of this kind that leave it what it is: a disease's status is health data, a one-time code a credential. */
function softTailsOf(kind: ClassKind): ReadonlySet<string> {
  if (ABOUT_PERSONS.has(kind) || kind === 'biometric') return lexicon().softTails;
  return kind === 'credential' ? CODES : NONE;
}

/** The weight of a term at this place of a name; 0 where the words around it take its meaning away. */
function weigh(term: Term, reading: Reading, start: number, end: number): number {
  const lexicon_ = lexicon();
  if (reading.question && !ABOUT_PERSONS.has(term.kind)) return 0;
  const before = reading.words[start - 1];
  if (before !== undefined && has(term.not, before)) return 0;
  if (term.use !== 'any' && isThing(reading, start, lexicon_)) return 0;
  if (term.use === 'suffix' && start === reading.from) return 0;
  if (term.use === 'person' && !reading.personNear) return 0;
  const soft = softTailsOf(term.kind);
  const after = reading.words.slice(end).filter((word) => !has(soft, word));
  if (after.some((word) => has(lexicon_.tails, word))) return 0;
  const changes = after.filter((word) => !has(lexicon_.through, word) && !has(lexicon_.people, word));
  if (changes.length === 0) return term.weight;
  return term.use === 'any' ? term.weight * 0.7 : 0;
}

/** Is the noun that owns a weak head a thing: the word before it, or the parent for a name that stands alone? */
function isThing(reading: Reading, start: number, { things, people }: Lexicon): boolean {
  if (start > reading.from) {
    const before = reading.words[start - 1] ?? '';
    return has(things, before) && !has(people, before);
  }
  return reading.thingParent && !reading.personNear;
}

/** What describes a child is data about a child. */
function kindBeside(kind: ClassKind, reading: Reading): ClassKind {
  return reading.childNear && (kind === 'personal' || kind === 'contact') ? 'children' : kind;
}

function evidenceOf(field: Pick<Field, 'name' | 'parent'>, words: readonly string[]): string {
  const of = field.parent === undefined ? '' : ` of \`${field.parent}\``;
  return `field \`${field.name}\`${of} names ${words.join(' ')}`;
}

function round(weight: number): number {
  return Math.round(weight * 100) / 100;
}
