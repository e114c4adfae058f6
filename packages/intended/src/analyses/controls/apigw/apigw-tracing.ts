import { violated } from '../define-control.ts';
import { be } from '../judge-value.ts';
import type { Control } from '../define-control.ts';
import { judgePart, STAGE, stageControl, stageExample } from '../rest-stages.ts';

export const apigwTracing: Control = stageControl({
  id: 'apigw-tracing',
  title: 'X-Ray tracing off',
  severity: 'low',
  cwe: 778,
  why: 'A slow or failing request cannot be followed from the API to what answers it.',
  fix: 'Set `TracingEnabled` to `true`.',
  sources: ['https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-xray.html'],
  reads: [`${STAGE}.TracingEnabled`],
  ask(stage) {
    const fault = violated(stage.resource.typeAt, `\`${stage.label}\` is not traced`);
    return judgePart(stage.settings, 'TracingEnabled', be(true), fault);
  },

  examples: {
    violated: stageExample('      TracingEnabled: false\n'),
    satisfied: stageExample('      TracingEnabled: true\n'),
    undetermined: stageExample('      TracingEnabled: !Ref Given\n'),
  },
});
