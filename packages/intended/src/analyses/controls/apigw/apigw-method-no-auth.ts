import { methodExample } from '../api-examples.ts';
import { authnKind, isPrivate } from '../api-operations.ts';
import { apiPolicyOf } from '../api-policy.ts';
import { mayBeOpen } from '../public-routes.ts';
import type { Control } from '../define-control.ts';
import { operationControl } from '../operation-control.ts';

export const apigwMethodNoAuth: Control = operationControl({
  id: 'apigw-method-no-auth',
  title: 'Method (not OPTIONS) without authorizer, IAM or key',
  severity: 'high',
  cwe: 306,
  why: 'Anyone on the internet can call it: nothing asks who they are before the code runs.',
  fix: 'Set an authorizer or `AWS_IAM`; where the route is meant for everybody, declare its audience `public` in the intent file.',
  sources: ['https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-control-access-to-api.html'],
  on: 'rest',
  reads: [`AWS::ApiGateway::Method.AuthorizationType`, `AWS::ApiGateway::RestApi.Body`],
  otherwise: 'can be called by anyone',
  ask(operation, context) {
    if (mayBeOpen(operation, context)) return 'not-applicable';
    if (operation.authn.kind === 'deferred') return operation.authn;
    if (authnKind(operation) !== 'none') return 'good';
    const policy = operation.api === undefined ? 'absent' : apiPolicyOf(operation.api);
    if (typeof policy === 'object') return policy;
    return policy === 'limited' || isPrivate(operation.api) ? 'not-applicable' : 'bad';
  },
  examples: {
    violated: methodExample('      AuthorizationType: NONE\n'),
    satisfied: methodExample('      AuthorizationType: AWS_IAM\n'),
    undetermined: methodExample('      AuthorizationType: !Ref Given\n'),
  },
});
