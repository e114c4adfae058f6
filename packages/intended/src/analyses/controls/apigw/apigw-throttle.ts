import type { Resource } from '#model/application';
import { itemsOf, valueAt } from '#model/read-value';
import { satisfied, violated } from '../define-control.ts';
import { bePresent } from '../judge-value.ts';
import type { Control } from '../define-control.ts';
import { judgeSetting, STAGE, stageControl, stageExample } from '../rest-stages.ts';

const PLAN = 'AWS::ApiGateway::UsagePlan';

export const apigwThrottle: Control = stageControl({
  id: 'apigw-throttle',
  title: 'No stage/method throttling',
  severity: 'medium',
  cwe: 770,
  why: 'One caller can use up the limit of the whole account, and run up the bill of all that stands behind the API.',
  fix: 'Set `ThrottlingRateLimit` and `ThrottlingBurstLimit` in `MethodSettings`, or a usage plan with a `Throttle`.',
  sources: ['https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-request-throttling.html'],
  reads: [`${STAGE}.MethodSettings.ThrottlingRateLimit`, `${PLAN}.Throttle.RateLimit`],
  ask(stage, context) {
    const fault = violated(stage.resource.typeAt, `\`${stage.label}\` limits no rate`);
    const own = judgeSetting(stage, 'ThrottlingRateLimit', bePresent, fault);
    const plans = stage.api === undefined ? [] : context.naming(stage.api, PLAN);
    return plans.some(isThrottled) ? satisfied : own;
  },

  examples: {
    violated: stageExample(''),
    satisfied: stageExample(
      '      MethodSettings: [{ HttpMethod: "*", ResourcePath: "/*", ThrottlingRateLimit: 50, ThrottlingBurstLimit: 20 }]\n',
    ),
    undetermined: stageExample(
      '      MethodSettings: !If [IsGiven, [{ HttpMethod: "*", ResourcePath: "/*", ThrottlingRateLimit: 50 }], !Ref AWS::NoValue]\n',
    ),
  },
});
function isThrottled(plan: Resource): boolean {
  const stages = itemsOf(valueAt(plan.properties, 'ApiStages'));
  return [plan.properties, ...stages].some((one) => valueAt(one, 'Throttle') !== undefined);
}
