import type { Compute } from '#model/node';
import { literal } from '#model/read-value';
import { deferred, known } from '#model/value';
import type { Resolved } from '#model/value';
import type { Field } from '#model/flow';
import type { Place } from '#source/place';
import type { CodeFields, HandlerFacts, SdkCall } from '../facts.ts';
import type { Numbering } from './data-source.ts';
import { sourcesOf } from './data-source.ts';
import type { Module } from './module.ts';
import type { CallRecord, Effects, HostRecord } from './record.ts';
import type { Run } from './run.ts';
import { needed } from './run-handler.ts';
import { placeOf } from './script.ts';
import { distinctFields, fieldsOf } from './sdk/item-fields.ts';
import type { Term } from './term.ts';
import { membersOf } from './term.ts';

type Facts = Omit<HandlerFacts, 'entry'>;

/** Puts together what loading the modules and running the handler did, in the contract's form. */
export function factsOf(compute: Compute, module: Module, run: Run): Facts {
  const modules = [...needed(module)];
  const all = [run.effects, ...modules.map((one) => one.effects)];
  const calls = [...new Map(all.flatMap((effects) => [...effects.calls])).values()];
  const hosts = [...new Map(all.flatMap((effects) => [...effects.hosts])).values()];
  const numbering: Numbering = {
    variables: compute.environment.map((entry) => entry.name),
    calls: numbered(
      all.map((one) => one.calls),
      calls,
    ),
    hosts: numbered(
      all.map((one) => one.hosts),
      hosts,
    ),
  };
  const switches = new Set(
    compute.environment.filter((entry) => /^(?:true|1)$/i.test(literal(entry.value) ?? '')).map((entry) => entry.name),
  );
  return {
    compute: compute.id,
    language: module.script.language,
    files: [...new Set(modules.map((one) => one.script.file))],
    calls: calls.map((call) => callFact(call, numbering)),
    logs: all
      .flatMap((effects) => [...effects.logs.values()])
      .filter((log) => log.when === undefined || switches.has(log.when))
      .map((log) => ({
        how: log.how,
        level: log.level,
        what: sourcesOf(log.what, log.spot, numbering),
        at: placeOf(log.spot),
      })),
    hosts: hosts.map((host) => ({
      host: hostName(host.host, placeOf(host.spot)),
      method: host.method,
      sends: sourcesOf(host.sends, host.spot, numbering),
      at: placeOf(host.spot),
    })),
    events: all
      .flatMap((effects) => [...effects.events.values()])
      .map((use) => ({ path: use.path, at: placeOf(use.spot) })),
    returns: all.flatMap((effects) => effects.returns).flatMap(({ term, spot }) => sourcesOf([term], spot, numbering)),
    fields: [...fieldSets(all, calls, numbering)],
    environment: [...new Map(all.flatMap((effects) => [...effects.environment])).values()].map((use) => ({
      name: use.name,
      at: placeOf(use.spot),
    })),
    unknowns: all.flatMap((effects) => [...effects.unknowns.values()]),
    diagnostics: modules.flatMap((one) => one.script.errors),
  };
}

function callFact(call: CallRecord, numbering: Numbering): SdkCall {
  return {
    service: call.service,
    operation: call.operation,
    actions: call.actions,
    target: call.target,
    key: call.key === undefined ? undefined : resolvedText(call.key, placeOf(call.spot)),
    sends: sourcesOf(call.sends, call.spot, numbering),
    fields: call.fields,
    ...(call.isLent ? { isLent: true } : {}),
    at: placeOf(call.spot),
    via: call.via.map(placeOf),
  };
}

/** The same call noted by two modules is one call: both records have its number. */
function numbered<R extends CallRecord | HostRecord>(
  maps: readonly ReadonlyMap<string, R>[],
  list: readonly R[],
): ReadonlyMap<R, number> {
  const numbers = new Map(list.map((record, index) => [record, index] as const));
  const byKey = new Map<string, number>();
  for (const map of maps)
    for (const [key, record] of map) if (numbers.has(record)) byKey.set(key, numbers.get(record) ?? 0);
  for (const map of maps) for (const [key, record] of map) numbers.set(record, byKey.get(key) ?? 0);
  return numbers;
}

function resolvedText(term: Term, at: Place): Resolved<string> {
  if (term.kind === 'literal') return known(String(term.value), at);
  if (term.kind === 'variable') return deferred('variable', term.name, at);
  return deferred('code', term.kind, at);
}

/** Host of a URL whose beginning is known; of a bare host name; deferred otherwise. */
function hostName(term: Term, at: Place): Resolved<string> {
  const first = membersOf(term)[0] ?? term;
  const start = first.kind === 'text' ? first.parts[0] : first;
  if (start?.kind === 'variable') return deferred('variable', start.name, at);
  if (start?.kind !== 'literal') return deferred('code', 'url', at);
  const text = String(start.value);
  const named = /^(?:[a-z][a-z0-9+.-]*:)?\/\/(?:[^/@]*@)?([\w.-]+)(?=[/:?#]|$)/i.exec(text)?.[1];
  const isWhole = first.kind === 'literal' || /^(?:[a-z][a-z0-9+.-]*:)?\/\/[^/]+[/:?#]/i.test(text);
  if (named !== undefined && isWhole) return known(named.toLowerCase(), at);
  if (first.kind === 'literal' && /^[\w-]+(?:\.[\w-]+)+$/.test(text)) return known(text.toLowerCase(), at);
  return deferred('code', 'url', at);
}

function* fieldSets(
  all: readonly Effects[],
  calls: readonly CallRecord[],
  numbering: Numbering,
): Generator<CodeFields> {
  for (const call of calls)
    if (call.fields.length > 0)
      yield { origin: 'item', call: numbering.calls.get(call), fields: call.fields, at: placeOf(call.spot) };
  for (const effects of all)
    for (const { origin, call, fields, at } of effects.fields.values())
      yield { origin, call: call === undefined ? undefined : numbering.calls.get(call), fields, at };
  const body = bodyFields(all);
  const [first] = body;
  if (first !== undefined) yield { origin: 'request', call: undefined, fields: body, at: first.at };
  for (const effects of all)
    for (const { term, spot } of effects.returns) {
      const fields = responseFields(term, spot);
      if (fields.length > 0) yield { origin: 'response', call: undefined, fields, at: placeOf(spot) };
    }
}

/** Fields that the code reads of the request's body. */
function bodyFields(all: readonly Effects[]): readonly Field[] {
  const found = new Map<string, Field>();
  for (const effects of all)
    for (const { path, spot } of effects.events.values()) {
      const name = path.at(-1);
      if (path[0] !== 'body' || path.length < 2 || name === undefined || found.has(path.join('.'))) continue;
      found.set(path.join('.'), {
        name,
        parent: path.length > 2 ? path.at(-2) : undefined,
        type: undefined,
        at: placeOf(spot),
      });
    }
  return [...found.values()];
}

/** Fields of the body that the code builds; of the whole answer where it is no HTTP one. */
function responseFields(term: Term, spot: Effects['returns'][number]['spot']): readonly Field[] {
  const found = membersOf(term).flatMap((member) => {
    if (member.kind !== 'object') return [];
    const isHttp = member.properties.has('statusCode');
    return isHttp ? fieldsOf(member.properties.get('body'), spot) : fieldsOf(member, spot);
  });
  return distinctFields(found);
}
