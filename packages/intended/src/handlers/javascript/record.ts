import type { Field } from '#model/flow';
import type { Place } from '#source/place';
import type { Reason } from '#model/value';
import type { CodeFields, Target, Unknown } from '../facts.ts';
import type { Spot } from './script.ts';
import type { Term } from './term.ts';

/** Facts as they are met, still in terms: numbered and turned into the contract's form when a handler is done. */
export interface CallRecord {
  readonly service: string;
  readonly operation: string;
  readonly actions: readonly string[];
  readonly target: Target;
  readonly key: Term | undefined;
  /** Grow when the same call is met again with other arguments. */
  sends: readonly Term[];
  fields: readonly Field[];
  readonly isLent: boolean;
  readonly spot: Spot;
  readonly via: readonly Spot[];
}

export interface LogRecord {
  readonly how: string;
  readonly level: 'debug' | 'info' | 'warn' | 'error';
  readonly what: readonly Term[];
  readonly spot: Spot;
  /** Counts only when this environment variable of the function is true. */
  readonly when: string | undefined;
}

export interface HostRecord {
  readonly host: Term;
  readonly method: string | undefined;
  readonly sends: readonly Term[];
  readonly spot: Spot;
}

interface FieldsRecord {
  readonly origin: CodeFields['origin'];
  readonly call: CallRecord | undefined;
  readonly fields: readonly Field[];
  readonly at: Place;
}

export interface Effects {
  readonly calls: Map<string, CallRecord>;
  readonly logs: Map<string, LogRecord>;
  readonly hosts: Map<string, HostRecord>;
  readonly events: Map<string, { readonly path: readonly string[]; readonly spot: Spot }>;
  readonly returns: { readonly term: Term; readonly spot: Spot }[];
  readonly fields: Map<string, FieldsRecord>;
  readonly environment: Map<string, { readonly name: string; readonly spot: Spot }>;
  readonly unknowns: Map<string, Unknown>;
}

export function noEffects(): Effects {
  return {
    calls: new Map(),
    logs: new Map(),
    hosts: new Map(),
    events: new Map(),
    returns: [],
    fields: new Map(),
    environment: new Map(),
    unknowns: new Map(),
  };
}

export function keyOf(spot: Spot, more = ''): string {
  return `${spot.script.file}|${spot.start}|${spot.end}|${more}`;
}

export function recordFields(effects: Effects, record: FieldsRecord): void {
  if (record.fields.length === 0) return;
  effects.fields.set(`${record.at.file}|${record.at.line}|${record.at.column}|${record.origin}`, record);
}

export function recordUnknown(effects: Effects, service: string, what: string, why: Reason, spot: Spot): void {
  const key = keyOf(spot, service);
  if (effects.unknowns.has(key)) return;
  effects.unknowns.set(key, { service, what, why, at: spot.script.place(spot.start, spot.end) });
}
