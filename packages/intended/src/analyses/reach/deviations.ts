import type { Hop, MatrixFact } from '#finding/finding';
import type { DataClass, IntentVerb } from '#intent/intent';
import type { Application } from '#model/application';
import type { Compute, Identity } from '#model/node';
import type { Capability } from '#policy/access';
import { CAPABILITIES } from '#policy/access';
import { ALL, NONE } from './class-set.ts';
import type { Picture } from './judge.ts';
import { rateFacts } from './rated-facts.ts';
import { rate } from './stars.ts';
import type { Rating } from './stars.ts';
import { has } from './uses.ts';
import type { Use } from './uses.ts';

/** A cell where intent and reality differ without any grant too many: leak, missing or drift. */
export interface Deviation {
  readonly capability: Capability;
  readonly store: string;
  readonly data: readonly DataClass[];
  readonly certainty: 'yes' | 'maybe';
  readonly actions: readonly string[];
  readonly because: readonly string[];
  readonly path: readonly Hop[];
  readonly rating: Rating;
  readonly facts: readonly MatrixFact[];
}

/** W \ I of one row: classes that surely arrive and that nobody declared. One deviation a path. */
export function leaksOf(node: string, picture: Picture): readonly Deviation[] {
  // The user's own browser sees what the user types and is shown.
  if (picture.landscape.computeById.get(node)?.role === 'browser') return [];
  const leaked = picture.wired.sure(node) & ~picture.intended.column(node);
  if (leaked === NONE) return [];
  const exposure = picture.exposures.of(node);
  const byPlace = new Map<string, { path: readonly Hop[]; data: DataClass[] }>();
  for (const dataClass of picture.index.each(leaked)) {
    const path = picture.wired.path(node, picture.index.bitById.get(dataClass.id) ?? NONE);
    const last = path.at(-1)?.at;
    const key = last === undefined ? '' : `${last.file}:${last.line}:${last.column}`;
    const known = byPlace.get(key);
    if (known === undefined) byPlace.set(key, { path, data: [dataClass] });
    else known.data.push(dataClass);
  }
  return [...byPlace.values()].map(({ path, data }) => {
    return deviation(
      {
        capability: 'write',
        store: node,
        data,
        certainty: 'yes',
        actions: [],
        because: [],
        path,
      },
      (dataClass) => rate(dataClass, 'read', exposure, 'leak'),
    );
  });
}

/** Calls that the code makes and no policy allows: they fail, or work only because something is public. */
export function missingOf(compute: Compute, picture: Picture): readonly Deviation[] {
  if (compute.identities.length === 0 || isUnknownAuthority(compute, picture)) return [];
  const byCell = new Map<string, { use: Use; actions: Set<string>; because: Set<string> }>();
  for (const use of picture.uses.ofCompute(compute.id)) {
    if (use.by !== 'code' || use.isLent === true || !hasArn(use.node, picture)) continue;
    for (const action of use.actions) {
      if (OPTIONAL.has(action)) continue;
      const verdicts = compute.identities.map((identity) => picture.access.allows(identity, action, use.node));
      if (verdicts.some((explanation) => explanation.verdict !== 'no')) continue;
      const known = byCell.get(use.node) ?? { use, actions: new Set(), because: new Set() };
      known.actions.add(action);
      for (const explanation of verdicts) for (const reason of explanation.because) known.because.add(reason);
      byCell.set(use.node, known);
    }
  }
  return [...byCell.values()].map(({ use, actions, because }) => {
    const capability = CAPABILITIES.find((candidate) => has(use.mask, candidate)) ?? 'read';
    const data = classesOn(use.node, picture);
    const path: Hop[] = [{ from: compute.id, to: use.node, how: use.how, at: use.at }];
    return deviation(
      {
        capability,
        store: use.node,
        data,
        certainty: 'yes',
        actions: [...actions],
        because: [...because],
        path,
      },
      () => REFUSED,
    );
  });
}

const REFUSED: Rating = { least: 1, most: 1, why: 'the call is refused' };
const UNUSED: Rating = { least: 0, most: 0, why: 'declared, never used' };

/** Granted for tidiness: the call itself works without. */
const OPTIONAL = new Set(['s3:AbortMultipartUpload']);

/** No pattern can be compared with a node whose ARN is not known: nothing is proved about it. */
function hasArn(node: string, { landscape }: Picture): boolean {
  return (landscape.storeById.get(node) ?? landscape.computeById.get(node))?.arn !== undefined;
}

function isUnknownAuthority(compute: Compute, { access, landscape }: Picture): boolean {
  return compute.identities.some((id) => {
    const row = access.rows[access.rowByIdentity.get(id) ?? -1];
    const identity = identitiesOf(landscape.application).get(id);
    return row === undefined || row.unknown.length > 0 || identity?.origin === 'referenced';
  });
}

const identitiesByApplication = new WeakMap<Application, ReadonlyMap<string, Identity>>();

function identitiesOf(application: Application): ReadonlyMap<string, Identity> {
  const known =
    identitiesByApplication.get(application) ?? new Map(application.identities.map((one) => [one.id, one] as const));
  identitiesByApplication.set(application, known);
  return known;
}

/** I \ W: permissions declared for a row that nothing exercises. Silent where the code was not read to the end. */
export function driftOf(service: string, picture: Picture): readonly Deviation[] {
  if (picture.landscape.intent.origin === 'proposed') return [];
  const found: Deviation[] = [];
  for (const { permission, node } of declaredBy(service, picture)) {
    const target = picture.landscape.storeById.get(node) ?? picture.landscape.computeById.get(node);
    if (target === undefined || target.origin === 'declared' || permission.at === undefined) continue;
    if (picture.uses.isOpen(service, target.service) || isExercised(service, permission.verb, node, picture)) continue;
    const data = permission.data.length === 0 ? [] : picture.index.each(picture.index.of(permission.data));
    const path: Hop[] = [{ from: service, to: node, how: `declared to ${permission.verb}`, at: permission.at }];
    found.push(
      deviation(
        {
          capability: permission.verb,
          store: node,
          data,
          certainty: 'yes',
          actions: [],
          because: [],
          path,
        },
        () => UNUSED,
      ),
    );
  }
  return found;
}

function declaredBy(service: string, { intended }: Picture): readonly (typeof intended.declared)[number][] {
  return intended.declared.filter((declared) => declared.service === service);
}

function isExercised(service: string, verb: IntentVerb, node: string, { uses, landscape }: Picture): boolean {
  if (has(uses.mask(service, node), verb)) return true;
  // A third party is called over the network, not through a policy.
  const hosts = landscape.factsByCompute.get(service)?.hosts ?? [];
  return hosts.some((call) => call.host.kind === 'known' && landscape.hostNode(call.host.value) === node);
}

function classesOn(node: string, { wired, index }: Picture): readonly DataClass[] {
  return index.each(wired.possible(node) & ALL);
}

function deviation(parts: Omit<Deviation, 'facts' | 'rating'>, rateOf: (dataClass: DataClass) => Rating): Deviation {
  const { capability, store, certainty, actions, path } = parts;
  return { ...parts, ...rateFacts(parts.data, { capability, store, certainty, bulk: false, actions, path }, rateOf) };
}
