import type { Wire } from '#model/flow';
import type { CapabilityMask } from '#policy/access';
import type { Place } from '#source/place';
import type { Landscape } from './landscape.ts';
import { maskOf } from './masks.ts';
import type { CapabilitiesOf, Use } from './uses.ts';

/** What wires and routes exercise: a pulled wire with the receiver's authority, a pushed one with the sender's role. */
export function usesOfWires(landscape: Landscape, capabilitiesOf: CapabilitiesOf): readonly Use[] {
  return [
    ...landscape.application.wires.flatMap((wire) => usesOfWire(wire, landscape, capabilitiesOf)),
    ...usesOfRoutes(landscape),
    ...usesOfAuthorizers(landscape),
    ...usesOfAddresses(landscape),
  ];
}

function use(compute: string, node: string, mask: CapabilityMask, how: string, at: Place): Use {
  return { compute, node, mask, actions: [], key: undefined, by: 'wire', call: undefined, how, at };
}

function usesOfWire(wire: Wire, landscape: Landscape, capabilitiesOf: CapabilitiesOf): readonly Use[] {
  const source = landscape.storeById.get(wire.from);
  if (wire.mode === 'pull' && source !== undefined && wire.carries !== 'nothing') {
    const mask = source.holds === 'messages' ? maskOf('read', 'delete', 'list') : maskOf('read', 'list');
    const how = source.holds === 'secret' ? 'signs in to its event source with it' : 'polls it (event source)';
    return [use(wire.to, wire.from, mask, how, wire.at)];
  }
  if (!landscape.computeById.has(wire.from)) return [];
  const how = `is wired to it (${wire.kind})`;
  return [use(wire.from, wire.to, maskOfPush(wire, landscape, capabilitiesOf), how, wire.at)];
}

function maskOfPush(wire: Wire, landscape: Landscape, capabilitiesOf: CapabilitiesOf): CapabilityMask {
  if (landscape.computeById.has(wire.to))
    // A delivery also asks for the settings of the function that transforms its records.
    return landscape.computeById.get(wire.from)?.role === 'delivery' ? maskOf('invoke', 'read') : maskOf('invoke');
  if (wire.kind === 'origin') return maskOf('read');
  const store = landscape.storeById.get(wire.to);
  if (wire.kind === 'state') {
    const mask = wire.operation === undefined ? 0 : capabilitiesOf(`${store?.service}:${wire.operation}`);
    return mask === 0 ? maskOf('read', 'write', 'invoke') : mask;
  }
  // An API destination is invoked, not written to.
  if (store?.holds === 'external') return maskOf('write', 'invoke');
  // A delivery to a bucket also looks at what is there. Source: Amazon Data Firehose, "Grant Firehose access to an S3 destination".
  if (wire.kind === 'delivery' && store?.holds === 'objects') return maskOf('read', 'write', 'list');
  return maskOf('write');
}

function usesOfRoutes(landscape: Landscape): readonly Use[] {
  return landscape.application.routes.flatMap((route) => {
    if (route.to === undefined) return [];
    const mask = landscape.computeById.has(route.to)
      ? maskOf('invoke')
      : landscape.storeById.get(route.to)?.holds === 'external'
        ? maskOf('read', 'write', 'invoke')
        : maskOfMethod(route.method);
    return [use(route.api, route.to, mask, `routes ${route.id} to it`, route.at)];
  });
}

/** What a service integration does to its store is not read; the method says what it cannot do. */
function maskOfMethod(method: string): CapabilityMask {
  return /^(GET|HEAD|OPTIONS)$/i.test(method) ? maskOf('read') : maskOf('read', 'write', 'delete');
}

function usesOfAuthorizers(landscape: Landscape): readonly Use[] {
  return [...landscape.routesJudgedBy].flatMap(([id, routes]) => {
    if (!landscape.computeById.has(id)) return [];
    const places = new Map(routes.map((route) => [route.api, route.at] as const));
    return [...places].map(([api, at]) => use(api, id, maskOf('invoke'), 'asks it who may pass', at));
  });
}

/** Code that calls the address of an API or function of the app, which it has from its environment. */
function usesOfAddresses(landscape: Landscape): readonly Use[] {
  return landscape.computes.flatMap((compute) =>
    (landscape.factsByCompute.get(compute.id)?.hosts ?? []).flatMap(({ host, at }) => {
      if (host.kind === 'known' || host.why.cause !== 'variable') return [];
      const node = landscape.targetOf(compute, { kind: 'environment', name: host.why.name, at });
      if (node === undefined || !landscape.computeById.has(node)) return [];
      return [use(compute.id, node, maskOf('invoke'), 'calls its address', at)];
    }),
  );
}
