import type { Hop } from '#finding/finding';
import type { Route } from '#model/flow';
import type { Exposures } from './exposure.ts';
import type { Landscape } from './landscape.ts';
import { callerOf } from './report-flows.ts';

const MOST_HOPS = 6;

/**
 * How somebody outside makes a compute run: caller, API, and every hop to the compute. The most exposed way in,
 * shortest first; empty where nothing but a deployment or an operator starts it.
 */
export function entryPath(compute: string, landscape: Landscape, exposures: Exposures): readonly Hop[] {
  const hops: Hop[] = [];
  const seen = new Set<string>([compute]);
  let current = compute;
  while (hops.length < MOST_HOPS) {
    const route = worstRoute(landscape.routesInto.get(current) ?? landscape.routesOf.get(current) ?? []);
    if (route !== undefined) return [...routeHops(route, current), ...hops];
    const wire = (landscape.wiresInto.get(current) ?? [])
      .filter((candidate) => !seen.has(candidate.from))
      .toSorted((one, other) => exposures.of(other.from).most - exposures.of(one.from).most)[0];
    if (wire === undefined) break;
    hops.unshift({ from: wire.from, to: current, how: `starts it (${wire.kind})`, at: wire.at });
    seen.add(wire.from);
    current = wire.from;
  }
  return hops;
}

function routeHops(route: Route, compute: string): readonly Hop[] {
  const caller: Hop = { from: callerOf(route), to: route.api, how: `calls ${route.id}`, at: route.at };
  if (route.api === compute) return [caller];
  return [caller, { from: route.api, to: compute, how: `routes ${route.id} to it`, at: route.at }];
}

/** An open route before one that asks who calls. */
function worstRoute(routes: readonly Route[]): Route | undefined {
  const rank = (route: Route): number => (route.carriesData ? 0 : 10) + RANKS.indexOf(callerOf(route));
  return routes.toSorted((one, other) => rank(one) - rank(other))[0];
}

const RANKS = ['anyone', 'somebody', 'signed-in user', 'trusted caller'];
