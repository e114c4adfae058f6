import { methodExample } from '../api-examples.ts';
import { valueAt } from '#model/read-value';
import type { Resource } from '#model/application';
import type { Context } from '../context.ts';
import { mayBeOpen } from '../public-routes.ts';
import type { Control } from '../define-control.ts';
import { operationControl } from '../operation-control.ts';

export const apigwMethodNoKey: Control = operationControl({
  id: 'apigw-method-no-key',
  title: 'Method needs no API key',
  severity: 'info',
  cwe: 770,
  why: 'The API has a usage plan with keys, but calls to this method are not counted by it.',
  fix: 'Set `ApiKeyRequired` to `true`, beside an authorizer.',
  sources: ['https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-setup-api-key-with-console.html'],
  on: 'rest',
  reads: [`AWS::ApiGateway::Method.ApiKeyRequired`, `AWS::ApiGateway::UsagePlanKey.UsagePlanId`],
  otherwise: 'stands outside the usage plan of its API',
  ask(operation, context) {
    const { api, authn, properties } = operation;
    if (mayBeOpen(operation, context) || api === undefined || !hasKeys(api, context)) return 'not-applicable';
    const key = valueAt(properties, 'ApiKeyRequired');
    if (key?.kind === 'deferred') return key;
    if (authn.kind === 'deferred') return authn;
    return authn.value.kind === 'none' ? 'bad' : 'good';
  },
  examples: {
    violated: methodExample(
      '      AuthorizationType: NONE\n  Plan: { Type: AWS::ApiGateway::UsagePlan, Properties: { ApiStages: [{ ApiId: !Ref Rides, Stage: live }] } }\n  Holder: { Type: AWS::ApiGateway::UsagePlanKey, Properties: { KeyId: abc, KeyType: API_KEY, UsagePlanId: !Ref Plan } }\n',
    ),
    satisfied: methodExample(
      '      AuthorizationType: NONE\n      ApiKeyRequired: true\n  Plan: { Type: AWS::ApiGateway::UsagePlan, Properties: { ApiStages: [{ ApiId: !Ref Rides, Stage: live }] } }\n  Holder: { Type: AWS::ApiGateway::UsagePlanKey, Properties: { KeyId: abc, KeyType: API_KEY, UsagePlanId: !Ref Plan } }\n',
    ),
    undetermined: methodExample(
      '      AuthorizationType: NONE\n      ApiKeyRequired: !Ref Given\n  Plan: { Type: AWS::ApiGateway::UsagePlan, Properties: { ApiStages: [{ ApiId: !Ref Rides, Stage: live }] } }\n  Holder: { Type: AWS::ApiGateway::UsagePlanKey, Properties: { KeyId: abc, KeyType: API_KEY, UsagePlanId: !Ref Plan } }\n',
    ),
  },
});
/** Keys are nobody's duty: only an API that has some can have methods beside them. */
function hasKeys(api: Resource, context: Context): boolean {
  if (context.naming(api, 'AWS::ApiGateway::ApiKey').length > 0) return true;
  const plans = context.naming(api, 'AWS::ApiGateway::UsagePlan');
  return plans.some((plan) => context.naming(plan, 'AWS::ApiGateway::UsagePlanKey').length > 0);
}
