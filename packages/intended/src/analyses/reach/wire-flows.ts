import type { Wire } from '#model/flow';
import { ALL } from './class-set.ts';
import type { Flow } from './flow.ts';
import { cacheableOf, eventOf, responseOf } from './flow.ts';
import type { Landscape } from './landscape.ts';

/** What triggers, subscriptions, targets and origins move without any line of code. */
export function wireFlows(landscape: Landscape): readonly Flow[] {
  return landscape.application.wires.flatMap((wire) => flowsOf(wire, landscape));
}

function flowsOf(wire: Wire, landscape: Landscape): Flow[] {
  if (wire.kind === 'origin') return originFlows(wire, landscape);
  const flows: Flow[] = [];
  const how = `is wired to it (${wire.kind})`;
  const into = landscape.computeById.has(wire.to) ? eventOf(wire.to) : wire.to;
  // What a browser sends is seeded at the routes it calls: not everything that it holds goes everywhere.
  const isBrowser = landscape.computeById.get(wire.from)?.role === 'browser';
  if (wire.carries === 'content' && !isBrowser) {
    flows.push({ from: wire.from, to: into, only: ALL, sure: true, how, at: wire.at });
    // A function's destination receives its event and its answer, whatever the code keeps to itself.
    if (wire.kind === 'destination') {
      flows.push({ from: eventOf(wire.from), to: into, only: ALL, sure: true, how, at: wire.at });
      flows.push({ from: responseOf(wire.from), to: into, only: ALL, sure: true, how, at: wire.at });
    }
  }
  if (wire.answers)
    flows.push({
      from: answerOf(wire.to, landscape),
      to: wire.from,
      only: ALL,
      sure: true,
      how: 'answers with it',
      at: wire.at,
    });
  return flows;
}

/**
 * A distribution keeps what its origin answers only if it caches it; with caching off it merely relays.
 * A site is there to be kept. What an API answers to one caller may be served to the next: possible, not sure.
 */
function originFlows(wire: Wire, landscape: Landscape): Flow[] {
  if (wire.cached.kind === 'known' && !wire.cached.value) return [];
  const isStore = landscape.storeById.has(wire.to);
  const from = landscape.computeById.get(wire.to)?.role === 'api' ? cacheableOf(wire.to) : answerOf(wire.to, landscape);
  return [
    {
      from,
      to: wire.from,
      only: ALL,
      sure: isStore && wire.cached.kind === 'known',
      how: 'is cached from the origin',
      at: wire.at,
    },
  ];
}

function answerOf(node: string, landscape: Landscape): string {
  const compute = landscape.computeById.get(node);
  // A distribution holds its answers itself; a function, workflow or API answers apart from what it receives.
  return compute === undefined || compute.role === 'distribution' ? node : responseOf(node);
}
