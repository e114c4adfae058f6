import { violated } from '../define-control.ts';
import { bePresent } from '../judge-value.ts';
import type { Control } from '../define-control.ts';
import { judgePart, STAGE, stageControl, stageExample } from '../rest-stages.ts';

export const apigwAccessLog: Control = stageControl({
  id: 'apigw-access-log',
  title: 'Stage access logging off',
  severity: 'medium',
  cwe: 778,
  why: 'Who called what, when and with which outcome cannot be told after an attack.',
  fix: 'Set `AccessLogSetting` with a log group or delivery stream and a format.',
  sources: ['https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-logging.html'],
  reads: [`${STAGE}.AccessLogSetting.DestinationArn`],
  ask(stage) {
    const fault = violated(stage.resource.typeAt, `\`${stage.label}\` logs no access`);
    return judgePart(stage.settings, 'AccessLogSetting.DestinationArn', bePresent, fault);
  },

  examples: {
    violated: stageExample(''),
    satisfied: stageExample(
      '      AccessLogSetting: { DestinationArn: "arn:aws:logs:eu-west-1:123456789012:log-group:rides" }\n',
    ),
    undetermined: stageExample(
      '      AccessLogSetting: !If [IsGiven, { DestinationArn: !Ref Given }, !Ref AWS::NoValue]\n',
    ),
  },
});
