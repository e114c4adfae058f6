import type { Application, Resource } from '#model/application';
import type { Value } from '#model/value';
import { valueAt } from '#model/read-value';
import type { Documents, Reference } from './documents.ts';
import { openApiRoutes } from './open-api.ts';
import { covers, type RouteDraft } from './route-draft.ts';
import type { Strictness } from './strict-schema.ts';

const AUTHORIZERS = ['user-pool', 'jwt', 'custom', 'iam'];

/** What templates say about ways in: which routes there are, and which have an authorizer. */
export function templateRoutes(
  applications: readonly Application[],
  service: string | undefined,
): readonly RouteDraft[] {
  const routes = applications.flatMap((application) => application.routes);
  return routes
    .filter((route) => route.carriesData && (service === undefined || route.to === service))
    .filter((route) => /^(?:[A-Z]+)$/.test(route.method) && route.path.startsWith('/'))
    .map((route) => {
      const kind = route.authn.kind === 'known' ? route.authn.value.kind : undefined;
      return {
        method: route.method,
        path: route.path,
        at: { file: route.at.file, pointer: `:${route.at.line}` },
        authorizer: kind !== undefined && AUTHORIZERS.includes(kind),
      };
    });
}

const APIS = ['AWS::ApiGateway::RestApi', 'AWS::ApiGatewayV2::Api'];

/** OpenAPI documents that stand in a template. */
export function embeddedRoutes(
  application: Application,
  documents: Documents,
  strictness: Strictness,
): readonly RouteDraft[] {
  const apis = [...application.resources.values()].filter((resource) => APIS.includes(resource.type));
  return apis.flatMap((api) => embedded(api, documents, strictness));
}

function embedded(api: Resource, documents: Documents, strictness: Strictness): readonly RouteDraft[] {
  const body = valueAt(api.properties, 'Body');
  if (body === undefined) return [];
  const name = `${api.at.file}:${api.id}`;
  documents.add(name, plainValue(body), api.at);
  // Generated documents (SAM's) name routes without saying what comes in: that is no description.
  const reports: [Reference, string][] = [];
  const quiet = { ...strictness, report: (at: Reference, message: string): number => reports.push([at, message]) };
  const routes = openApiRoutes(name, documents, quiet).filter((route) => Object.keys(route.input ?? {}).length > 0);
  for (const [at, message] of reports) {
    if (routes.some((route) => at.pointer.startsWith(route.at.pointer))) strictness.report(at, message);
  }
  return routes;
}

/** What is deferred becomes null: no schema is made of what is not known. */
function plainValue(value: Value): unknown {
  switch (value.kind) {
    case 'scalar':
      return value.value;
    case 'list':
      return value.items.map(plainValue);
    case 'dictionary':
      return Object.fromEntries([...value.entries].map(([key, entry]) => [key, plainValue(entry.value)]));
    default:
      return null;
  }
}

/** Routes of a template that a policy does not know, and of a policy that no template has. */
export function mismatches(
  policy: readonly RouteDraft[],
  template: readonly RouteDraft[],
): { readonly unguarded: readonly RouteDraft[]; readonly unrouted: readonly RouteDraft[] } {
  const related = (one: RouteDraft, other: RouteDraft): boolean => covers(one, other) || covers(other, one);
  return {
    unguarded: template.filter((route) => route.method !== 'OPTIONS' && !policy.some((one) => related(one, route))),
    unrouted: template.length === 0 ? [] : policy.filter((route) => !template.some((one) => related(one, route))),
  };
}
