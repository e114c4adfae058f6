import type { Resource } from '#model/application';
import type { Authn, Route } from '#model/flow';
import { branchesOf, itemsOf, literal, valueAt } from '#model/read-value';
import type { Dictionary, Entry, Resolved, Value } from '#model/value';
import { deferred, known } from '#model/value';
import type { Place } from '#source/place';
import type { Context } from './context.ts';

export const METHOD = 'AWS::ApiGateway::Method';
export const REST_API = 'AWS::ApiGateway::RestApi';
export const ROUTE = 'AWS::ApiGatewayV2::Route';
export const HTTP_API = 'AWS::ApiGatewayV2::Api';

/** One way into an API, whether it stands as a resource of its own or in the API's document. */
export interface Operation {
  /** `POST /ride`, `$connect`. */
  readonly id: string;
  readonly method: string;
  readonly path: string;
  readonly api: Resource | undefined;
  /** The resource that holds it: a method, a route, or the API with its document. */
  readonly subject: Resource;
  readonly authn: Resolved<Authn>;
  /** Properties of the resource, or the operation of the document. */
  readonly properties: Value;
  /** The document, for an operation in one. */
  readonly body: Value | undefined;
  readonly at: Place;
}

/** Operations that stand in a resource: one for a method or route, those of its document for an API. */
export function operationsIn(subject: Resource, context: Context): readonly Operation[] {
  const known = cacheOf(context).operations;
  const found = known.get(subject.id) ?? readOperations(subject, context);
  known.set(subject.id, found);
  return found;
}

/** Every operation of an API. */
export function operationsOf(api: Resource, context: Context): readonly Operation[] {
  const others = context.naming(api, METHOD, ROUTE);
  return [api, ...others].flatMap((subject) => operationsIn(subject, context));
}

/** A part of an operation's integration, by the name that resources give it: `Uri` is `uri` in a document. */
export function integrationPart(operation: Operation, name: string): Value | undefined {
  const integration =
    operation.body === undefined
      ? valueAt(operation.properties, 'Integration')
      : valueAt(operation.properties, 'x-amazon-apigateway-integration');
  const small = name.charAt(0).toLowerCase() + name.slice(1);
  return valueAt(integration, operation.body === undefined ? name : small);
}

interface Cache {
  readonly operations: Map<string, readonly Operation[]>;
  readonly routes: ReadonlyMap<Place, readonly Route[]>;
}

const caches = new WeakMap<Context, Cache>();

/** Routes carry the place of what they were read from, which tells them apart. */
function cacheOf(context: Context): Cache {
  const made = caches.get(context);
  if (made !== undefined) return made;
  const routes = new Map<Place, Route[]>();
  for (const route of context.application.routes) routes.set(route.at, [...(routes.get(route.at) ?? []), route]);
  const cache = { operations: new Map(), routes };
  caches.set(context, cache);
  return cache;
}

function readOperations(subject: Resource, context: Context): readonly Operation[] {
  if (subject.type === METHOD) return [readMethod(subject, context)];
  if (subject.type === ROUTE) return [readRoute(subject, context)];
  return [...readDocument(subject, context), ...quickCreated(subject, context)];
}

function readMethod(subject: Resource, context: Context): Operation {
  const { properties } = subject;
  const route = cacheOf(context).routes.get(subject.at)?.[0];
  const method = literal(valueAt(properties, 'HttpMethod'))?.toUpperCase() ?? 'ANY';
  const path = route?.path ?? pathOf(valueAt(properties, 'ResourceId'), context);
  return {
    id: `${method} ${path}`,
    method,
    path,
    api: context.find(valueAt(properties, 'RestApiId'), REST_API),
    subject,
    authn: route?.authn ?? writtenAuthn(subject),
    properties,
    body: undefined,
    at: subject.typeAt,
  };
}

function pathOf(value: Value | undefined, context: Context): string {
  const steps: string[] = [];
  let current = context.find(value, 'AWS::ApiGateway::Resource');
  // Bounded: a template may say that two paths are each other's parents.
  for (let hops = 0; hops < 50 && current !== undefined; hops += 1) {
    steps.unshift(literal(valueAt(current.properties, 'PathPart')) ?? `{${current.logicalId}}`);
    current = context.find(valueAt(current.properties, 'ParentId'), 'AWS::ApiGateway::Resource');
  }
  return `/${steps.join('/')}`;
}

function readRoute(subject: Resource, context: Context): Operation {
  const { properties } = subject;
  const key = literal(valueAt(properties, 'RouteKey')) ?? '$default';
  const [method = 'ANY', path] = key.includes(' ') ? key.split(' ') : ['ANY', key];
  return {
    id: key,
    method: method.toUpperCase(),
    path: path ?? key,
    api: context.find(valueAt(properties, 'ApiId'), HTTP_API),
    subject,
    authn: cacheOf(context).routes.get(subject.at)?.[0]?.authn ?? writtenAuthn(subject),
    properties,
    body: undefined,
    at: subject.typeAt,
  };
}

/** What a method of an API outside these templates says itself. */
function writtenAuthn({ properties, at }: Resource): Resolved<Authn> {
  const type = valueAt(properties, 'AuthorizationType');
  const written = literal(type)?.toUpperCase();
  if (type?.kind === 'deferred') return type;
  if (type?.kind === 'choice') return deferred('condition', type.condition, type.at);
  const key = literal(valueAt(properties, 'ApiKeyRequired'))?.toLowerCase() === 'true';
  const kinds: Readonly<Record<string, Authn['kind']>> = {
    AWS_IAM: 'iam',
    COGNITO_USER_POOLS: 'user-pool',
    JWT: 'jwt',
    CUSTOM: 'custom',
  };
  return known({ kind: kinds[written ?? 'NONE'] ?? (key ? 'key' : 'none'), by: undefined }, type?.at ?? at);
}

const VERBS = /^(?:get|put|post|delete|options|head|patch|trace|x-amazon-apigateway-any-method)$/i;

function readDocument(api: Resource, context: Context): readonly Operation[] {
  const body = valueAt(api.properties, 'Body');
  if (body === undefined) return [];
  return entriesIn(valueAt(body, 'paths')).flatMap(([path, item]) =>
    entriesIn(item.value)
      .filter(([verb]) => VERBS.test(verb))
      .flatMap(([verb, entry]) =>
        branchesOf(entry.value).map((properties) => documented(api, { path, verb, entry, properties, body }, context)),
      ),
  );
}

interface Documented {
  readonly path: string;
  readonly verb: string;
  readonly entry: Entry;
  readonly properties: Value;
  readonly body: Value;
}

function documented(api: Resource, { path, verb, entry, properties, body }: Documented, context: Context): Operation {
  const method = verb.startsWith('x-') ? 'ANY' : verb.toUpperCase();
  const isDefault = path === '$default' || path === '/$default';
  const id = isDefault ? '$default' : `${method} ${path}`;
  const route = cacheOf(context)
    .routes.get(entry.keyAt)
    ?.find((one) => one.id === id);
  const authn = route?.authn ?? deferred('missing', id, entry.keyAt);
  return { id, method, path, api, subject: api, authn, properties, body, at: entry.keyAt };
}

/** A `Target` makes one route for everything, which nobody has to sign in for. */
function quickCreated(api: Resource, context: Context): readonly Operation[] {
  const target = valueAt(api.properties, 'Target');
  const route = target === undefined ? undefined : cacheOf(context).routes.get(target.at)?.[0];
  if (target === undefined || route === undefined) return [];
  const { id, method, path, authn } = route;
  return [{ id, method, path, api, subject: api, authn, properties: api.properties, body: undefined, at: target.at }];
}

function entriesIn(value: Value | undefined): readonly (readonly [string, Entry])[] {
  return branchesOf(value)
    .filter((one): one is Dictionary => one.kind === 'dictionary')
    .flatMap((one) => [...one.entries]);
}

/** May only callers in a network reach the API? */
export function isPrivate(api: Resource | undefined): boolean {
  const types = itemsOf(valueAt(api?.properties, 'EndpointConfiguration', 'Types'));
  return types.some((type) => literal(type)?.toUpperCase() === 'PRIVATE');
}

/** Who may call, or undefined where that is not known. */
export function authnKind({ authn }: { readonly authn: Resolved<Authn> }): Authn['kind'] | undefined {
  return authn.kind === 'known' ? authn.value.kind : undefined;
}

/** Somebody in particular is asked for: no API key, which all copies of a client share. */
export function asksWho(operation: { readonly authn: Resolved<Authn> }): boolean {
  const kind = authnKind(operation);
  return kind !== undefined && kind !== 'none' && kind !== 'key' && kind !== 'network';
}
