import { routeExample } from '../api-examples.ts';
import { literal, valueAt } from '#model/read-value';
import { asksWho } from '../api-operations.ts';
import { mayBeOpen } from '../public-routes.ts';
import type { Control } from '../define-control.ts';
import { operationControl } from '../operation-control.ts';

export const apigwv2RouteNoAuth: Control = operationControl({
  id: 'apigwv2-route-no-auth',
  title: 'HTTP API route without authorization',
  severity: 'high',
  cwe: 306,
  why: 'Anyone on the internet can call it: nothing asks who they are before the code runs.',
  fix: 'Set a JWT or Lambda authorizer or `AWS_IAM`; where the route is meant for everybody, declare its audience `public` in the intent file.',
  sources: ['https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-access-control.html'],
  on: 'http',
  reads: [`AWS::ApiGatewayV2::Route.AuthorizationType`, `AWS::ApiGatewayV2::Api.Body`],
  otherwise: 'can be called by anyone',
  ask(operation, context) {
    const protocol = literal(valueAt(operation.api?.properties, 'ProtocolType'))?.toUpperCase();
    // The connection of a WebSocket is authorized once, when it is made.
    if (protocol === 'WEBSOCKET' || /^\$(?:connect|disconnect)$/.test(operation.path)) return 'not-applicable';
    if (mayBeOpen(operation, context)) return 'not-applicable';
    if (operation.authn.kind === 'deferred') return operation.authn;
    return asksWho(operation) ? 'good' : 'bad';
  },
  examples: {
    violated: routeExample('GET /rides', '', 'HTTP'),
    satisfied: routeExample('GET /rides', '      AuthorizationType: AWS_IAM\n', 'HTTP'),
    undetermined: routeExample('GET /rides', '      AuthorizationType: !Ref Given\n', 'HTTP'),
  },
});
