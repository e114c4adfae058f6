import { violated } from '../define-control.ts';
import { be } from '../judge-value.ts';
import type { Control } from '../define-control.ts';
import { judgeSetting, STAGE, stageControl, stageExample } from '../rest-stages.ts';

export const apigwMetrics: Control = stageControl({
  id: 'apigw-metrics',
  title: 'Detailed CloudWatch metrics off',
  severity: 'low',
  cwe: 778,
  why: 'Errors and latency are counted for the whole stage only, so one failing or attacked method hides among the others.',
  fix: 'Set `MetricsEnabled` to `true` for all methods in `MethodSettings`.',
  sources: ['https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-metrics-and-dimensions.html'],
  reads: [`${STAGE}.MethodSettings.MetricsEnabled`],
  ask(stage) {
    const fault = violated(stage.resource.typeAt, `\`${stage.label}\` counts nothing by method`);
    return judgeSetting(stage, 'MetricsEnabled', be(true), fault);
  },

  examples: {
    violated: stageExample('      MethodSettings: [{ HttpMethod: "*", ResourcePath: "/*", MetricsEnabled: false }]\n'),
    satisfied: stageExample('      MethodSettings: [{ HttpMethod: "*", ResourcePath: "/*", MetricsEnabled: true }]\n'),
    undetermined: stageExample(
      '      MethodSettings: [{ HttpMethod: "*", ResourcePath: "/*", MetricsEnabled: !Ref Given }]\n',
    ),
  },
});
