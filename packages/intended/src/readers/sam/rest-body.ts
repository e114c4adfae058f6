import type { Resource } from '#model/application';
import type { Dictionary, Value } from '#model/value';
import { literal, valueAt } from '#model/read-value';
import { withCors } from './cors.ts';
import { proxyIntegration } from './events/api.ts';
import type { RouteEvent } from './expansion.ts';
import { isOpenApi3, withEntry, withMore, withOperations, type Operation } from './openapi.ts';
import { requestShape, requestValidators, schemasOf } from './request-model.ts';
import { resourcePolicyStatements } from './resource-policy.ts';
import { restSchemes } from './rest-authorizers.ts';
import { securityOf, usesAuthorizer, withDefaultSecurity } from './security.ts';
import { joined, record, shape, type Shape } from './shape.ts';

/** Callers act on the function with their own authority unless the event names a role or `NONE`. */
const CALLER = 'arn:aws:iam::*:user/*';

/** The OpenAPI document of a REST API with what its properties and events say. */
export function restBody(written: Dictionary, api: Resource, routes: readonly RouteEvent[]): Dictionary {
  const { properties, at } = api;
  const auth = valueAt(properties, 'Auth');
  const isThree = isOpenApi3(written);
  const schemas = schemasOf(valueAt(properties, 'Models'));
  const responses = valueAt(properties, 'GatewayResponses');
  const policy = policyOf(api, routes);
  let body = withOperations(
    withDefaultSecurity(written, auth),
    routes.map((route) => operationOf(route, auth, isThree)),
  );
  body = withCors(body, valueAt(properties, 'Cors'), auth);
  body = withMore(
    body,
    isThree ? ['components', 'securitySchemes'] : ['securityDefinitions'],
    restSchemes(auth, { ...usesOf(body, auth, routes), at }),
  );
  if (schemas !== undefined) body = withMore(body, isThree ? ['components', 'schemas'] : ['definitions'], schemas);
  if (responses !== undefined) body = withEntry(body, 'x-amazon-apigateway-gateway-responses', responses);
  if (policy !== undefined) body = withEntry(body, 'x-amazon-apigateway-policy', policy);
  if (routes.some((route) => valueAt(route.properties, 'RequestModel') !== undefined))
    body = withEntry(body, 'x-amazon-apigateway-request-validators', shape(requestValidators(), at));
  return body;
}

function usesOf(
  body: Dictionary,
  auth: Value | undefined,
  routes: readonly RouteEvent[],
): { readonly iam: boolean; readonly key: boolean } {
  const events = routes.map((route) => ({ api: auth, event: valueAt(route.properties, 'Auth'), at: body.at }));
  const isDefault = usesAuthorizer('AWS_IAM', { api: auth, event: undefined, at: body.at });
  const asksKey = (value: Value | undefined): boolean => literal(valueAt(value, 'ApiKeyRequired')) === 'true';
  return {
    iam: isDefault || events.some((event) => usesAuthorizer('AWS_IAM', event)),
    key: asksKey(auth) || events.some((event) => asksKey(event.event)),
  };
}

function operationOf(route: RouteEvent, auth: Value | undefined, isThree: boolean): Operation {
  const { at, properties } = route;
  const event = { api: auth, event: valueAt(properties, 'Auth'), at };
  const lambda =
    route.integration.kind === 'dictionary' ? route.integration : proxyIntegration(route.integration, undefined, at);
  const integration = joined(
    lambda,
    record(
      {
        credentials: usesAuthorizer('AWS_IAM', event)
          ? (lambda.entries.get('credentials')?.value ?? invokeRole(event.event))
          : undefined,
        timeoutInMillis: valueAt(properties, 'TimeoutInMillis'),
        responseTransferMode: valueAt(properties, 'ResponseTransferMode'),
      },
      at,
    ),
  );
  const operation = record(
    {
      'x-amazon-apigateway-integration': integration,
      responses: {},
      security: securityOf(event),
      ...requestShape(route, isThree),
    },
    at,
  );
  return { path: route.path, method: route.method, operation, at };
}

function invokeRole(auth: Value | undefined): Shape {
  const role = valueAt(auth, 'InvokeRole');
  const name = literal(role);
  if (name === 'NONE') return undefined;
  return role === undefined || name === 'CALLER_CREDENTIALS' ? CALLER : role;
}

/** The API's resource policy, and those of single routes. */
function policyOf(api: Resource, routes: readonly RouteEvent[]): Value | undefined {
  const whole = valueAt(api.properties, 'Auth', 'ResourcePolicy');
  const own = resourcePolicyStatements(whole, 'execute-api:/*');
  const byRoute = routes.flatMap((route) => {
    const policy = valueAt(route.properties, 'Auth', 'ResourcePolicy');
    const method = route.method === 'any' ? '*' : route.method.toUpperCase();
    return resourcePolicyStatements(policy, `execute-api:/*/${method}${route.path.replaceAll(/\{[^}]*\}/g, '*')}`);
  });
  const statements = [...own, ...byRoute];
  const at = whole?.at ?? api.at;
  return statements.length === 0 ? undefined : record({ Version: '2012-10-17', Statement: statements }, at);
}
