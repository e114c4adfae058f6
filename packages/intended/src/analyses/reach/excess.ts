import type { DataClass } from '#intent/intent';
import type { Hop, MatrixFact } from '#finding/finding';
import type { Compute } from '#model/node';
import { CAPABILITIES } from '#policy/access';
import type { Capability } from '#policy/access';
import { NONE } from './class-set.ts';
import type { ClassSet } from './class-set.ts';
import { entryPath } from './entry-path.ts';
import { explainExcess } from './explain-excess.ts';
import type { Granted } from './grants.ts';
import type { Picture } from './judge.ts';
import type { Rating } from './stars.ts';
import { has, isBulk } from './uses.ts';
import type { Use } from './uses.ts';

/** One access that is possible and not intended, for all classes that it touches on one node. */
export interface Excess {
  readonly capability: Capability;
  readonly store: string;
  readonly data: readonly DataClass[];
  readonly certainty: 'yes' | 'maybe';
  readonly used: 'no' | 'unknown' | 'yes';
  readonly bulk: boolean;
  readonly scope: string | undefined;
  /** Who has it, where the access is not the row's own but a stranger's. */
  readonly stranger?: string;
  readonly cached?: true;
  readonly actions: readonly string[];
  readonly because: readonly string[];
  readonly path: readonly Hop[];
  readonly rating: Rating;
  readonly facts: readonly MatrixFact[];
}

/** More stores than this for one capability of one row say no more: the worst are kept and the rest counted. */
const MOST_STORES = 50;

export interface ExcessOfRow {
  readonly excess: readonly Excess[];
  /** Stores left out beyond the worst fifty of a capability. */
  readonly omitted: number;
}

export function excessOf(compute: Compute, picture: Picture): ExcessOfRow {
  const candidates: Candidate[] = [];
  for (const grant of picture.holdings.grants(compute.id))
    for (const capability of CAPABILITIES)
      if (has(grant.maybe, capability)) candidates.push(...candidatesOf(compute, grant, capability, picture));
  const entry = entryPath(compute.id, picture.landscape, picture.exposures);
  // One identity has one grant on a node: there is nothing to merge.
  const distinct = compute.identities.length > 1 ? mergeIdentities(candidates) : candidates;
  const kept = worstPerCapability(distinct);
  return {
    excess: kept.map((candidate) => explainExcess(compute, candidate, entry, picture)),
    omitted: distinct.length - kept.length,
  };
}

/** An access that may be excess, before anybody asked for its path. */
export interface Candidate {
  readonly grant: Granted;
  readonly capability: Capability;
  readonly classes: ClassSet;
  readonly bulk: boolean;
  readonly scope: string | undefined;
  /** The capability is meant, and only its width is not. */
  readonly isMeant: boolean;
  readonly certainty: 'yes' | 'maybe';
  readonly used: 'no' | 'unknown' | 'yes';
  readonly worth: number;
}

function candidatesOf(compute: Compute, grant: Granted, capability: Capability, picture: Picture): Candidate[] {
  if (isBesideThePoint(compute, grant.node, capability, picture)) return [];
  const stake = classesAtStake(grant.node, capability, picture);
  const declared = picture.intended.cell(compute.id, capability, grant.node);
  const uses = picture.uses.of(compute.id, grant.node);
  const open = picture.uses.isOpen(compute.id, serviceOf(grant.node, picture), capability);
  const isExercised = uses.some((use) => has(use.mask, capability));
  const certain = has(grant.yes, capability) && (isExercised || !open);
  const base = {
    grant,
    capability,
    certainty: certain ? ('yes' as const) : ('maybe' as const),
    used: isExercised ? ('yes' as const) : open ? ('unknown' as const) : ('no' as const),
  };
  const make = (
    classes: ClassSet,
    bulk: boolean,
    scope: string | undefined,
    wider: Partial<Pick<Candidate, 'used' | 'isMeant'>> = {},
  ): Candidate => ({ ...base, isMeant: false, classes, bulk, scope, worth: worthOf(classes, picture), ...wider });
  const bulk = capability === 'read' && isBulk(grant.maybe);
  if (declared === NONE) return [make(stake, bulk, undefined)];
  const found: Candidate[] = [];
  // A grant cannot write some columns only, so any declared write covers the node; a read shows all there is.
  const beyond =
    capability === 'write' || capability === 'delete' || capability === 'invoke' ? NONE : stake & ~declared;
  if (beyond !== NONE) found.push(make(beyond, bulk, undefined));
  if (bulk && !open && !uses.some((use) => isBulk(use.mask)) && wasReadByCode(uses))
    found.push(make(stake & declared, true, undefined, { isMeant: true, used: 'no' }));
  const key = soleKeys(uses, capability);
  if (
    key !== undefined &&
    !open &&
    !has(grant.partial, capability) &&
    picture.landscape.storeById.get(grant.node)?.holds === 'objects'
  )
    found.push(make(stake & declared, false, key, { isMeant: true, used: 'yes' }));
  return found;
}

/**
 * Names and sizes alone touch no class; authority over itself gains nothing; identities are gained by control
 * edges; appending to logs shows nothing; a key opens only what its holder may also read; and what anyone may
 * do by a public policy is a fault of that policy, not of this compute.
 */
function isBesideThePoint(
  compute: Compute,
  node: string,
  capability: Capability,
  { landscape, publicAccess }: Picture,
): boolean {
  if (capability === 'list' || node === compute.id) return true;
  const store = landscape.storeById.get(node);
  if (store === undefined && !landscape.computeById.has(node) && !landscape.gateById.has(node)) return true;
  if (landscape.gateById.has(node)) return capability === 'read' || capability === 'write' || capability === 'invoke';
  if (store?.holds === 'logs' && capability === 'write') return true;
  return publicAccess.may(node, capability);
}

/** What the capability touches: what lies on the node, is declared to lie there, or would be gained with it. */
function classesAtStake(
  node: string,
  capability: Capability,
  { wired, intended, holdings, landscape }: Picture,
): ClassSet {
  const held = wired.held(node);
  if (landscape.computeById.has(node))
    return capability === 'pass' || capability === 'admin' ? holdings.own(node) | held : held;
  const gate = landscape.gateById.get(node);
  if (gate !== undefined)
    return (landscape.storesByKey.get(gate.id) ?? []).reduce((sum, store) => sum | wired.possible(store), held);
  return held | intended.column(node);
}

function serviceOf(node: string, { landscape }: Picture): string {
  return (landscape.storeById.get(node) ?? landscape.computeById.get(node))?.service ?? '*';
}

function wasReadByCode(uses: readonly Use[]): boolean {
  return uses.some((use) => use.by === 'code' && has(use.mask, 'read'));
}

/** The literal keys touched, when every exercise of the capability names one. */
function soleKeys(uses: readonly Use[], capability: Capability): string | undefined {
  const exercised = uses.filter((use) => has(use.mask, capability));
  const keys = exercised.map((use) => use.key);
  if (keys.length === 0 || keys.includes(undefined)) return undefined;
  return [...new Set(keys)].map((key) => `\`${key}\``).join(', ');
}

function worthOf(classes: ClassSet, { index }: Picture): number {
  return index
    .each(classes)
    .reduce((most, { value }) => Math.max(most, value.confidentiality, value.integrity, value.availability), 0);
}

/** Two roles of one compute that allow the same are one access; the wider, then the more certain one speaks for both. */
function mergeIdentities(candidates: readonly Candidate[]): Candidate[] {
  const byKey = new Map<string, Candidate>();
  for (const candidate of candidates) {
    const { grant, capability, scope, isMeant, certainty, bulk } = candidate;
    const key = [grant.node, capability, scope ?? '', isMeant].join('\u0000');
    const known = byKey.get(key);
    if (known === undefined || (known.certainty === 'maybe' && certainty === 'yes')) byKey.set(key, candidate);
    else if (known.certainty === certainty && bulk && !known.bulk) byKey.set(key, candidate);
  }
  return [...byKey.values()];
}

function worstPerCapability(candidates: readonly Candidate[]): Candidate[] {
  const counts = new Map<Capability, number>();
  return candidates
    .toSorted((one, other) => other.worth - one.worth || compareCodeUnits(one.grant.node, other.grant.node))
    .filter((candidate) => {
      const count = (counts.get(candidate.capability) ?? 0) + 1;
      counts.set(candidate.capability, count);
      return count <= MOST_STORES;
    });
}

function compareCodeUnits(one: string, other: string): number {
  return one < other ? -1 : Number(one > other);
}
