import { methodExample } from '../api-examples.ts';
import { valueAt } from '#model/read-value';
import { authnKind, isPrivate } from '../api-operations.ts';
import { mayBeOpen } from '../public-routes.ts';
import type { Control } from '../define-control.ts';
import { operationControl } from '../operation-control.ts';

export const apigwKeyIsOnlyAuth: Control = operationControl({
  id: 'apigw-key-is-only-auth',
  title: 'Method protected by an API key alone',
  severity: 'medium',
  cwe: 306,
  why: 'An API key stands in every copy of the client. It counts calls, but does not say who calls.',
  fix: 'Set an authorizer or `AWS_IAM` beside the key.',
  sources: ['https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-api-usage-plans.html'],
  on: 'rest',
  reads: [`AWS::ApiGateway::Method.ApiKeyRequired`, `AWS::ApiGateway::RestApi.Body`],
  otherwise: 'asks for nothing but an API key',
  ask(operation, context) {
    if (mayBeOpen(operation, context)) return 'not-applicable';
    if (operation.authn.kind === 'deferred') return operation.authn;
    const kind = authnKind(operation);
    if (kind === 'key') return isPrivate(operation.api) ? 'not-applicable' : 'bad';
    if (kind !== 'none') return 'good';
    const key = valueAt(operation.properties, 'ApiKeyRequired');
    return key?.kind === 'deferred' ? key : 'not-applicable';
  },
  examples: {
    violated: methodExample('      AuthorizationType: NONE\n      ApiKeyRequired: true\n'),
    satisfied: methodExample('      AuthorizationType: AWS_IAM\n'),
    undetermined: methodExample('      AuthorizationType: NONE\n      ApiKeyRequired: !Ref Given\n'),
  },
});
