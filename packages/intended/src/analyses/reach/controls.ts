import type { Hop } from '#finding/finding';
import type { Access } from '#policy/access';
import type { Granted } from './grants.ts';
import { push } from './landscape.ts';
import type { Landscape } from './landscape.ts';
import { has } from './uses.ts';

export interface Control {
  readonly compute: string;
  readonly hop: Hop;
}

/** Ctl: by control edges of the policies, by writing what another compute runs, and by holding what it runs. */
export function collectControls(
  landscape: Landscape,
  access: Access,
  grants: (id: string) => readonly Granted[],
): Map<string, readonly Control[]> {
  const direct = new Map<string, Control[]>();
  const all = new Map<string, Control>();
  const add = (node: string, compute: string, how: string, at: Hop['at']): void => {
    if (node !== compute) push(direct, node, { compute, hop: { from: node, to: compute, how, at } });
  };
  for (const store of landscape.stores)
    for (const runner of landscape.runnersOf.get(store.id) ?? [])
      add(store.id, runner, 'runs the code it holds', store.at);
  for (const wire of landscape.application.wires)
    if (wire.kind === 'origin')
      for (const runner of landscape.runnersOf.get(wire.to) ?? [])
        add(wire.from, runner, 'runs the code it delivers', wire.at);
  for (const compute of landscape.computes)
    for (const grant of grants(compute.id)) {
      if (!has(grant.maybe, 'write') && !has(grant.maybe, 'admin')) continue;
      for (const runner of landscape.runnersOf.get(grant.node) ?? [])
        add(compute.id, runner, `may change the code in ${grant.node} that it runs`, compute.at);
    }
  for (const edge of access.control)
    for (const compute of landscape.computesByIdentity.get(edge.identity) ?? []) {
      const at = edge.explanation.statements[0]?.at ?? compute.at;
      if (edge.gains === '*')
        all.set(compute.id, { compute: compute.id, hop: { from: compute.id, to: '*', how: edge.how, at } });
      else for (const gained of gainedBy(edge.gains, landscape)) add(compute.id, gained, edge.how, at);
    }
  return closeControls(direct, all, landscape);
}

function gainedBy(gains: string, landscape: Landscape): readonly string[] {
  if (landscape.computeById.has(gains)) return [gains];
  return (landscape.computesByIdentity.get(gains) ?? []).map((compute) => compute.id);
}

/**
 * Everything reachable by control. Whoever may become anyone (`all`) reaches every compute at once, so that
 * a role with `*` costs one list, not a walk through the whole application.
 */
function closeControls(
  direct: ReadonlyMap<string, readonly Control[]>,
  all: ReadonlyMap<string, Control>,
  landscape: Landscape,
): Map<string, readonly Control[]> {
  const closed = new Map<string, readonly Control[]>();
  const everyone = (by: Control): readonly Control[] =>
    landscape.computes.map(({ id }) => ({ compute: id, hop: { ...by.hop, to: id } }));
  for (const start of new Set([...direct.keys(), ...all.keys()])) {
    const seen = new Map<string, Control>();
    let master = all.get(start);
    const waiting = [...(direct.get(start) ?? [])];
    for (let at = 0; at < waiting.length && master === undefined; at++) {
      const control = waiting[at];
      if (control === undefined || control.compute === start || seen.has(control.compute)) continue;
      seen.set(control.compute, control);
      master = all.get(control.compute);
      waiting.push(...(direct.get(control.compute) ?? []));
    }
    closed.set(
      start,
      master === undefined ? [...seen.values()] : everyone(master).filter((control) => control.compute !== start),
    );
  }
  return closed;
}
