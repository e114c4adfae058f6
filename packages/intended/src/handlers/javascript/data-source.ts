import type { DataSource } from '../facts.ts';
import type { CallRecord, HostRecord } from './record.ts';
import { placeOf } from './script.ts';
import type { Spot } from './script.ts';
import type { Term } from './term.ts';

/** Numbers of the calls and hosts in the finished lists, by which sources name them. */
export interface Numbering {
  readonly calls: ReadonlyMap<CallRecord, number>;
  readonly hosts: ReadonlyMap<HostRecord, number>;
  /** Variables that the function has: those of `process.env` as a whole. */
  readonly variables: readonly string[];
}

const MOST_SOURCES = 100;
const DEEPEST = 8;

/** Every source whose data may be in the terms, each once. Constants are no data. */
export function sourcesOf(terms: readonly Term[], spot: Spot, numbering: Numbering): readonly DataSource[] {
  const found = new Map<string, DataSource>();
  const seen = new Set<Term>();
  for (const term of terms) collect(term, { spot, numbering, found, seen }, 0);
  return [...found.values()];
}

interface Collection {
  readonly spot: Spot;
  readonly numbering: Numbering;
  readonly found: Map<string, DataSource>;
  readonly seen: Set<Term>;
}

function collect(term: Term, into: Collection, depth: number): void {
  if (depth > DEEPEST || into.seen.has(term) || into.found.size >= MOST_SOURCES) return;
  into.seen.add(term);
  const { spot, numbering } = into;
  const at = placeOf(spot);
  switch (term.kind) {
    case 'event':
    case 'context':
      return add(into, `${term.kind}:${term.path.join('.')}`, { kind: term.kind, path: term.path, at });
    case 'variable':
      return add(into, `$${term.name}`, { kind: 'environment', name: term.name, at });
    case 'environment':
      for (const name of numbering.variables) add(into, `$${name}`, { kind: 'environment', name, at });
      return;
    case 'answer': {
      const call = numbering.calls.get(term.call);
      if (call === undefined) return add(into, 'unknown', { kind: 'unknown', at });
      return add(into, `call:${call}:${term.path.join('.')}`, { kind: 'call', call, path: term.path, at });
    }
    case 'reply': {
      const host = numbering.hosts.get(term.host);
      if (host === undefined) return add(into, 'unknown', { kind: 'unknown', at });
      return add(into, `host:${host}:${term.path.join('.')}`, { kind: 'host', host, path: term.path, at });
    }
    case 'unknown':
      if (term.name === undefined) return add(into, 'unknown', { kind: 'unknown', at });
      if (/^(?:e|err|error|ex|exception)$/i.test(term.name)) return;
      return add(into, `field:${term.parent ?? ''}.${term.name}`, {
        kind: 'field',
        field: { name: term.name, parent: term.parent, type: undefined, at },
        at,
      });
    default:
      for (const part of partsOf(term)) collect(part, into, depth + 1);
  }
}

function partsOf(term: Term): readonly Term[] {
  switch (term.kind) {
    case 'text':
      return term.parts;
    case 'object':
      return [...term.properties.values(), ...term.rest.map((entry) => entry.value)];
    case 'array':
      return term.items;
    case 'union':
      return term.terms;
    case 'mixed':
      return term.of;
    case 'made':
      return term.args;
    case 'method':
      return [term.of];
    default:
      return [];
  }
}

function add({ found }: Collection, key: string, source: DataSource): void {
  if (!found.has(key)) found.set(key, source);
}
