import type { EventUse, HandlerFacts } from '#handlers/facts';
import { classifyEventPath } from '#intent/classify-event-path';
import { classifyField } from '#intent/classify-field';
import type { ClassKind, DataClass } from '#intent/intent';
import { defaultsOf } from '#intent/class-defaults';
import type { DataEvidence } from '#intent/propose-classes';
import { proposeClasses } from '#intent/propose-classes';
import type { Application } from '#model/application';
import type { Field, Schema } from '#model/flow';
import type { Compute } from '#model/node';
import type { Gathered } from './gather.ts';

/** The proposed data inventory of one app: from templates, schemas and code, each class with its evidence. */
export function proposeInventory({ application, handlers, names }: Gathered): readonly DataClass[] {
  const schemas = [
    ...application.schemas,
    ...handlers.flatMap((facts) => codeSchemas(facts, { application, handlers, names })),
  ];
  const calls = handlers.flatMap((facts) => facts.calls);
  const sites = new Set(
    application.computes.filter((compute) => compute.role === 'browser').flatMap((compute) => compute.runs),
  );
  const stores = application.stores.filter((store) => !sites.has(store.id));
  const seen = handlers.flatMap(eventData);
  const classes = proposeClasses(schemas, { calls, stores, routes: application.routes, seen });
  return sites.size === 0 || classes.some((dataClass) => dataClass.kind === 'content')
    ? classes
    : [...classes, contentOf(application, sites)];
}

/** A site is public to read and precious to change: whoever changes it runs code in every visitor's browser. */
function contentOf(application: Application, sites: ReadonlySet<string>): DataClass {
  const { id, title, kind, value, requires } = defaultsOf('content');
  const evidence = application.stores
    .filter((store) => sites.has(store.id))
    .map((store) => ({
      what: `\`${store.id}\` serves the code that browsers run`,
      strength: 'certain' as const,
      at: store.at,
    }));
  return { id, title, kind, value, requires, fields: [], evidence, at: undefined };
}

/** Field sets of code in the form of schemas: items stand on the store they go to, requests on the function. */
export function codeSchemas(facts: HandlerFacts, { application, names }: Gathered): readonly Schema[] {
  const compute = computesOf(application).get(facts.compute);
  const storeOf = (call: HandlerFacts['calls'][number] | undefined): string | undefined => {
    if (call?.target.kind === 'literal') return names.nodeNamed(call.target.name, call.service);
    if (call?.target.kind !== 'environment') return undefined;
    const { name } = call.target;
    const value = compute?.environment.find((entry) => entry.name === name)?.value;
    return value === undefined ? undefined : names.nodeOf(value, call.service);
  };
  const schema = (on: string, direction: Schema['direction'], fields: Schema['fields']): Schema => ({
    on,
    route: undefined,
    direction,
    origin: 'code',
    fields,
  });
  const items = facts.calls
    .filter((call) => call.fields.length > 0)
    .map((call) => {
      const store = storeOf(call);
      return store === undefined ? schema(facts.compute, 'event', call.fields) : schema(store, 'item', call.fields);
    });
  const requests = facts.fields
    .filter((set) => set.origin !== 'item')
    .map((set) => schema(facts.compute, set.origin === 'response' ? 'response' : 'request', set.fields));
  const events = facts.events.flatMap((use) => {
    const field = fieldOf(use);
    const kind = classifyField(field)?.kind;
    // A name is a field of the app's data unless the provider's own events give it another meaning.
    return kind !== undefined && kindsOf(use)?.includes(kind) === false
      ? []
      : [schema(facts.compute, 'request', [field])];
  });
  return [...items, ...requests, ...events];
}

function fieldOf({ path, at }: EventUse): Field {
  return { name: path.at(-1) ?? '', parent: path.at(-2), type: undefined, at };
}

/** Kinds of data at a path of the provider's events; undefined where only the name can tell. */
function kindsOf({ path }: EventUse): readonly ClassKind[] | undefined {
  const verdict = classifyEventPath(path, 'other', false);
  return verdict === undefined || verdict.carriesPayload ? undefined : verdict.kinds;
}

/** What the provider's own events show beside the app's fields: cookies, tokens, the addresses of callers. */
function eventData({ events }: HandlerFacts): NonNullable<DataEvidence['seen']> {
  return events.flatMap((use) =>
    (kindsOf(use) ?? [])
      .filter((kind) => kind !== 'infrastructure')
      .map((kind) => ({ kind, what: `the code reads \`${use.path.join('.')}\` of its event`, at: use.at })),
  );
}

const computesByApplication = new WeakMap<Application, ReadonlyMap<string, Compute>>();

/** Indexed once: every handler of the application asks. */
function computesOf(application: Application): ReadonlyMap<string, Compute> {
  const known =
    computesByApplication.get(application) ?? new Map(application.computes.map((one) => [one.id, one] as const));
  computesByApplication.set(application, known);
  return known;
}
