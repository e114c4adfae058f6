import type { CellPath, MatrixRow } from '#finding/finding';
import type { Compute, Gate, Store } from '#model/node';
import { NONE } from './class-set.ts';
import type { ClassSet } from './class-set.ts';
import type { Deviation } from './deviations.ts';
import { driftOf, leaksOf, missingOf } from './deviations.ts';
import { escalationOf } from './escalation.ts';
import type { Escalation } from './escalation.ts';
import type { Excess } from './excess.ts';
import { excessOf } from './excess.ts';
import { DEPLOY_TIME } from './exposure.ts';
import type { Exposure } from './exposure.ts';
import { eventOf } from './flow.ts';
import type { Picture } from './judge.ts';
import { cachedExcess } from './cached.ts';
import { strangersExcess } from './strangers.ts';
import { NOTHING_AT_RISK, rate, worse } from './stars.ts';
import type { Rating } from './stars.ts';

/** One service of the matrix with what its findings are made of. */
export interface JudgedRow {
  readonly row: MatrixRow;
  readonly node: Compute | Store | Gate;
  readonly excess: readonly Excess[];
  readonly leak: readonly Deviation[];
  readonly missing: readonly Deviation[];
  readonly drift: readonly Deviation[];
  readonly escalation: Escalation | undefined;
}

/** Relays that have no data of their own and no authority: their wires show on the services they join. */
const WITHOUT_ROW: ReadonlySet<Compute['role']> = new Set(['rule']);
const GATES_WITH_ROW: ReadonlySet<Gate['gate']> = new Set(['key', 'dns']);

export function judgeRows(picture: Picture): readonly JudgedRow[] {
  const { computes, stores, gates } = picture.landscape;
  return [
    ...computes.filter((compute) => !WITHOUT_ROW.has(compute.role)).map((compute) => judgeCompute(compute, picture)),
    ...stores.map((store) => judgeStore(store, picture)),
    ...gates.filter((gate) => GATES_WITH_ROW.has(gate.gate)).map((gate) => gateRow(gate, picture)),
  ];
}

function judgeCompute(compute: Compute, picture: Picture): JudgedRow {
  const granted = excessOf(compute, picture);
  const { omitted } = granted;
  const excess = [...granted.excess, ...cachedExcess(compute, picture), ...strangersExcess(compute, picture)];
  const leak = leaksOf(compute.id, picture);
  const missing = missingOf(compute, picture);
  const drift = driftOf(compute.id, picture);
  const wired = picture.wired.sure(compute.id) | picture.wired.sure(eventOf(compute.id));
  const sets = setsOf(compute.id, wired, picture);
  const escalation = escalationOf(compute, picture);
  const rating = [...excess, ...leak, ...(escalation === undefined ? [] : [escalation])]
    .map((found) => found.rating)
    .reduce(worse, standingRating(compute.id, sets, picture));
  const row: MatrixRow = {
    ...header(compute, compute.role, sets, picture),
    capability: picture.index.ids(picture.holdings.capability(compute.id)),
    excess: excess.flatMap((found) => found.facts),
    ...deviationsOf(leak, drift, missing),
    ...rated(rating),
    complete: isComplete(compute, picture),
    cells: cellsOf(compute.id, sets, picture),
    ...(omitted === 0 ? {} : { omitted }),
  };
  return { row, node: compute, excess, leak, missing, drift, escalation };
}

function judgeStore(store: Store, picture: Picture): JudgedRow {
  const excess = strangersExcess(store, picture);
  const leak = leaksOf(store.id, picture);
  const drift = driftOf(store.id, picture);
  const sets = setsOf(store.id, picture.wired.sure(store.id), picture);
  const rating = [...excess, ...leak]
    .map((found) => found.rating)
    .reduce(worse, standingRating(store.id, sets, picture));
  const row: MatrixRow = {
    ...header(store, store.holds === 'external' ? 'host' : 'store', sets, picture),
    capability: [],
    excess: excess.flatMap((found) => found.facts),
    ...deviationsOf(leak, drift, []),
    ...rated(rating),
    complete: (picture.wired.possible(store.id) & ~picture.wired.sure(store.id)) === NONE,
    cells: cellsOf(store.id, sets, picture),
  };
  return { row, node: store, excess, leak, missing: [], drift, escalation: undefined };
}

/** Keys and names hold no data of the app: whoever runs them decides on the infrastructure. */
function gateRow(gate: Gate, picture: Picture): JudgedRow {
  const classes = picture.index.ofKinds('infrastructure');
  const sets = { wired: classes, intended: classes, potential: classes };
  const row: MatrixRow = {
    ...header(gate, gate.gate === 'key' ? 'key' : 'dns', sets, picture),
    capability: [],
    excess: [],
    ...deviationsOf([], [], []),
    ...rated(classes === NONE ? NOTHING_AT_RISK : { least: 1, most: 1, why: 'infrastructure only' }),
    complete: true,
  };
  return { row, node: gate, excess: [], leak: [], missing: [], drift: [], escalation: undefined };
}

interface Sets {
  readonly wired: ClassSet;
  readonly intended: ClassSet;
  readonly potential: ClassSet;
}

function setsOf(node: string, wired: ClassSet, picture: Picture): Sets {
  const isBrowser = picture.landscape.computeById.get(node)?.role === 'browser';
  return {
    wired,
    intended: isBrowser ? wired : picture.intended.column(node),
    potential: picture.holdings.potential(node) | wired,
  };
}

/** The path of every class in the Wired and Potential columns. */
function cellsOf(node: string, { wired, potential }: Sets, { index, holdings }: Picture): readonly CellPath[] {
  const cell = (id: string, column: CellPath['column']): CellPath => ({
    data: id,
    column,
    path: holdings.path(node, index.bitById.get(id) ?? NONE),
  });
  return [
    ...index.ids(wired).map((id) => cell(id, 'wired')),
    ...index.ids(potential & ~wired).map((id) => cell(id, 'potential')),
  ];
}

function header(
  node: Compute | Store | Gate,
  kind: string,
  sets: Sets,
  { index }: Picture,
): Pick<MatrixRow, 'service' | 'kind' | 'type' | 'resources' | 'intended' | 'wired' | 'potential'> {
  return {
    service: node.id,
    kind,
    type: node.type,
    resources: node.resources,
    intended: index.ids(sets.intended),
    wired: index.ids(sets.wired),
    potential: index.ids(sets.potential),
  };
}

function deviationsOf(
  leak: readonly Deviation[],
  drift: readonly Deviation[],
  missing: readonly Deviation[],
): Pick<MatrixRow, 'leak' | 'drift' | 'missing'> {
  return {
    leak: leak.flatMap((found) => found.facts),
    drift: drift.flatMap((found) => found.facts),
    missing: missing.flatMap((found) => found.facts),
  };
}

function rated(rating: Rating): Pick<MatrixRow, 'stars' | 'starsMax' | 'why'> {
  return { stars: rating.least, starsMax: rating.most, why: rating.why };
}

/** What the row is worth without any excess: data that is meant to be there, and data one fault away. */
function standingRating(node: string, { wired, intended, potential }: Sets, picture: Picture): Rating {
  const exposure = picture.exposures.of(node);
  let rating = NOTHING_AT_RISK;
  for (const dataClass of picture.index.each(wired & intended))
    rating = worse(rating, rate(dataClass, 'read', exposure, 'intended'));
  const residual = potential & ~wired & ~intended;
  for (const dataClass of picture.index.each(residual)) {
    const bit = picture.index.bitById.get(dataClass.id) ?? NONE;
    rating = worse(rating, rate(dataClass, 'read', exposureOfFault(node, bit, exposure, picture), 'possible'));
  }
  return rating;
}

/** The component that must misbehave for the class to arrive: a relay of the provider only turns at deploy time. */
function exposureOfFault(node: string, bit: ClassSet, exposure: Exposure, picture: Picture): Exposure {
  if ((picture.holdings.own(node) & bit) === NONE) return exposure;
  const compute = picture.landscape.computeById.get(node);
  return compute !== undefined && (compute.role === 'distribution' || compute.role === 'api') ? DEPLOY_TIME : exposure;
}

function isComplete(compute: Compute, { landscape, access }: Picture): boolean {
  const facts = landscape.factsByCompute.get(compute.id);
  if (facts !== undefined && (facts.entry.kind === 'deferred' || facts.unknowns.length > 0)) return false;
  if (facts === undefined && compute.code !== undefined) return false;
  return compute.identities.every(
    (identity) => access.rows[access.rowByIdentity.get(identity) ?? -1]?.unknown.length === 0,
  );
}
