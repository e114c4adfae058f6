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
import { stakeOf, worthOf } from './stake.ts';
import type { Stake } from './stake.ts';
import type { Rating } from './stars.ts';
import { has, isBulk } from './uses.ts';
import type { Use } from './uses.ts';
import { worstPerCapability } from './worst-per-capability.ts';

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

export interface ExcessOfRow {
  readonly excess: readonly Excess[];
  /** Stores left out beyond the worst fifty of a capability. */
  readonly omitted: number;
}

export function excessOf(compute: Compute, picture: Picture): ExcessOfRow {
  // One identity has one grant on a node: there is nothing to merge, and no need to keep what is left out.
  const isMerged = compute.identities.length > 1;
  const open = openServices(compute, picture);
  const candidates: Candidate[] = [];
  const worst = worstPerCapability();
  for (const grant of picture.holdings.grants(compute.id))
    forEachCandidate(compute, grant, open, picture, (candidate) => {
      if (isMerged) candidates.push(candidate);
      else worst.offer(candidate);
    });
  for (const candidate of mergeIdentities(candidates)) worst.offer(candidate);
  const entry = entryPath(compute.id, picture.landscape, picture.exposures);
  return {
    excess: worst.kept().map((candidate) => explainExcess(compute, candidate, entry, picture)),
    omitted: worst.omitted(),
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

type IsOpen = (service: string, capability: Capability) => boolean;

/** Asks once for each service and capability whether code that was not read may use it. */
function openServices(compute: Compute, picture: Picture): IsOpen {
  const known = new Map<string, Map<Capability, boolean>>();
  return (service, capability) => {
    const ofService = known.get(service) ?? new Map<Capability, boolean>();
    known.set(service, ofService);
    const isOpen = ofService.get(capability) ?? picture.uses.isOpen(compute.id, service, capability);
    ofService.set(capability, isOpen);
    return isOpen;
  };
}

function forEachCandidate(
  compute: Compute,
  grant: Granted,
  isOpen: IsOpen,
  picture: Picture,
  take: (candidate: Candidate) => void,
): void {
  if (grant.node === compute.id) return;
  const stake = stakeOf(grant.node, picture);
  const asked = grant.maybe & ~stake.besideThePoint;
  if (asked === 0) return;
  const uses = picture.uses.of(compute.id, grant.node);
  for (const capability of CAPABILITIES)
    if (has(asked, capability)) {
      const facts = { uses, stake, open: isOpen(stake.service, capability) };
      for (const candidate of candidatesOf(compute, grant, capability, facts, picture)) take(candidate);
    }
}

/** What is the same for a node whatever is asked of it, and what the code does with it. */
interface NodeFacts {
  readonly uses: readonly Use[];
  readonly stake: Stake;
  readonly open: boolean;
}

function candidatesOf(
  compute: Compute,
  grant: Granted,
  capability: Capability,
  { uses, stake, open }: NodeFacts,
  picture: Picture,
): readonly Candidate[] {
  const isAuthority = capability === 'pass' || capability === 'admin';
  const classes = isAuthority ? stake.underAuthority : stake.classes;
  const declared = picture.intended.cell(compute.id, capability, grant.node);
  const isExercised = uses.some((use) => has(use.mask, capability));
  const certain = has(grant.yes, capability) && (isExercised || !open);
  const base = {
    grant,
    capability,
    certainty: certain ? ('yes' as const) : ('maybe' as const),
    used: isExercised ? ('yes' as const) : open ? ('unknown' as const) : ('no' as const),
  };
  const bulk = capability === 'read' && isBulk(grant.maybe);
  if (declared === NONE) {
    const worth = isAuthority ? stake.worthOfAuthority : stake.worth;
    return [{ ...base, isMeant: false, classes, bulk, scope: undefined, worth }];
  }
  const make = (
    touched: ClassSet,
    bulk: boolean,
    scope: string | undefined,
    wider: Partial<Pick<Candidate, 'used' | 'isMeant'>> = {},
  ): Candidate => ({
    ...base,
    isMeant: false,
    classes: touched,
    bulk,
    scope,
    worth: worthOf(touched, picture),
    ...wider,
  });
  const found: Candidate[] = [];
  // A grant cannot write some columns only, so any declared write covers the node; a read shows all there is.
  const beyond =
    capability === 'write' || capability === 'delete' || capability === 'invoke' ? NONE : classes & ~declared;
  if (beyond !== NONE) found.push(make(beyond, bulk, undefined));
  if (bulk && !open && !uses.some((use) => isBulk(use.mask)) && wasReadByCode(uses))
    found.push(make(classes & declared, true, undefined, { isMeant: true, used: 'no' }));
  const key = soleKeys(uses, capability);
  if (
    key !== undefined &&
    !open &&
    !has(grant.partial, capability) &&
    picture.landscape.storeById.get(grant.node)?.holds === 'objects'
  )
    found.push(make(classes & declared, false, key, { isMeant: true, used: 'yes' }));
  return found;
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
