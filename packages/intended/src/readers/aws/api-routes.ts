import type { Resource } from '#model/application';
import type { Route, Schema } from '#model/flow';
import type { Store } from '#model/node';
import type { Value } from '#model/value';
import { literal, valueAt } from '#model/read-value';
import type { Contribution } from './contribution.ts';
import { computeOf } from './nodes.ts';
import type { Reading } from './reading.ts';
import { rolesOf } from './roles.ts';
import type { Roles } from './roles.ts';

/** What an API's routes bring along. */
export interface ApiRoutes {
  readonly routes: readonly Route[];
  readonly schemas: readonly Schema[];
  readonly stores: readonly Store[];
  readonly roles: readonly Roles[];
}

export const NO_ROUTES: ApiRoutes = { routes: [], schemas: [], stores: [], roles: [] };

/** The API's compute and all that its routes need. */
export function apiContribution(
  resource: Resource,
  parts: readonly ApiRoutes[],
  logs: string | undefined,
  more: Contribution & { readonly logStores?: readonly Store[] } = {},
): Contribution {
  const roles = parts.flatMap((part) => part.roles);
  return {
    computes: [
      computeOf(resource, 'apigateway', 'api', { identities: [...new Set(roles.flatMap((role) => role.ids))], logs }),
    ],
    routes: distinct(parts.flatMap((part) => part.routes)),
    schemas: parts.flatMap((part) => part.schemas).filter((schema) => schema.fields.length > 0),
    stores: [...parts.flatMap((part) => part.stores), ...(more.logStores ?? [])],
    identities: roles.flatMap((role) => role.identities),
    grants: more.grants ?? [],
    unresolved: [...(more.unresolved ?? []), ...unknownTargets(parts)],
  };
}

/** Both branches of an undecided operation often lead to one target. */
function distinct(routes: readonly Route[]): readonly Route[] {
  return [...new Map(routes.map((route) => [keyOf(route), route])).values()];
}

function keyOf({ id, to, authn }: Route): string {
  return JSON.stringify([id, to, authn.kind === 'known' ? authn.value : authn.why]);
}

function unknownTargets(parts: readonly ApiRoutes[]): NonNullable<Contribution['unresolved']> {
  return parts
    .flatMap((part) => part.routes)
    .filter((route) => route.carriesData && route.to === undefined)
    .map((route) => ({
      what: `target of \`${route.id}\` of \`${route.api}\``,
      why: { cause: 'missing', name: 'integration' },
      at: route.at,
      value: undefined,
    }));
}

/** A document that is not in the template: its routes are unknown, not absent. */
export function bodyUnknown(resource: Resource): Contribution['unresolved'] & {} {
  const body = valueAt(resource.properties, 'Body');
  const elsewhere = valueAt(resource.properties, 'BodyS3Location');
  if (body?.kind !== 'deferred' && elsewhere === undefined) return [];
  const value = body?.kind === 'deferred' ? body : elsewhere;
  return [
    {
      what: `routes of \`${resource.id}\``,
      why: body?.kind === 'deferred' ? body.why : { cause: 'missing', name: literal(elsewhere) ?? 'BodyS3Location' },
      at: value?.at ?? resource.at,
      value,
    },
  ];
}

/** Access logs of an API's stages. */
export function stageLogs(
  api: Resource,
  type: string,
  property: string,
  setting: string,
  reading: Reading,
): string | undefined {
  for (const stage of reading.childrenOf(api.id, type, property)) {
    const group = reading.find(valueAt(stage.properties, setting, 'DestinationArn'));
    if (group !== undefined) return group.id;
  }
  return undefined;
}

/** A role of an integration; `arn:aws:iam::*:user/*` means the caller's own credentials. */
export function credentialsOf(value: Value | undefined, reading: Reading): Roles {
  return literal(value)?.includes('::*:') === true ? { ids: [], identities: [] } : rolesOf(reading, value);
}
