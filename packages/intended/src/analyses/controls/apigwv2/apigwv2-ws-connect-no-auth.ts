import { routeExample } from '../api-examples.ts';
import { literal, valueAt } from '#model/read-value';
import type { Resource } from '#model/application';
import { asksWho, HTTP_API, operationsIn, ROUTE } from '../api-operations.ts';
import { isDeclaredPublicRoute } from '../public-routes.ts';
import { defineControl, notApplicable, satisfied, undetermined, violated } from '../define-control.ts';
import type { Control } from '../define-control.ts';

export const apigwv2WsConnectNoAuth: Control = defineControl({
  id: 'apigwv2-ws-connect-no-auth',
  title: 'WebSocket $connect without authorization (only route that can have it)',
  severity: 'high',
  cwe: 306,
  why: 'Anyone can open a connection, and whatever they send on it is trusted from then on.',
  fix: 'Set a Lambda authorizer or `AWS_IAM` on the `$connect` route.',
  sources: [
    'https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-websocket-api-control-access.html',
  ],
  types: [ROUTE, HTTP_API],
  reads: [`AWS::ApiGatewayV2::Route.AuthorizationType`, `AWS::ApiGatewayV2::Route.RouteKey`],
  judge(subject, context) {
    const message = `anyone can connect to \`${subject.id}\``;
    if (subject.type === HTTP_API) {
      const routes = context.naming(subject, ROUTE);
      const isSocket = literal(valueAt(subject.properties, 'ProtocolType'))?.toUpperCase() === 'WEBSOCKET';
      if (!isSocket || routes.length === 0 || routes.some(isConnect)) return notApplicable;
      return violated(subject.typeAt, message);
    }
    if (!isConnect(subject)) return notApplicable;
    const [operation] = operationsIn(subject, context);
    if (operation === undefined || isDeclaredPublicRoute(operation, context)) return notApplicable;
    if (operation.authn.kind === 'deferred') return undetermined(operation.authn);
    return asksWho(operation) ? satisfied : violated(subject.typeAt, message);
  },

  examples: {
    violated: routeExample('$connect', '      AuthorizationType: NONE\n', 'WEBSOCKET'),
    satisfied: routeExample('$connect', '      AuthorizationType: AWS_IAM\n', 'WEBSOCKET'),
    undetermined: routeExample('$connect', '      AuthorizationType: !Ref Given\n', 'WEBSOCKET'),
  },
});
function isConnect({ properties }: Resource): boolean {
  return literal(valueAt(properties, 'RouteKey')) === '$connect';
}
