import type { Resource } from '#model/application';
import { dictionary } from '#model/read-value';
import { known } from '#model/value';
import type { Stack } from '../cloudformation/stack.ts';
import { provisionalId } from '../cloudformation/stack.ts';
import { IMPLICIT_HTTP_API, IMPLICIT_REST_API } from './events/api.ts';
import type { RouteEvent } from './expansion.ts';
import { record } from './shape.ts';

/** The APIs that events without an API of their own share, as if a person had written them. */
export function implicitApis(stack: Stack, routes: readonly RouteEvent[]): readonly Resource[] {
  return (['rest', 'http'] as const).flatMap((protocol) => {
    const own = routes.filter((route) => route.api === undefined && route.protocol === protocol);
    const first = own[0];
    return first === undefined ? [] : [implicitApi(stack, protocol, { first, own })];
  });
}

function implicitApi(
  stack: Stack,
  protocol: RouteEvent['protocol'],
  { first, own }: { readonly first: RouteEvent; readonly own: readonly RouteEvent[] },
): Resource {
  const logicalId = protocol === 'rest' ? IMPLICIT_REST_API : IMPLICIT_HTTP_API;
  const { at } = first;
  const certain = own.some((route) => route.target.exists.kind === 'known');
  return {
    id: provisionalId(stack.path, logicalId),
    logicalId,
    stack: stack.path,
    type: protocol === 'rest' ? 'AWS::Serverless::Api' : 'AWS::Serverless::HttpApi',
    properties: record(protocol === 'rest' ? { StageName: 'Prod' } : {}, at),
    attributes: dictionary({}, at),
    exists: certain ? known(true, at) : first.target.exists,
    at,
    typeAt: first.target.typeAt,
    origin: 'expanded',
    expandedFrom: first.target.id,
  };
}
