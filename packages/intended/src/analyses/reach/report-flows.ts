import type { ReportFlow } from '#finding/finding';
import type { Route } from '#model/flow';
import { NONE } from './class-set.ts';
import type { ClassSet } from './class-set.ts';
import { nodeOf } from './flow.ts';
import type { Flow, FlowGraph } from './flow.ts';
import type { Picture } from './judge.ts';

/** What moves between services when nothing misbehaves, one entry for each pair and kind: the arrows of the map. */
export function reportFlows(graph: FlowGraph, picture: Picture): readonly ReportFlow[] {
  const merged = new Map<string, Merged>();
  for (const flow of graph.flows) addFlow(flow, picture, merged);
  for (const route of picture.landscape.application.routes) addCaller(route, picture, merged);
  return [...merged.values()].map(({ classes, ...flow }) => ({ ...flow, data: picture.index.ids(classes) }));
}

type Merged = Omit<ReportFlow, 'data'> & { classes: ClassSet };

function addFlow(flow: Flow, picture: Picture, merged: Map<string, Merged>): void {
  const from = nodeOf(flow.from);
  const to = nodeOf(flow.to);
  const classes = picture.wired.sure(flow.from) & flow.only;
  if (from === to || !flow.sure || classes === NONE) return;
  const column = picture.intended.column(to);
  const isBrowser = picture.landscape.computeById.get(to)?.role === 'browser';
  add(merged, {
    from,
    to,
    kind: 'intended',
    how: flow.how,
    at: flow.at,
    classes: isBrowser ? classes : classes & column,
  });
  if (!isBrowser) add(merged, { from, to, kind: 'wired', how: flow.how, at: flow.at, classes: classes & ~column });
}

/** The caller of a route stands left of everything. */
function addCaller(route: Route, picture: Picture, merged: Map<string, Merged>): void {
  if (!route.carriesData) return;
  const from = callerOf(route);
  const classes = picture.wired.sure(`${route.api}\u0000${route.id}`);
  add(merged, {
    from,
    to: route.api,
    kind: 'intended',
    how: route.id,
    at: route.at,
    classes: classes === NONE ? picture.index.ofKinds('content') : classes,
  });
}

export function callerOf(route: Route): string {
  if (route.authn.kind !== 'known') return 'somebody';
  const { kind } = route.authn.value;
  if (kind === 'none' || kind === 'key') return 'anyone';
  return kind === 'iam' || kind === 'network' ? 'trusted caller' : 'signed-in user';
}

function add(merged: Map<string, Merged>, flow: Merged): void {
  if (flow.classes === NONE) return;
  const key = `${flow.from}\u0000${flow.to}\u0000${flow.kind}`;
  const known = merged.get(key);
  if (known === undefined) merged.set(key, { ...flow });
  else known.classes |= flow.classes;
}
