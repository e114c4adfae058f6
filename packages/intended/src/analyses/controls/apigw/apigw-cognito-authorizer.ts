import { methodExample } from '../api-examples.ts';
import { isPrivate } from '../api-operations.ts';
import { mayBeOpen } from '../public-routes.ts';
import type { Control } from '../define-control.ts';
import { operationControl } from '../operation-control.ts';

export const apigwCognitoAuthorizer: Control = operationControl({
  id: 'apigw-cognito-authorizer',
  title: 'Method not behind a Cognito authorizer',
  severity: 'info',
  cwe: 306,
  why: 'The app has a user pool, but this method does not ask callers for its tokens.',
  fix: 'Set `AuthorizationType` to `COGNITO_USER_POOLS` with an authorizer of the pool.',
  sources: ['https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-integrate-with-cognito.html'],
  on: 'rest',
  reads: [`AWS::ApiGateway::Method.AuthorizationType`],
  otherwise: 'does not ask for a token of the user pool',
  ask(operation, context) {
    if (mayBeOpen(operation, context) || isPrivate(operation.api)) return 'not-applicable';
    if (context.ofType('AWS::Cognito::UserPool').length === 0) return 'not-applicable';
    if (operation.authn.kind === 'deferred') return operation.authn;
    const { kind } = operation.authn.value;
    return kind === 'none' || kind === 'key' ? 'bad' : 'good';
  },
  examples: {
    violated: methodExample('      AuthorizationType: NONE\n  People: { Type: AWS::Cognito::UserPool }\n'),
    satisfied: methodExample(
      '      AuthorizationType: COGNITO_USER_POOLS\n      AuthorizerId: people\n  People: { Type: AWS::Cognito::UserPool }\n',
    ),
    undetermined: methodExample('      AuthorizationType: !Ref Given\n  People: { Type: AWS::Cognito::UserPool }\n'),
  },
});
