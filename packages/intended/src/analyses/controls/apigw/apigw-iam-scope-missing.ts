import { methodExample } from '../api-examples.ts';
import { entriesOf, itemsOf, valueAt } from '#model/read-value';
import type { Value } from '#model/value';
import { deferred } from '#model/value';
import type { Operation } from '../api-operations.ts';
import { authnKind } from '../api-operations.ts';
import { isPreflight } from '../public-routes.ts';
import type { Control } from '../define-control.ts';
import { operationControl } from '../operation-control.ts';

export const apigwIamScopeMissing: Control = operationControl({
  id: 'apigw-iam-scope-missing',
  title: 'Cognito-authorized method checks no scope',
  severity: 'low',
  cwe: 863,
  why: 'Any token of the pool will do, also one that a user got for another purpose.',
  fix: 'List the scopes that the method needs in `AuthorizationScopes`.',
  sources: ['https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-integrate-with-cognito.html'],
  on: 'rest',
  reads: [`AWS::ApiGateway::Method.AuthorizationScopes`, `AWS::ApiGateway::RestApi.Body`],
  otherwise: 'asks for no scope',
  ask(operation) {
    if (isPreflight(operation) || authnKind(operation) !== 'user-pool') return 'not-applicable';
    const scopes =
      operation.body === undefined ? [valueAt(operation.properties, 'AuthorizationScopes')] : asked(operation);
    for (const one of scopes) if (one?.kind === 'choice') return deferred('condition', one.condition, one.at);
    return scopes.some((one) => one?.kind === 'deferred' || itemsOf(one).length > 0) ? 'good' : 'bad';
  },
  examples: {
    violated: methodExample('      AuthorizationType: COGNITO_USER_POOLS\n      AuthorizerId: people\n'),
    satisfied: methodExample(
      '      AuthorizationType: COGNITO_USER_POOLS\n      AuthorizerId: people\n      AuthorizationScopes: [rides/book]\n',
    ),
    undetermined: methodExample(
      '      AuthorizationType: COGNITO_USER_POOLS\n      AuthorizerId: people\n      AuthorizationScopes: !If [IsGiven, [rides/book], !Ref AWS::NoValue]\n',
    ),
  },
});
/** Scopes in the `security` of an operation of a document. */
function asked({ properties, body }: Operation): readonly Value[] {
  const security = valueAt(properties, 'security') ?? valueAt(body, 'security');
  return itemsOf(security).flatMap((requirement) => entriesOf(requirement).map(([, scopes]) => scopes));
}
