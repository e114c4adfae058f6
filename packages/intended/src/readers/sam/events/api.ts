import type { Place } from '#source/place';
import type { Resource } from '#model/application';
import type { Dictionary, Part, Value } from '#model/value';
import { literal, partsOf, referenceOf, valueAt } from '#model/read-value';
import { provisionalId } from '../../cloudformation/stack.ts';
import { idSuffix, nothing, warning, type Context, type Expansion, type RouteEvent } from '../expansion.ts';
import { pseudo, record, reference, text } from '../shape.ts';
import { partsOrHole } from '../substitute.ts';
import { permission, type EventSource } from './event-source.ts';
import { startExecution } from './start-execution.ts';

export const IMPLICIT_REST_API = 'ServerlessRestApi';
export const IMPLICIT_HTTP_API = 'ServerlessHttpApi';

/** `Api` event: an operation of a REST API, and the permission for API Gateway to invoke the function. */
export function expandApiEvent(event: EventSource, context: Context): Expansion {
  return expandRoute(event, context, 'rest');
}

/** `HttpApi` event; without a path it is the default route. */
export function expandHttpApiEvent(event: EventSource, context: Context): Expansion {
  return expandRoute(event, context, 'http');
}

function expandRoute(event: EventSource, context: Context, protocol: RouteEvent['protocol']): Expansion {
  const { properties, at } = event;
  const named = valueAt(properties, protocol === 'rest' ? 'RestApiId' : 'ApiId');
  const path = valueAt(properties, 'Path');
  const isDefault = protocol === 'http' && path === undefined;
  if (!isDefault && partsOf(path) === undefined)
    return {
      ...nothing,
      diagnostics: [
        warning(
          path?.at ?? at,
          `event \`${event.name}\` of \`${event.owner.logicalId}\` has no readable \`Path\`; give it one`,
        ),
      ],
    };
  const route = {
    protocol,
    api: apiOf(event, named),
    path: isDefault ? '$default' : pathText(partsOf(path) ?? []),
    method: isDefault ? 'any' : (literal(valueAt(properties, 'Method')) ?? 'any').toLowerCase(),
    target: event.owner,
    properties,
    at,
  };
  if (event.target.kind === 'state-machine') return startExecution(event, route);
  const integration = lambdaUri(event.target.arn, at);
  const allowed = invokePermission(event, context, route);
  return { ...nothing, routes: [{ ...route, integration }], resources: [allowed] };
}

/** Id of the API that an event names; undefined for the implicit one; an API of another stack by its own text. */
function apiOf(event: EventSource, named: Value | undefined): string | undefined {
  if (named === undefined || named.kind === 'absent') return undefined;
  const logicalId = literal(named);
  return referenceOf(named)?.to ?? (logicalId === undefined ? '?' : provisionalId(event.owner.stack, logicalId));
}

/** The path with what is not literal shown as a path parameter. */
function pathText(parts: readonly Part[]): string {
  const pieces = parts.map((part) => {
    if (typeof part === 'string') return part;
    if (part.kind === 'reference') return `{${part.to}}`;
    return part.kind === 'hole' ? `{${part.why.name}}` : `{${part.name}}`;
  });
  return pieces.join('');
}

/** The address under which API Gateway invokes a function. */
export function lambdaUri(functionArn: Value, at: Place): Value {
  const arn = partsOrHole(functionArn, 'FunctionArn');
  const start: Part[] = ['arn:', pseudo('Partition'), ':apigateway:', pseudo('Region')];
  return text([...start, ':lambda:path/2015-03-31/functions/', ...arn, '/invocations'], at);
}

/** ARN of what API Gateway serves: `api/stage/method/path`, each of the last three possibly `*`. */
export function executeApiArn(api: Value, rest: string, at: Place): Value {
  const start: Part[] = ['arn:', pseudo('Partition'), ':execute-api:', pseudo('Region'), ':', pseudo('AccountId'), ':'];
  return text([...start, ...partsOrHole(api, 'RestApiId'), rest], at);
}

function invokePermission(event: EventSource, context: Context, route: Omit<RouteEvent, 'integration'>): Resource {
  const { at } = event;
  const implicit = provisionalId(event.owner.stack, route.protocol === 'rest' ? IMPLICIT_REST_API : IMPLICIT_HTTP_API);
  const named = valueAt(event.properties, route.protocol === 'rest' ? 'RestApiId' : 'ApiId');
  const api =
    named !== undefined && referenceOf(named) === undefined && literal(named) === undefined
      ? named
      : reference(route.api ?? implicit, 'Ref', at);
  const path = route.path.replaceAll(/\{[^}]*\}/g, '*').replace(/(?<=.)\/$/, '');
  const method = route.method === 'any' ? '*' : route.method.toUpperCase();
  const rest = route.path === '$default' ? '/*/*' : `/*/${method}${path.startsWith('/') ? path : `/${path}`}`;
  return permission(event, 'apigateway.amazonaws.com', {
    suffix: route.protocol === 'rest' ? stageSuffix(route.api, context) : '',
    conditions: { SourceArn: executeApiArn(api, rest, at) },
  });
}

function stageSuffix(api: string | undefined, context: Context): string {
  if (api === undefined) return 'Prod';
  const resource = context.byId.get(api);
  const name = valueAt(resource?.properties, 'StageName');
  return literal(name) === undefined ? 'Stage' : idSuffix(name);
}

/** A proxy integration with a function, as REST APIs (no version) and HTTP APIs (with one) write it. */
export function proxyIntegration(uri: Value, payloadFormatVersion: Value | string | undefined, at: Place): Dictionary {
  return record({ httpMethod: 'POST', type: 'aws_proxy', uri, payloadFormatVersion }, at);
}
