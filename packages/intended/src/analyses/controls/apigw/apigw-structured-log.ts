import { partsOf, valueAt } from '#model/read-value';
import { notApplicable, satisfied, undetermined, violated } from '../define-control.ts';
import { judgeAt, openOf } from '../judge-value.ts';
import type { Control } from '../define-control.ts';
import { STAGE, stageControl, stageExample } from '../rest-stages.ts';

export const apigwStructuredLog: Control = stageControl({
  id: 'apigw-structured-log',
  title: 'Access log format is not JSON',
  severity: 'info',

  why: 'Lines without field names cannot be searched or counted without a parser for each.',
  fix: 'Write `Format` as one JSON object of `$context` variables.',
  sources: ['https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-logging.html'],
  reads: [`${STAGE}.AccessLogSetting.Format`],
  ask(stage) {
    const log = valueAt(stage.settings, 'AccessLogSetting');
    if (log === undefined || log.kind === 'absent') return notApplicable;
    const message = `\`${stage.label}\` logs access in a format that is not JSON`;
    return judgeAt(log, 'Format', (leaf) => {
      if (leaf === undefined) return violated(log.at, message);
      if (leaf.kind === 'list' || leaf.kind === 'dictionary') return satisfied;
      const [head] = partsOf(leaf) ?? [];
      if (head !== undefined && typeof head !== 'string') return undetermined(openOf(leaf));
      return /^\s*[{[]/.test(head ?? '') ? satisfied : violated(leaf.at, message);
    });
  },

  examples: {
    violated: stageExample(
      '      AccessLogSetting: { DestinationArn: "arn:aws:logs:eu-west-1:123456789012:log-group:rides", Format: "$context.requestId $context.status" }\n',
    ),
    satisfied: stageExample(
      '      AccessLogSetting: { DestinationArn: "arn:aws:logs:eu-west-1:123456789012:log-group:rides", Format: \'{ "id": "$context.requestId" }\' }\n',
    ),
    undetermined: stageExample(
      '      AccessLogSetting: { DestinationArn: "arn:aws:logs:eu-west-1:123456789012:log-group:rides", Format: !Ref Given }\n',
    ),
  },
});
