import type { Authn, Route } from '#model/flow';
import type { Compute } from '#model/node';
import type { Access } from '#policy/access';
import type { Resolved } from '#model/value';
import type { Landscape } from './landscape.ts';
import type { Uses } from './uses.ts';
import { has } from './uses.ts';

/** How easily a component can be made to misbehave: 0 by anyone … −3 only at deploy time. */
export interface Exposure {
  /** The range is narrower than [−3, 0] only where something decides it. */
  readonly least: number;
  readonly most: number;
  readonly why: string;
}

export interface Exposures {
  of(node: string): Exposure;
}

const ANYONE: Exposure = { least: 0, most: 0, why: 'anyone can make it run' };
const CLOSED: Exposure = { least: -1, most: -1, why: 'closed user population' };
const INTERNAL: Exposure = { least: -2, most: -2, why: 'internal' };
const OPERATORS: Exposure = { least: -2, most: -2, why: 'readable only by operators' };
const DEPLOY: Exposure = { least: -3, most: -3, why: 'deploy time or schedule' };

/** Of what only another deployment could change. */
export const DEPLOY_TIME: Exposure = { least: -3, most: -3, why: 'deploy time' };

/** Computes that follow a definition and run no code of the app's own. */
export const RUN_BY_PROVIDER: ReadonlySet<Compute['role']> = new Set([
  'api',
  'distribution',
  'rule',
  'pipe',
  'workflow',
  'delivery',
]);

/** Exposure of every node: routes and public policies first, then hop by hop along triggers and stores. */
export function computeExposures(landscape: Landscape, access: Access, uses: Uses): Exposures {
  const known = new Map<string, Exposure>();
  const raise = (node: string, exposure: Exposure): boolean => {
    const before = known.get(node);
    if (before !== undefined && before.most >= exposure.most && before.least >= exposure.least) return false;
    known.set(node, before === undefined ? exposure : stronger(before, exposure));
    return true;
  };
  for (const route of landscape.application.routes) exposeRoute(route, landscape, raise);
  for (const outside of access.outside) {
    const node = access.nodes[outside.node];
    // A service principal is the platform: its push shows as a wire, not as a stranger.
    if (node === undefined || outside.principal === 'service') continue;
    if ((outside.yes & ~LIST) !== 0 && outside.principal === 'anyone') raise(node, ANYONE);
    else if ((outside.maybe & ~LIST) !== 0)
      raise(
        node,
        outside.principal === 'anyone'
          ? { least: -1, most: 0, why: 'perhaps anyone, by a policy that is not fully known' }
          : CLOSED,
      );
  }
  for (const compute of landscape.computes) exposeByNature(compute, landscape, raise);
  for (const store of landscape.stores)
    if (store.holds === 'users') raise(store.id, directoryExposure(store.id, landscape));
  spread(landscape, uses, known, raise);
  return { of: (node) => known.get(node) ?? floorOf(node, landscape) };
}

const LIST = 1 << 4;

function stronger(one: Exposure, other: Exposure): Exposure {
  const winner = other.most > one.most ? other : one;
  return { least: Math.max(one.least, other.least), most: Math.max(one.most, other.most), why: winner.why };
}

function exposeRoute(route: Route, landscape: Landscape, raise: (node: string, exposure: Exposure) => boolean): void {
  const exposure = exposureOfAuthn(route.authn, landscape);
  raise(route.api, exposure);
  // Whoever can reach the API makes the function run that is to say who may pass.
  if (route.authn.kind === 'known' && route.authn.value.kind === 'custom' && route.authn.value.by !== undefined)
    if (landscape.computeById.has(route.authn.value.by)) raise(route.authn.value.by, ANYONE);
  if (route.to !== undefined && landscape.computeById.has(route.to) && route.carriesData) raise(route.to, exposure);
}

function exposureOfAuthn(authn: Resolved<Authn>, landscape: Landscape): Exposure {
  if (authn.kind === 'deferred') return { least: -1, most: 0, why: `authentication is not known (${authn.why.name})` };
  switch (authn.value.kind) {
    case 'none':
      return ANYONE;
    case 'key':
      return { ...ANYONE, why: 'anyone with an API key, which is no authentication' };
    case 'user-pool':
      return authn.value.by === undefined ? CLOSED : directoryExposure(authn.value.by, landscape);
    case 'iam':
    case 'jwt':
    case 'custom':
    case 'network':
      return CLOSED;
    default:
      return authn.value.kind satisfies never;
  }
}

/** A directory that lets anyone sign up makes "signed in" mean "anyone". */
function directoryExposure(directory: string, landscape: Landscape): Exposure {
  const actor = landscape.actors.find((candidate) => candidate.directory === directory);
  if (actor === undefined) return CLOSED;
  if (actor.open.kind === 'deferred')
    return { least: -1, most: 0, why: `self sign-up is not known (${actor.open.why.name})` };
  return actor.open.value ? { ...ANYONE, why: 'anyone can sign up' } : CLOSED;
}

function exposeByNature(
  compute: Compute,
  landscape: Landscape,
  raise: (node: string, exposure: Exposure) => boolean,
): void {
  if (compute.role === 'browser') raise(compute.id, ANYONE);
  const wires = landscape.wiresInto.get(compute.id) ?? [];
  if (wires.some((wire) => wire.kind === 'schedule' || wire.carries === 'nothing')) raise(compute.id, DEPLOY);
}

/** One hop further in, one step less exposed, down to "internal". */
function spread(
  landscape: Landscape,
  uses: Uses,
  known: ReadonlyMap<string, Exposure>,
  raise: (node: string, exposure: Exposure) => boolean,
): void {
  const next = new Map<string, string[]>();
  const link = (from: string, to: string): void => void (next.get(from)?.push(to) ?? next.set(from, [to]));
  // Writing to a log or signing in to a directory opens neither: who may read a log is an operator still.
  const isApart = (node: string): boolean => {
    const holds = landscape.storeById.get(node)?.holds;
    return holds === 'users' || holds === 'logs';
  };
  for (const use of uses.all) {
    if (isApart(use.node)) continue;
    const target = landscape.storeById.get(use.node);
    if (target === undefined ? has(use.mask, 'invoke') : (use.mask & ~LIST) !== 0) link(use.compute, use.node);
  }
  for (const wire of landscape.application.wires)
    if (wire.kind !== 'schedule' && !isApart(wire.to)) link(wire.from, wire.to);
  const walk = (waiting: string[]): void => {
    for (let at = 0; at < waiting.length; at++) {
      const from = waiting[at] ?? '';
      const exposure = known.get(from);
      if (exposure === undefined || exposure.most <= DEPLOY.most) continue;
      for (const to of next.get(from) ?? []) if (raise(to, hop(exposure, from))) waiting.push(to);
    }
  };
  walk([...known.keys()]);
  // Last, so that an outsider further back names the reason: what an internal trigger starts makes others run, too.
  walk(landscape.computes.filter(({ id }) => isTriggered(id, landscape) && raise(id, INTERNAL)).map(({ id }) => id));
}

/** Other parts of the app start it, so that some input comes from there. */
function isTriggered(compute: string, { wiresInto }: Landscape): boolean {
  return (wiresInto.get(compute) ?? []).some(
    (wire) => wire.kind !== 'schedule' && wire.kind !== 'invoke' && wire.carries !== 'nothing',
  );
}

function hop(exposure: Exposure, from: string): Exposure {
  const down = (value: number): number => Math.max(value - 1, INTERNAL.most);
  return { least: down(exposure.least), most: down(exposure.most), why: `one hop behind ${from}` };
}

/** Nothing reaches it from outside. */
function floorOf(node: string, landscape: Landscape): Exposure {
  const store = landscape.storeById.get(node);
  if (store !== undefined) return store.holds === 'logs' ? OPERATORS : INTERNAL;
  return DEPLOY;
}
