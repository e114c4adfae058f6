import type { Place } from '#source/place';
import type { Coverage } from './compare.ts';
import type { Caller } from './condition-keys.ts';
import { evaluateConditions, passedServices, viaServices } from './conditions.ts';
import type { ConditionVerdict } from './conditions.ts';
import type { Encoder } from './encode.ts';
import type { FacetIndex } from './facet-index.ts';
import type { Facet, FacetKind, FacetText } from './facets.ts';
import { matchActions, mayConcern } from './match-actions.ts';
import type { ActionMatch, ActionPattern } from './match-actions.ts';
import { coverageOf, coverageOfTexts, reachOf } from './pattern-reach.ts';
import type { Reach, ResourcePattern } from './pattern-reach.ts';
import type { Elements, Statement } from './statement.ts';
import { isEmpty } from './words.ts';

/** A statement ready for evaluation, without its provenance: equal statements of many policies are one rule. */
export interface Rule {
  readonly id: number;
  /** Equal for rules that differ in their resources alone. */
  readonly essence: number;
  readonly effect: 'Allow' | 'Deny';
  readonly certain: boolean;
  /** Do all conditions hold: for some member or request, and for all. */
  readonly condition: Coverage;
  /** Do those that hold for more than a part hold; those that narrow, as a text. */
  readonly open: Coverage['some'];
  readonly narrowing: string;
  readonly because: readonly string[];
  readonly reach: Reach;
  /** From the policy of a resource, about that resource. */
  readonly onResource: boolean;
  /** Resource patterns in the alphabet; empty where the statement has none. */
  readonly resources: readonly ResourcePattern[];
  /** `NotResource` of several: together they may leave less than each of them. */
  readonly isCutOut: boolean;
  /** Services through which alone a key may be used, as patterns. */
  readonly via: readonly string[] | undefined;
  /** Services to which alone a role may be passed, as patterns. */
  readonly passedTo: readonly string[] | undefined;
  /** May it name any action of this service? Cheaper to ask than to load the service's actions. */
  mayConcern(service: string): boolean;
  /** Actions by kind; undefined for kinds that it does not concern. */
  actionsOf(kind: FacetKind): ActionMatch | undefined;
  /** Coverage of one member of a facet, by its texts. */
  covers(texts: readonly FacetText[]): Coverage;
}

/** Where a rule was written. */
export interface Source {
  readonly rule: Rule;
  readonly grant: string;
  readonly label: string;
  readonly sid: string | undefined;
  readonly at: Place;
  /** Stands in a policy of the resource, not of the identity. */
  readonly onResource: boolean;
}

export interface RuleMaker {
  /** Interns a statement. `within`: facets of the holder, for policies of a resource. */
  make(statement: Statement, scope: string, within?: readonly number[], caller?: Caller): Rule;
}

export function ruleMaker(encoder: Encoder, facets: readonly Facet[], index: FacetIndex): RuleMaker {
  const rules = new Map<string, Rule>();
  const kept: Kept = {
    encoder,
    facets,
    index,
    reaches: new Map(),
    coverages: new Map(),
    matches: new Map(),
    essences: new Map(),
  };
  return {
    make(statement, scope, within, caller) {
      const draft = draftOf(statement, scope, caller, encoder);
      const reachKey = `${within === undefined ? '' : `@${within.join()}`}|${draft.resourceKey}`;
      const key = `${draft.key}\u0002${reachKey}`;
      const known = rules.get(key);
      if (known !== undefined) return known;
      const rule = ruleOf(rules.size, draft, reachKey, statement, within, kept);
      rules.set(key, rule);
      return rule;
    },
  };
}

interface Kept {
  readonly encoder: Encoder;
  readonly facets: readonly Facet[];
  readonly index: FacetIndex;
  readonly reaches: Map<string, Reach>;
  readonly coverages: Map<string, ReadonlyMap<number, Coverage>>;
  readonly matches: Map<string, Map<number, ActionMatch | undefined>>;
  readonly essences: Map<string, number>;
}

/** A statement in the alphabet, and the texts under which equal ones are found again. */
interface Draft {
  readonly actions: readonly ActionPattern[];
  readonly resources: readonly ResourcePattern[];
  readonly conditions: ConditionVerdict;
  readonly via: readonly string[] | undefined;
  readonly passedTo: readonly string[] | undefined;
  readonly actionKey: string;
  readonly resourceKey: string;
  readonly key: string;
}

function draftOf(statement: Statement, scope: string, caller: Caller | undefined, encoder: Encoder): Draft {
  const actions = encodeActions(statement.actions, scope, encoder);
  const resources = encodePatterns(statement.resources, scope, encoder);
  const conditions = evaluateConditions(statement, scope, encoder, caller);
  const via = viaServices(statement, scope, encoder);
  const passedTo = passedServices(statement, scope, encoder);
  const actionKey = listKey(actions, statement.actions.negated);
  const { some, all } = conditions.coverage;
  const { open, narrowing } = conditions;
  const key = [
    statement.effect,
    statement.certain,
    some,
    all,
    open,
    narrowing,
    via,
    passedTo,
    conditions.because.join('\u0003'),
    actionKey,
  ];
  const resourceKey = statement.resources === undefined ? '-' : listKey(resources, statement.resources.negated);
  return { actions, resources, conditions, via, passedTo, actionKey, resourceKey, key: key.join('\u0002') };
}

function listKey(patterns: readonly ResourcePattern[], negated: boolean): string {
  const texts = patterns.map((one) => `${one.text}${one.certain ? '' : '\u0001'}`);
  return `${negated ? '!' : ''}${texts.sort().join('\u0000')}`;
}

function ruleOf(
  id: number,
  draft: Draft,
  reachKey: string,
  statement: Statement,
  within: readonly number[] | undefined,
  kept: Kept,
): Rule {
  const byKind = kept.matches.get(draft.actionKey) ?? new Map<number, ActionMatch | undefined>();
  kept.matches.set(draft.actionKey, byKind);
  const { some, all } = draft.conditions.coverage;
  const negated = statement.resources?.negated === true;
  return {
    id,
    essence: essenceOf(
      [statement.effect, statement.certain, some, all, negated && draft.resources.length > 1, draft.actionKey].join(
        '\u0002',
      ),
      kept,
    ),
    effect: statement.effect,
    certain: statement.certain,
    condition: draft.conditions.coverage,
    open: draft.conditions.open,
    narrowing: draft.conditions.narrowing,
    because: draft.conditions.because,
    reach: keptReach(draft, reachKey, statement, within, kept),
    onResource: within !== undefined,
    resources: draft.resources,
    isCutOut: negated && draft.resources.length > 1,
    via: draft.via,
    passedTo: draft.passedTo,
    mayConcern: (service) => mayConcern(draft.actions, statement.actions.negated, service),
    actionsOf: (kind) => actionsOf(draft.actions, statement.actions.negated, kind, byKind),
    covers: (texts) => coverageOfTexts(draft.resources, negated, texts),
  };
}

function essenceOf(text: string, kept: Kept): number {
  const known = kept.essences.get(text) ?? kept.essences.size;
  kept.essences.set(text, known);
  return known;
}

function keptReach(
  draft: Draft,
  reachKey: string,
  statement: Statement,
  within: readonly number[] | undefined,
  kept: Kept,
): Reach {
  const known = kept.reaches.get(reachKey);
  if (known !== undefined) return known;
  const cover = (pattern: string): ReadonlyMap<number, Coverage> => {
    const found = kept.coverages.get(pattern) ?? coverageOf(pattern, kept.index, kept.facets);
    kept.coverages.set(pattern, found);
    return found;
  };
  const reach = reachOf(draft.resources, statement, within, cover, kept.facets);
  kept.reaches.set(reachKey, reach);
  return reach;
}

function actionsOf(
  patterns: readonly ActionPattern[],
  negated: boolean,
  kind: FacetKind,
  byKind: Map<number, ActionMatch | undefined>,
): ActionMatch | undefined {
  if (byKind.has(kind.index)) return byKind.get(kind.index);
  const match = mayConcern(patterns, negated, kind.service) ? matchActions(patterns, negated, kind) : undefined;
  const kept = match === undefined || isEmpty(match.maybe) ? undefined : match;
  byKind.set(kind.index, kept);
  return kept;
}

function encodeActions(elements: Elements, scope: string, encoder: Encoder): readonly ActionPattern[] {
  return elements.patterns.map((pattern) => ({
    text: encoder.pattern(pattern.parts, scope).toLowerCase(),
    certain: pattern.certain,
  }));
}

function encodePatterns(elements: Elements | undefined, scope: string, encoder: Encoder): readonly ResourcePattern[] {
  return (elements?.patterns ?? []).map((pattern) => ({
    text: encoder.pattern(pattern.parts, scope),
    certain: pattern.certain,
  }));
}
