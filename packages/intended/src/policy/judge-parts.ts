import { ANY } from './alphabet.ts';
import type { Coverage } from './compare.ts';
import { eachCase, eachMember, least, strengthOf } from './evaluate.ts';
import type { Allowed } from './evaluate.ts';
import type { FacetText } from './facets.ts';
import { tellingEnds } from './members.ts';
import type { Rule } from './rules.ts';

/** What rules are judged on: one facet, or all facets of a kind that no rule names. */
export interface Spot {
  readonly texts: readonly FacetText[];
  readonly coverage: (rule: Rule) => Coverage;
}

/** How strongly a rule applies: to some member or request, and to all of them. */
export type Strength = (rule: Rule) => Coverage;

type Three = 0 | 1 | 2;

/**
 * Judges rules on a spot. Where several of them cover parts of it, what they say together depends on whether the parts
 * are the same, overlap or are apart: then every kind of member is judged by itself.
 * `lists`: own statements, then those of each boundary; `judge` combines them.
 */
export function judgeParts(
  lists: readonly (readonly Rule[])[],
  spot: Spot,
  judge: (strength: Strength) => Allowed,
): Allowed {
  if (!partsMeet(lists, spot)) return judge((rule) => usual(rule, spot));
  const rules = [...new Set(lists.flat())];
  const members = membersOf(rules, spot);
  if (members === undefined) return judge((rule) => doubtful(rule, usual(rule, spot)));
  const judged = new Map<string, Allowed>();
  const judgeOne = (texts: readonly FacetText[], holds: Holds): Allowed => {
    const key = rules.map((rule) => on(rule, texts, spot, holds)).join('');
    const known = judged.get(key) ?? judge((rule) => certainly(on(rule, texts, spot, holds)));
    judged.set(key, known);
    return known;
  };
  const requests = requestsOf(rules);
  return eachMember(
    members.flatMap((texts) => requests.map((cases) => eachCase(cases.map((holds) => judgeOne(texts, holds))))),
  );
}

function usual(rule: Rule, spot: Spot): Coverage {
  return strengthOf(rule, spot.coverage(rule));
}

function isPartial(strength: Coverage): boolean {
  return strength.all < strength.some;
}

/** Do parts meet? Allows of one list add up; anything else must know which part it takes from which. */
export function partsMeet(lists: readonly (readonly Rule[])[], spot: Spot): boolean {
  let parts = 0;
  let listsWithParts = 0;
  let denied = false;
  for (const list of lists) {
    const before = parts;
    for (const rule of list) {
      if (!isPartial(usual(rule, spot))) continue;
      if (rule.isCutOut) return true;
      parts += 1;
      denied ||= rule.effect === 'Deny';
    }
    if (parts > before) listsWithParts += 1;
  }
  return parts > 1 && (denied || listsWithParts > 1);
}

/** Texts of one member of each kind that the rules tell apart. */
function membersOf(rules: readonly Rule[], spot: Spot): readonly (readonly FacetText[])[] | undefined {
  const parted = rules.filter((rule) => isPartial(spot.coverage(rule)));
  const patterns = new Set(parted.flatMap((rule) => rule.resources.map((one) => one.text)));
  const families = new Set(spot.texts.map((one) => one.text).filter((text) => text.endsWith(ANY)));
  const ends = tellingEnds([...patterns], [...families]);
  return ends?.map((end) => spot.texts.map((one) => ({ ...one, text: one.text.replace(ANY, end) })));
}

/** Which narrowing conditions hold in a request; any that is not listed may hold. */
type Holds = ReadonlyMap<string, boolean>;

/** More narrowing conditions than this in one place are not told apart. */
const MOST_CONDITIONS = 4;

/**
 * Requests that surely exist, each with the cases that it may be: some fulfil a narrowing condition and some do not, but
 * how two such conditions meet is not known.
 */
function requestsOf(rules: readonly Rule[]): readonly (readonly Holds[])[] {
  const narrowing = new Set(rules.map((rule) => rule.narrowing).filter((one) => one !== ''));
  const names = [...narrowing].slice(0, MOST_CONDITIONS);
  const cases = names.reduce<readonly Holds[]>(
    (known, name) => known.flatMap((one) => [new Map([...one, [name, true]]), new Map([...one, [name, false]])]),
    [new Map()],
  );
  if (names.length === 0) return [cases];
  return names.flatMap((name) => [true, false].map((value) => cases.filter((one) => one.get(name) === value)));
}

/** How strongly a rule applies to one member in one kind of request. */
function on(rule: Rule, texts: readonly FacetText[], spot: Spot, holds: Holds): Three {
  const coverage = spot.coverage(rule);
  const resource = isPartial(coverage) ? rule.covers(texts) : coverage;
  const all: readonly Three[] = [rule.open, narrowed(rule, holds), rule.certain ? 2 : 1];
  return all.reduce(least, resource.some);
}

/** On one member and in one request, some is all. */
function certainly(three: Three): Coverage {
  return { some: three, all: three };
}

function narrowed(rule: Rule, holds: Holds): Three {
  if (rule.narrowing === '') return 2;
  const known = holds.get(rule.narrowing);
  return known === undefined ? 1 : known ? 2 : 0;
}

/** Too many kinds of members: a part allows nothing for certain, and may take away everything. */
function doubtful(rule: Rule, strength: Coverage): Coverage {
  if (!isPartial(strength)) return strength;
  return { some: 1, all: rule.effect === 'Allow' ? 0 : 1 };
}
