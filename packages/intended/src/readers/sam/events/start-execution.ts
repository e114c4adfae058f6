import type { Part } from '#model/value';
import { literal, partsOf, valueAt } from '#model/read-value';
import { provisionalId } from '../../cloudformation/stack.ts';
import { nothing, type Expansion, type RouteEvent } from '../expansion.ts';
import { inlinePolicy, serviceRole } from '../role.ts';
import { pseudo, record, reference, text } from '../shape.ts';
import type { EventSource } from './event-source.ts';

/** A REST operation that starts a state machine with the authority of a role of its own. */
export function startExecution(event: EventSource, route: Omit<RouteEvent, 'integration'>): Expansion {
  const { owner, at, target } = event;
  const logicalId = `${event.logicalId}Role`;
  const statement = { Action: 'states:StartExecution', Effect: 'Allow', Resource: target.name };
  const role = serviceRole(owner, logicalId, {
    service: 'apigateway.amazonaws.com',
    policies: [inlinePolicy(`${logicalId}StartExecutionPolicy`, [statement], at)],
    at,
  });
  const uri: Part[] = ['arn:', pseudo('Partition'), ':apigateway:', pseudo('Region'), ':states:action/StartExecution'];
  const integration = record(
    {
      type: 'aws',
      httpMethod: 'POST',
      uri: text(uri, at),
      credentials: reference(provisionalId(owner.stack, logicalId), 'Arn', at),
      requestTemplates: { 'application/json': requestTemplate(event) },
      responses: { '200': { statusCode: '200' }, '400': { statusCode: '400' } },
    },
    at,
  );
  return { ...nothing, resources: [role], routes: [{ ...route, integration }] };
}

/** Passes the request's whole body as the execution's input. */
function requestTemplate(event: EventSource): ReturnType<typeof text> {
  const unescaped = literal(valueAt(event.properties, 'UnescapeMappingTemplate')) === 'true';
  const input = unescaped
    ? `$util.escapeJavaScript($input.json('$')).replaceAll("\\\\'","'")`
    : `$util.escapeJavaScript($input.json('$'))`;
  const parts: Part[] = [`{"input": "${input}", "stateMachineArn": "`, ...(partsOf(event.target.name) ?? []), '"}'];
  return text(parts, event.at);
}
