import type { ClassKind } from './intent.ts';
import { formsOf, wordsOf } from './words.ts';
import written from '../../data/lexicon.json' with { type: 'json' };

/** What a group of phrases says about a field. */
export interface Term {
  readonly kind: ClassKind;
  /** 0–1: how sure a field of this name holds this kind of data. */
  readonly weight: number;
  /** `any`: wherever it stands; `head`: only as the last noun; `suffix`: as head, after another word; `person`: as head, beside a person. */
  readonly use: 'any' | 'head' | 'suffix' | 'person';
  /** Words before it that give it another meaning (`file` location). */
  readonly not: ReadonlySet<string>;
}

export interface Lexicon {
  /** By the words joined with one space. */
  readonly terms: ReadonlyMap<string, readonly Term[]>;
  readonly people: ReadonlySet<string>;
  readonly things: ReadonlySet<string>;
  /** Words after a term that make it a fact about the data, not the data: `emailVerified`. */
  readonly tails: ReadonlySet<string>;
  /** Words after a term that change nothing: `emailValue`. */
  readonly through: ReadonlySet<string>;
  /** Those of them that leave it data about a person where the term is about body, belief or childhood: `diseaseStatus`. */
  readonly softTails: ReadonlySet<string>;
  /** Small words between others that carry no meaning: `fecha_de_nacimiento`. */
  readonly connectors: ReadonlySet<string>;
  /** First words of names that hold a truth value, a limit or an action. */
  readonly booleans: ReadonlySet<string>;
  /** Every word of any list, for finding the words of `geburtsdatum` or `phonenumber`. */
  readonly vocabulary: ReadonlySet<string>;
}

let loaded: Lexicon | undefined;

/** The lexicon, indexed on first use: a run without fields does not pay for it. */
export function lexicon(): Lexicon {
  loaded ??= index();
  return loaded;
}

function index(): Lexicon {
  const terms = new Map<string, readonly Term[]>();
  const connectors = new Set(written.connectors);
  for (const group of written.groups) addGroup(terms, group, connectors);
  const people = new Set(written.people);
  const things = new Set(written.things);
  const tails = new Set(written.tails);
  const softTails = new Set(written.softTails);
  const through = new Set(written.through);
  const vocabulary = new Set<string>([...people, ...things, ...tails, ...softTails, ...through]);
  for (const key of terms.keys()) {
    if (!key.includes(' ')) vocabulary.add(key);
    else for (const word of key.split(' ')) vocabulary.add(word);
  }
  const booleans = new Set(written.booleans);
  return { terms, people, things, tails, softTails, connectors, through, booleans, vocabulary };
}

interface WrittenGroup {
  readonly kind: string;
  readonly weight: number;
  readonly use: string;
  readonly not?: readonly string[];
  readonly terms: readonly string[];
}

// MEASURED: one object for a group instead of one for each of 3,400 phrases halves the time of the first field.
function addGroup(terms: Map<string, readonly Term[]>, group: WrittenGroup, connectors: ReadonlySet<string>): void {
  // The file is ours and tested against the type; a parser here would only repeat the test.
  const use = group.use as Term['use'];
  const term: Term = { kind: group.kind as ClassKind, weight: group.weight, use, not: new Set(group.not) };
  const alone = [term];
  for (const text of group.terms) {
    const key = text.includes(' ') ? withoutConnectors(text.split(' '), connectors).join(' ') : text;
    const same = terms.get(key);
    terms.set(key, same === undefined ? alone : [...same, term]);
  }
}

/** The longest phrase anywhere in the lexicon, in words. */
export const LONGEST_TERM = 4;

/**
 * Words of a name in the forms that the lexicon knows: run-together ones (`firstname`, `Geburtsdatum`) taken apart where
 * it knows all their parts, plurals made singular, small words between others dropped.
 */
export function knownWordsOf(name: string): readonly string[] {
  const { vocabulary, connectors } = lexicon();
  return withoutConnectors(wordsOf(name), connectors).flatMap((word) => {
    const known = knownForm(word, vocabulary);
    return known === undefined ? takeApart(word, vocabulary) : [known];
  });
}

function withoutConnectors(words: readonly string[], connectors: ReadonlySet<string>): readonly string[] {
  return words.filter((word, index) => index === 0 || index === words.length - 1 || !connectors.has(word));
}

function knownForm(word: string, vocabulary: ReadonlySet<string>): string | undefined {
  return vocabulary.has(word) ? word : formsOf(word).find((form) => vocabulary.has(form));
}

/** Shorter words are too often parts of others (`cap` in `landscape`). */
const SHORTEST_PART = 3;
const SHORTEST_WHOLE = 7;

/** The fewest known words that make up the whole of `word`; `[word]` where there are none. */
function takeApart(word: string, vocabulary: ReadonlySet<string>): readonly string[] {
  if (word.length < SHORTEST_WHOLE || word.length > 40) return [word];
  const best: (readonly string[] | undefined)[] = [[]];
  for (let end = SHORTEST_PART; end <= word.length; end++) {
    for (let start = 0; start <= end - SHORTEST_PART; start++) {
      const before = best[start];
      const part = before === undefined ? undefined : knownForm(word.slice(start, end), vocabulary);
      if (before === undefined || part === undefined) continue;
      const known = best[end];
      if (known === undefined || before.length + 1 < known.length) best[end] = [...before, part];
    }
  }
  return best[word.length] ?? [word];
}
