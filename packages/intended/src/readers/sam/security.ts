import type { Place } from '#source/place';
import type { Dictionary, Value } from '#model/value';
import { literal, valueAt } from '#model/read-value';
import { mapOperations, withEntry } from './openapi.ts';
import { record, shape, type Shape } from './shape.ts';

/** Who may call one operation, from the API's `Auth` and the event's. */
export interface OperationAuth {
  /** `Auth` of the API. */
  readonly api: Value | undefined;
  /** `Auth` of the event; undefined for an operation that stands in the API's own definition. */
  readonly event: Value | undefined;
  readonly at: Place;
}

/**
 * The operation's `security`: the event's authorizer before the default one, its scopes, and the API key.
 * `NONE` is kept as the scheme of that name, as the transform writes it. Undefined where nothing is asked.
 */
export function securityOf({ api, event, at }: OperationAuth): Value | undefined {
  const authorizer = valueAt(event, 'Authorizer') ?? valueAt(api, 'DefaultAuthorizer');
  const key = valueAt(event, 'ApiKeyRequired') ?? valueAt(api, 'ApiKeyRequired');
  const schemes: Shape[] = [];
  if (authorizer !== undefined && authorizer.kind !== 'absent') {
    const name = literal(authorizer) ?? undecidedName(authorizer);
    schemes.push(record({ [name]: scopesOf(name, { api, event, at }) }, authorizer.at));
  }
  if (literal(key) === 'true') schemes.push(record({ api_key: [] }, key?.at ?? at));
  return schemes.length === 0 ? undefined : shape(schemes, at);
}

/**
 * A written definition with the API's default on every operation that says nothing itself; preflight requests carry no
 * identity. Operations of events are added afterwards, since an event can opt out.
 */
export function withDefaultSecurity(body: Dictionary, auth: Value | undefined): Dictionary {
  return mapOperations(body, (operation, method) => {
    if (method === 'options' || operation.entries.has('security')) return operation;
    const security = securityOf({ api: auth, event: undefined, at: operation.at });
    return security === undefined ? operation : withEntry(operation, 'security', security);
  });
}

/** A scheme that the document does not define: who may call is then not known, which is not the same as anyone. */
function undecidedName(authorizer: Value): string {
  if (authorizer.kind === 'choice') return authorizer.condition;
  return authorizer.kind === 'deferred' ? authorizer.why.name : 'Authorizer';
}

function scopesOf(name: string, { api, event }: OperationAuth): Shape {
  return valueAt(event, 'AuthorizationScopes') ?? valueAt(api, 'Authorizers', name, 'AuthorizationScopes') ?? [];
}

/** Does the operation use the authorizer of that name? */
export function usesAuthorizer(name: string, { api, event }: OperationAuth): boolean {
  return literal(valueAt(event, 'Authorizer') ?? valueAt(api, 'DefaultAuthorizer')) === name;
}
