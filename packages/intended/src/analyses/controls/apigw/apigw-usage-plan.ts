import { valueAt } from '#model/read-value';
import { deferred } from '#model/value';
import type { Operation } from '../api-operations.ts';
import { authnKind, operationsOf } from '../api-operations.ts';
import { notApplicable, satisfied, undetermined, violated } from '../define-control.ts';
import type { Control } from '../define-control.ts';
import { isTrue, stageControl, stageExample } from '../rest-stages.ts';

const PLAN = 'AWS::ApiGateway::UsagePlan';

export const apigwUsagePlan: Control = stageControl({
  id: 'apigw-usage-plan',
  title: 'Stage/deployment not tied to a usage plan',
  severity: 'low',
  cwe: 770,
  why: 'Methods ask for API keys, but no plan says which keys are good here and how much each may use.',
  fix: 'Name the stage in `ApiStages` of an `AWS::ApiGateway::UsagePlan`.',
  sources: ['https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-api-usage-plans.html'],
  reads: [`${PLAN}.ApiStages`],
  ask({ label, resource, api }, context) {
    const asksKey = api !== undefined && operationsOf(api, context).some(isKeyAsked);
    if (!asksKey) return notApplicable;
    const plans = context.naming(api, PLAN);
    if (plans.some((plan) => plan.exists.kind === 'known')) return satisfied;
    const [conditional] = plans;
    if (conditional !== undefined) return undetermined(deferred('condition', conditional.id, conditional.at));
    return violated(resource.typeAt, `\`${label}\` is in no usage plan`);
  },

  examples: {
    violated: stageExample(
      '  Ask: { Type: AWS::ApiGateway::Method, Properties: { RestApiId: !Ref Rides, ResourceId: root, HttpMethod: GET, AuthorizationType: NONE, ApiKeyRequired: true, Integration: { Type: MOCK } } }\n',
    ),
    satisfied: stageExample(
      '  Ask: { Type: AWS::ApiGateway::Method, Properties: { RestApiId: !Ref Rides, ResourceId: root, HttpMethod: GET, AuthorizationType: NONE, ApiKeyRequired: true, Integration: { Type: MOCK } } }\n  Plan:\n    Type: AWS::ApiGateway::UsagePlan\n    Properties: { ApiStages: [{ ApiId: !Ref Rides, Stage: live }] }\n',
    ),
    undetermined: stageExample(
      '  Ask: { Type: AWS::ApiGateway::Method, Properties: { RestApiId: !Ref Rides, ResourceId: root, HttpMethod: GET, AuthorizationType: NONE, ApiKeyRequired: true, Integration: { Type: MOCK } } }\n  Plan:\n    Type: AWS::ApiGateway::UsagePlan\n    Condition: IsGiven\n    Properties: { ApiStages: [{ ApiId: !Ref Rides, Stage: live }] }\n',
    ),
  },
});
function isKeyAsked(operation: Operation): boolean {
  return authnKind(operation) === 'key' || isTrue(valueAt(operation.properties, 'ApiKeyRequired'));
}
