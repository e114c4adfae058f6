import type { DataSource, HandlerFacts, SdkCall } from '#handlers/facts';
import type { Field } from '#model/flow';
import type { Compute } from '#model/node';
import type { Place } from '#source/place';
import { ALL, NONE } from './class-set.ts';
import type { ClassSet } from './class-set.ts';
import { classesOfSource, eventContextOf } from './classify.ts';
import type { Classifier, EventContext } from './classify.ts';
import type { Flow, FlowGraph, Seed } from './flow.ts';
import { eventOf, responseOf } from './flow.ts';
import type { Landscape } from './landscape.ts';
import type { Use, Uses } from './uses.ts';
import { maskOf } from './masks.ts';
import { has } from './uses.ts';

interface Sink {
  readonly to: string;
  readonly how: string;
  readonly at: Place;
}

/** What the code of every compute moves: into stores, logs, hosts and callees, and out of what it reads. */
export function codeFlows(landscape: Landscape, uses: Uses, classifier: Classifier): FlowGraph {
  const flows: Flow[] = [];
  const seeds: Seed[] = [];
  for (const compute of landscape.computes) {
    flows.push({
      from: eventOf(compute.id),
      to: compute.id,
      only: ALL,
      sure: true,
      how: 'receives it',
      at: compute.at,
    });
    const facts = landscape.factsByCompute.get(compute.id);
    if (facts === undefined || facts.entry.kind === 'deferred') flows.push(...unreadFlows(compute, landscape));
    else
      readFlows({
        compute,
        facts,
        landscape,
        uses,
        classifier,
        context: eventContextOf(compute.id, landscape),
        flows,
        seeds,
      });
  }
  return { flows, seeds };
}

interface Reading {
  readonly compute: Compute;
  readonly facts: HandlerFacts;
  readonly landscape: Landscape;
  readonly uses: Uses;
  readonly classifier: Classifier;
  readonly context: EventContext;
  readonly flows: Flow[];
  readonly seeds: Seed[];
}

function readFlows(reading: Reading): void {
  const { compute, facts, landscape, flows } = reading;
  for (const use of reading.uses.ofCompute(compute.id)) if (use.by === 'code') flowsOfUse(use, reading);
  for (const log of facts.logs)
    if (compute.logs !== undefined)
      pour(log.what, { to: compute.logs, how: `\`${log.how}\` writes it to the log`, at: log.at }, reading);
  for (const call of facts.hosts) {
    const node = call.host.kind === 'known' ? landscape.hostNode(call.host.value) : undefined;
    if (node === undefined) continue;
    pour(call.sends, { to: node, how: 'is sent to the host', at: call.at }, reading);
    flows.push({ from: node, to: compute.id, only: ALL, sure: true, how: 'answers with it', at: call.at });
  }
  for (const set of facts.fields) if (set.origin === 'response') respond(set.fields, set.at, reading);
  pour(facts.returns, { to: responseOf(compute.id), how: 'returns it', at: compute.at }, reading);
}

/** Field names that the code gives its answer, whatever their values come from. */
function respond(fields: readonly Field[], at: Place, { compute, classifier, flows, seeds }: Reading): void {
  const classes = classifier.ofFields(fields);
  if (classes === NONE) return;
  seeds.push({ to: compute.id, classes, sure: true, how: 'names it in its answer', at });
  flows.push({ from: compute.id, to: responseOf(compute.id), only: classes, sure: true, how: 'answers with it', at });
}

function flowsOfUse(use: Use, reading: Reading): void {
  const { call, node } = use;
  if (call === undefined) return;
  const { compute, classifier, flows, seeds } = reading;
  if (has(use.mask, 'read'))
    flows.push({ from: node, to: compute.id, only: ALL, sure: true, how: use.how, at: call.at });
  if (has(use.mask, 'invoke')) {
    pour(call.sends, { to: eventOf(node), how: use.how, at: call.at }, reading);
    flows.push({ from: responseOf(node), to: compute.id, only: ALL, sure: true, how: 'answers with it', at: call.at });
  }
  if (!has(use.mask, 'write')) return;
  const fields = classifier.ofFields(call.fields, node);
  if (fields !== NONE) {
    seeds.push({
      to: compute.id,
      classes: fields,
      sure: true,
      how: `makes the item of ${call.service}:${call.operation}`,
      at: call.at,
    });
    flows.push({ from: compute.id, to: node, only: fields, sure: true, how: use.how, at: call.at });
  }
  pour(call.sends, { to: node, how: use.how, at: call.at }, reading);
}

/** Pours each source of data into a sink: values named in code are seeds of the compute, too. */
function pour(sources: readonly DataSource[], sink: Sink, reading: Reading): void {
  const { compute, flows, seeds } = reading;
  for (const source of sources) {
    const only = classesOfSource(source, reading.classifier, reading.context);
    if (only === NONE) continue;
    const from = pointOf(source, reading);
    if (from === undefined) continue;
    if (source.kind === 'field')
      seeds.push({
        to: compute.id,
        classes: only,
        sure: true,
        how: `names it \`${source.field.name}\``,
        at: source.at,
      });
    flows.push({ from, to: sink.to, only, sure: source.kind !== 'unknown', how: sink.how, at: sink.at });
  }
}

function pointOf(source: DataSource, reading: Reading): string | undefined {
  const { compute, facts, landscape } = reading;
  switch (source.kind) {
    case 'event':
      return eventOf(compute.id);
    case 'field':
    case 'unknown':
      return compute.id;
    case 'call': {
      const call = facts.calls[source.call];
      const node =
        call === undefined ? undefined : landscape.targetOf(compute, call.target, call.service, call.actions);
      if (call === undefined || node === undefined) return undefined;
      if (call.actions.some((action) => action.startsWith('lambda:Invoke') || action.startsWith('states:Start')))
        return responseOf(node);
      return answersWithContent(call, source.path, reading.uses.of(compute.id, node)) ? node : undefined;
    }
    case 'host': {
      const host = facts.hosts[source.host]?.host;
      return host?.kind === 'known' ? landscape.hostNode(host.value) : undefined;
    }
    case 'context':
    case 'environment':
      return undefined;
    default:
      return source satisfies never;
  }
}

/**
 * A call that reads nothing answers with ids and receipts only; one that writes items shows them under `Attributes`,
 * and a directory answers every call about a user with the user.
 * Source: Amazon DynamoDB API Reference, UpdateItem, ReturnValues.
 */
function answersWithContent(call: SdkCall, path: readonly string[], uses: readonly Use[]): boolean {
  if (path[0] === 'Attributes' || call.service === 'cognito-idp') return true;
  const use = uses.find((candidate) => candidate.call === call);
  return use === undefined || use.mask === 0 || (use.mask & ~WRITES) !== 0;
}

const WRITES = maskOf('write', 'delete', 'list');

/** They run no code of the app: what they pass on shows as wires and routes. */
const RELAYS: ReadonlySet<Compute['role']> = new Set(['api', 'distribution', 'browser', 'identity-pool', 'rule']);

/**
 * Code that was not read may pass on all it receives. Only stores that its environment names are taken
 * as likely; a wildcard grant says nothing of what the code does, and shows as excess instead.
 */
function unreadFlows(compute: Compute, landscape: Landscape): Flow[] {
  if (RELAYS.has(compute.role)) return [];
  const flows: Flow[] = [
    {
      from: compute.id,
      to: responseOf(compute.id),
      only: ALL,
      sure: compute.role !== 'function',
      how: 'may answer with it',
      at: compute.at,
    },
  ];
  for (const entry of compute.environment) {
    const node = landscape.targetOf(compute, { kind: 'environment', name: entry.name, at: entry.at });
    if (node === undefined) continue;
    const how = `environment variable \`${entry.name}\` names it`;
    if (landscape.computeById.has(node))
      flows.push({ from: compute.id, to: eventOf(node), only: ALL, sure: false, how, at: entry.at });
    if (!landscape.storeById.has(node)) continue;
    flows.push({ from: compute.id, to: node, only: ALL, sure: false, how, at: entry.at });
    flows.push({ from: node, to: compute.id, only: ALL, sure: false, how, at: entry.at });
  }
  return flows;
}

/** Classes of what a handler takes from a request, by the names it uses. */
export function requestClasses(
  facts: HandlerFacts | undefined,
  classifier: Classifier,
  context: EventContext,
): { readonly classes: ClassSet; readonly at: Place } | undefined {
  let classes = NONE;
  for (const use of facts?.events ?? []) classes |= classifier.ofEventField(use.path, context);
  for (const set of facts?.fields ?? [])
    if (set.origin === 'request' || set.origin === 'schema') classes |= classifier.ofFields(set.fields);
  const at = facts?.events[0]?.at ?? facts?.fields[0]?.at;
  return classes === NONE || at === undefined ? undefined : { classes, at };
}
