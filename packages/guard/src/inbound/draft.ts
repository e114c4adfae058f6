import type { Body, Claims, EventRecord, Multi, SourceKind } from './inbound.ts';

/** An `Inbound` before its inputs are listed. */
export interface Draft {
  readonly source: SourceKind;
  readonly id: string | undefined;
  readonly method: string;
  readonly path: string;
  readonly template: string | undefined;
  readonly stage: string | undefined;
  readonly parameters: ReadonlyMap<string, string>;
  readonly query: Multi;
  readonly headers: Multi;
  readonly cookies: Multi;
  readonly body: Body;
  readonly claims: Claims | undefined;
  readonly client: string | undefined;
  readonly records: readonly EventRecord[];
  readonly origin: string | undefined;
}

const NONE: Multi = new Map();

/** A draft with nothing but its source, to be spread under what is known. */
export function blank(source: SourceKind, body: Body): Draft {
  return {
    source,
    id: undefined,
    method: '',
    path: '',
    template: undefined,
    stage: undefined,
    parameters: new Map(),
    query: NONE,
    headers: NONE,
    cookies: NONE,
    body,
    claims: undefined,
    client: undefined,
    records: [],
    origin: undefined,
  };
}
