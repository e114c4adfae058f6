import type { Place } from '#source/place';
import type { Authn, Field, Route, Schema } from '#model/flow';
import type { Store } from '#model/node';
import type { ClassKind, DataClass, Evidence } from './intent.ts';
import { classifyField } from './classify-field.ts';
import { defaultsOf } from './class-defaults.ts';
import { dataOfOperation } from './sdk-data.ts';
import { nounOfStore, titleOf } from './store-noun.ts';
import { wordKey } from './words.ts';
import { kindsOfStore } from './store-kinds.ts';

/** What beside schemas shows which data an app has. */
export interface DataEvidence {
  /** SDK calls that code makes. */
  readonly calls?: readonly { readonly service: string; readonly operation: string; readonly at: Place }[];
  readonly stores?: readonly Store[];
  readonly routes?: readonly Route[];
  /** Kinds that code was seen to handle, in words. */
  readonly seen?: readonly { readonly kind: ClassKind; readonly what: string; readonly at: Place }[];
}

/**
 * Proposes the data inventory of an app: one class for each sensitive kind found, and one business class for each store
 * whose fields are of no such kind, so that no store is without a class. Ordered by worth, then by id.
 * A person accepts: every class carries why it is there.
 */
export function proposeClasses(schemas: readonly Schema[], extra: DataEvidence = {}): readonly DataClass[] {
  const drafts = new Map<string, Draft>();
  for (const schema of schemas) addSchema(drafts, schema);
  for (const call of extra.calls ?? []) addCall(drafts, call);
  for (const route of extra.routes ?? []) addRoute(drafts, route);
  for (const store of extra.stores ?? []) addStore(drafts, store);
  for (const { kind, what, at } of extra.seen ?? [])
    addEvidence(draftOf(drafts, kind), { what, strength: 'medium', at });
  addBusiness(drafts, schemas, extra.stores ?? []);
  if (drafts.size > 0) draftOf(drafts, 'infrastructure');
  dropSharedFields(drafts);
  return [...drafts.values()].map(finish).sort((a, b) => worth(b) - worth(a) || (a.id < b.id ? -1 : 1));
}

interface Draft {
  readonly id: string;
  readonly title: string;
  readonly kind: ClassKind;
  readonly fields: Map<string, string>;
  readonly evidence: Map<string, Evidence>;
}

/** A report shows a few reasons; more would only hide the best. */
const MAX_EVIDENCE = 12;
const MAX_FIELDS = 40;
/** The analysis has one bit for each class, 64 in all; the rest share the class `business`. */
const MAX_BUSINESS = 24;

function draftOf(drafts: Map<string, Draft>, kind: ClassKind, business?: string): Draft {
  const defaults = defaultsOf(kind);
  const id = business ?? defaults.id;
  const known = drafts.get(id);
  if (known !== undefined) return known;
  const title = business === undefined ? defaults.title : titleOf(business);
  const draft: Draft = { id, title, kind: defaults.kind, fields: new Map(), evidence: new Map() };
  drafts.set(id, draft);
  return draft;
}

function addEvidence(draft: Draft, evidence: Evidence): void {
  const key = `${evidence.what} ${evidence.at.file}:${evidence.at.line}`;
  if (!draft.evidence.has(key)) draft.evidence.set(key, evidence);
}

function addSchema(drafts: Map<string, Draft>, schema: Schema): void {
  for (const field of schema.fields) {
    const verdict = classifyField(field);
    if (verdict === undefined) continue;
    const draft = draftOf(drafts, verdict.kind);
    draft.fields.set(wordKey(field.name), field.name);
    addEvidence(draft, {
      what: `${verdict.evidence} (${schema.on})`,
      strength: strengthOf(schema, verdict.weight),
      at: field.at,
    });
  }
}

function strengthOf(schema: Schema, weight: number): Evidence['strength'] {
  if (schema.origin === 'user-pool' || schema.origin === 'tag') return 'certain';
  if (schema.origin === 'key-schema' || schema.origin === 'name') return 'weak';
  return weight >= 0.8 ? 'strong' : 'medium';
}

function addCall(drafts: Map<string, Draft>, call: { service: string; operation: string; at: Place }): void {
  const data = dataOfOperation(call.service, call.operation);
  if (data === undefined) return;
  const what = `\`${call.service}:${call.operation}\` handles ${data.what}`;
  addEvidence(draftOf(drafts, data.kind), { what, strength: 'strong', at: call.at });
}

function addRoute(drafts: Map<string, Draft>, route: Route): void {
  if (route.authn.kind !== 'known' || !CARRIES_PROOF.has(route.authn.value.kind) || !route.carriesData) return;
  const what = `requests to \`${route.id}\` carry what proves who calls`;
  addEvidence(draftOf(drafts, 'credential'), { what, strength: 'strong', at: route.at });
}

/** Signatures, keys of clients and networks prove a caller without anything that could be used again. */
const CARRIES_PROOF: ReadonlySet<Authn['kind']> = new Set(['user-pool', 'jwt', 'custom']);

function addStore(drafts: Map<string, Draft>, store: Store): void {
  for (const kind of kindsOfStore(store)) {
    if (kind === 'infrastructure') continue;
    const what = `\`${store.id}\` is made to hold ${defaultsOf(kind).title.toLowerCase()}`;
    addEvidence(draftOf(drafts, kind), { what, strength: 'certain', at: store.at });
  }
}

function addBusiness(drafts: Map<string, Draft>, schemas: readonly Schema[], stores: readonly Store[]): void {
  const rest = new Map<string, { at: Place; fields: Field[] }>();
  for (const store of stores) if (kindsOfStore(store).length === 0) rest.set(store.id, { at: store.at, fields: [] });
  for (const on of onlySensitive(schemas)) rest.delete(on);
  for (const schema of schemas) {
    if (schema.direction !== 'item') continue;
    const plain = schema.fields.filter((field) => isBusiness(field));
    const first = schema.fields[0];
    if (plain.length === 0 || first === undefined) continue;
    const known = rest.get(schema.on);
    if (known === undefined) rest.set(schema.on, { at: first.at, fields: [...plain] });
    else known.fields.push(...plain);
  }
  for (const [on, { at, fields }] of rest) addBusinessOf(drafts, on, at, fields);
}

/** Nodes whose items show fields, and none that is not of a sensitive kind. */
function onlySensitive(schemas: readonly Schema[]): ReadonlySet<string> {
  const sensitive = new Set<string>();
  const plain = new Set<string>();
  for (const { on, direction, fields } of schemas) {
    if (direction !== 'item') continue;
    for (const field of fields) {
      const kind = classifyField(field)?.kind;
      if (kind === undefined || kind === 'business') plain.add(on);
      else if (kind !== 'infrastructure') sensitive.add(on);
    }
  }
  return new Set([...sensitive].filter((on) => !plain.has(on)));
}

function addBusinessOf(drafts: Map<string, Draft>, on: string, at: Place, fields: readonly Field[]): void {
  const noun = nounOfStore(on);
  const count = [...drafts.values()].filter((draft) => draft.kind === 'business').length;
  const taken = noun !== undefined && drafts.has(noun) && drafts.get(noun)?.kind !== 'business';
  const id = noun === undefined || taken || (count >= MAX_BUSINESS && !drafts.has(noun)) ? undefined : noun;
  const draft = draftOf(drafts, 'business', id);
  for (const field of fields)
    if (!draft.fields.has(wordKey(field.name))) draft.fields.set(wordKey(field.name), field.name);
  addEvidence(draft, { what: `\`${on}\` holds data of no more telling kind`, strength: 'weak', at });
}

/** `status` in two stores tells neither class from the other. */
function dropSharedFields(drafts: ReadonlyMap<string, Draft>): void {
  const seen = new Map<string, number>();
  const business = [...drafts.values()].filter((draft) => draft.kind === 'business');
  for (const draft of business) for (const key of draft.fields.keys()) seen.set(key, (seen.get(key) ?? 0) + 1);
  for (const draft of business)
    for (const key of draft.fields.keys()) if ((seen.get(key) ?? 0) > 1 || GENERIC.has(key)) draft.fields.delete(key);
}

const GENERIC = new Set([
  'id',
  'type',
  'status',
  'state',
  'createdat',
  'updatedat',
  'date',
  'timestamp',
  'name',
  'title',
  'description',
  'data',
  'value',
  'key',
]);

function isBusiness(field: Field): boolean {
  const kind = classifyField(field)?.kind;
  return kind === undefined || kind === 'business';
}

const STRENGTHS = ['certain', 'strong', 'medium', 'weak'] as const;

function finish(draft: Draft): DataClass {
  const { value, requires } = defaultsOf(draft.kind);
  // Sorting is stable: within one strength the order of reading stays.
  const evidence = [...draft.evidence.values()].sort(
    (a, b) => STRENGTHS.indexOf(a.strength) - STRENGTHS.indexOf(b.strength),
  );
  return {
    id: draft.id,
    title: draft.title,
    value,
    kind: draft.kind,
    fields: [...draft.fields.values()].slice(0, MAX_FIELDS),
    requires,
    evidence: evidence.slice(0, MAX_EVIDENCE),
    at: undefined,
  };
}

function worth(dataClass: DataClass): number {
  return dataClass.value.confidentiality;
}
