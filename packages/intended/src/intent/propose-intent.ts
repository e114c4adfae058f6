import type { Application } from '#model/application';
import type { Authn, Field, Route } from '#model/flow';
import type { Store } from '#model/node';
import type { Resolved } from '#model/value';
import type {
  ClassKind,
  DataClass,
  Evidence,
  Intent,
  IntentVerb,
  Permission,
  RouteIntent,
  ServiceIntent,
} from './intent.ts';
import { isSensitive } from './class-defaults.ts';
import { classesOf, classesOfKind } from './classes-of.ts';

/** One thing that the app does today with nothing misbehaving, as the analysis sees it. */
export interface ProposedFlow {
  /** Id of the compute or store that acts. */
  readonly service: string;
  readonly verb: IntentVerb;
  /** Data class ids. */
  readonly data: readonly string[];
  /** Id of the store or compute acted upon. */
  readonly in: string;
  readonly evidence: readonly Evidence[];
}

export interface ProposalOptions {
  /** Ids of stores that anyone can read, as far as the caller knows more than their own settings say. */
  readonly publicStores?: ReadonlySet<string>;
}

/**
 * Proposes as intended what the app does today, except what nobody would intend: anything but diagnostics in logs,
 * and sensitive data in a public store. Those stay out, so that they show as leaks.
 */
export function proposeIntent(
  application: Application,
  classes: readonly DataClass[],
  flows: readonly ProposedFlow[],
  options: ProposalOptions = {},
): Intent {
  const context = contextOf(application, classes, options.publicStores ?? new Set());
  const intended = flows.flatMap((flow) => intendedPart(context, flow));
  return {
    version: 1,
    app: application.name,
    origin: 'proposed',
    file: undefined,
    data: classes,
    services: proposeServices(context, intended),
    routes: proposeRoutes(application, classes),
    external: [],
    accept: [],
  };
}

/** A flow without the classes that nobody would intend; nothing where no class is left. A bare invocation stays. */
function intendedPart(context: Context, flow: ProposedFlow): readonly ProposedFlow[] {
  // Whoever writes to a website without data of the app writes the site itself.
  const writesSite = flow.data.length === 0 && flow.verb === 'write' && context.websites.has(flow.in);
  const carried = writesSite ? context.content : flow.data;
  const data = carried.filter((id) => isIntended(context, flow, id));
  return data.length === 0 && flow.data.length > 0 ? [] : [{ ...flow, data }];
}

interface Context {
  readonly stores: ReadonlyMap<string, Store>;
  readonly relays: ReadonlySet<string>;
  readonly kinds: ReadonlyMap<string, ClassKind>;
  readonly websites: ReadonlySet<string>;
  readonly publicStores: ReadonlySet<string>;
  readonly infrastructure: readonly string[];
  readonly content: readonly string[];
}

function contextOf(
  application: Application,
  classes: readonly DataClass[],
  publicStores: ReadonlySet<string>,
): Context {
  const websites = new Set<string>();
  for (const store of application.stores) {
    const settings = application.resources.get(store.resources[0] ?? '')?.properties.entries;
    if (settings?.has('WebsiteConfiguration') === true) websites.add(store.id);
  }
  return {
    stores: new Map(application.stores.map((store) => [store.id, store])),
    relays: new Set(application.computes.filter((compute) => compute.role !== 'function').map((compute) => compute.id)),
    kinds: new Map(classes.map((dataClass) => [dataClass.id, dataClass.kind])),
    websites,
    publicStores: new Set([...publicStores, ...websites]),
    infrastructure: classesOfKind('infrastructure', classes),
    content: classesOfKind('content', classes),
  };
}

function isIntended(context: Context, flow: ProposedFlow, id: string): boolean {
  const kind = context.kinds.get(id);
  if (kind === undefined) return false;
  const store = context.stores.get(flow.in);
  if (store === undefined || flow.verb !== 'write') return true;
  // Business events in a log are ordinary; people, money, health and secrets there are what nobody would sign.
  if (store.holds === 'logs') return !isSensitive(kind);
  return !(context.publicStores.has(store.id) && isSensitive(kind));
}

interface Draft {
  readonly permissions: Map<string, { verb: IntentVerb; in: string; data: Set<string>; at: Permission['at'] }>;
  readonly holds: Set<string>;
}

function proposeServices(context: Context, flows: readonly ProposedFlow[]): ReadonlyMap<string, ServiceIntent> {
  const drafts = new Map<string, Draft>();
  for (const store of context.stores.values()) addStoreDefaults(drafts, context, store);
  for (const flow of flows) addFlow(drafts, context, flow);
  const order = [...context.kinds.keys()];
  const services = [...drafts].map(([id, draft]): [string, ServiceIntent] => [id, finish(context, id, draft, order)]);
  return new Map(
    services.filter(([, service]) => service.may.length > 0 || service.holds.length > 0 || service.public),
  );
}

function addStoreDefaults(drafts: Map<string, Draft>, context: Context, store: Store): void {
  const draft = draftOf(drafts, store.id);
  if (store.holds === 'logs') for (const id of context.infrastructure) draft.holds.add(id);
  if (context.websites.has(store.id)) for (const id of context.content) draft.holds.add(id);
}

function addFlow(drafts: Map<string, Draft>, context: Context, flow: ProposedFlow): void {
  const draft = draftOf(drafts, flow.service);
  const isRelay = context.relays.has(flow.service) || context.stores.has(flow.service);
  // A flow of a service into itself says what it holds, whatever it is.
  if (isRelay || flow.in === flow.service) for (const id of flow.data) draft.holds.add(id);
  if (context.stores.has(flow.in) && flow.verb !== 'invoke')
    for (const id of flow.data) draftOf(drafts, flow.in).holds.add(id);
  if (flow.in === flow.service) return;
  const key = `${flow.verb} ${flow.in}`;
  const known = draft.permissions.get(key);
  if (known === undefined)
    draft.permissions.set(key, { verb: flow.verb, in: flow.in, data: new Set(flow.data), at: flow.evidence[0]?.at });
  else for (const id of flow.data) known.data.add(id);
}

function draftOf(drafts: Map<string, Draft>, id: string): Draft {
  const known = drafts.get(id);
  if (known !== undefined) return known;
  const draft: Draft = { permissions: new Map(), holds: new Set() };
  drafts.set(id, draft);
  return draft;
}

function finish(context: Context, id: string, draft: Draft, order: readonly string[]): ServiceIntent {
  const isWebsite = context.websites.has(id);
  return {
    service: id,
    may: [...draft.permissions.values()].map(({ verb, in: target, data, at }) => ({
      verb,
      data: order.filter((name) => data.has(name)),
      in: [target],
      at,
    })),
    holds: order.filter((name) => draft.holds.has(name)),
    public: isWebsite,
    because: isWebsite ? 'a website' : undefined,
    at: undefined,
  };
}

function proposeRoutes(application: Application, classes: readonly DataClass[]): readonly RouteIntent[] {
  const fieldsByRoute = new Map<string, Field[]>();
  for (const schema of application.schemas) {
    const key = `${schema.direction} ${schema.route ?? ''}`;
    const known = fieldsByRoute.get(key);
    if (known === undefined) fieldsByRoute.set(key, [...schema.fields]);
    else known.push(...schema.fields);
  }
  const routes = new Map<string, RouteIntent>();
  for (const route of application.routes) {
    if (!route.carriesData || routes.has(route.id)) continue;
    const request = fieldsByRoute.get(`request ${route.id}`) ?? [];
    const response = fieldsByRoute.get(`response ${route.id}`) ?? [];
    routes.set(route.id, proposeRoute(route, request, response, classes));
  }
  return [...routes.values()];
}

function proposeRoute(
  route: Route,
  request: readonly Field[],
  response: readonly Field[],
  classes: readonly DataClass[],
): RouteIntent {
  const audience = audienceOf(route.authn);
  const proof = audience === 'public' ? [] : classesOfKind('credential', classes);
  const accepted = new Set([...classesOf(request, classes), ...proof]);
  return {
    route: route.id,
    audience,
    accepts: classes.map((dataClass) => dataClass.id).filter((id) => accepted.has(id)),
    returns: classesOf(response, classes),
    at: route.at,
  };
}

/** Who may call, by what the route asks of them; what is not known is never proposed as public. */
export function audienceOf(authn: Resolved<Authn>): RouteIntent['audience'] {
  if (authn.kind === 'deferred') return 'signed-in';
  const { kind } = authn.value;
  switch (kind) {
    case 'none':
    // A key in a client is known to everyone who has the client.
    case 'key':
      return 'public';
    case 'user-pool':
    case 'jwt':
    case 'custom':
      return 'signed-in';
    case 'iam':
    case 'network':
      return 'internal';
    default:
      return kind satisfies never;
  }
}
