import { partsOf, valueAt } from '#model/read-value';
import { notApplicable, satisfied, undetermined, violated } from '../define-control.ts';
import { judgeAt, openOf } from '../judge-value.ts';
import type { Control } from '../define-control.ts';
import { STAGE, stageControl, stageExample } from '../rest-stages.ts';

/** Claims, values that an authorizer adds, keys, and what callers send; not what only tells how the authorizer fared. */
const SENSITIVE =
  /\$\{?context\.(?:authorizer\.(?!(?:principalId|error|status|latency|integrationLatency|integrationStatus|requestId)\b)[\w.:-]+|requestOverride\.[\w.-]+|identity\.apiKey(?!Id)\b)|\$\{?input\.[\w.(']+|\$\{?method\.request\.[\w.-]+/;

export const apigwLogSensitiveField: Control = stageControl({
  id: 'apigw-log-sensitive-field',
  title: 'Access log format records authorizer claims or query values',
  severity: 'medium',
  cwe: 532,
  why: 'Names, addresses or keys of callers are kept in every line of the log.',
  fix: 'Log `$context.authorizer.principalId` at most, and no claims, keys or parameters.',
  sources: ['https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-mapping-template-reference.html'],
  reads: [`${STAGE}.AccessLogSetting.Format`],
  ask(stage) {
    const log = valueAt(stage.settings, 'AccessLogSetting');
    if (log === undefined || log.kind === 'absent') return notApplicable;
    return judgeAt(log, 'Format', (leaf) => {
      const text = (partsOf(leaf) ?? []).map((part) => (typeof part === 'string' ? part : '')).join('');
      const found = SENSITIVE.exec(text)?.[0];
      if (leaf !== undefined && found !== undefined) return violated(leaf.at, `\`${stage.label}\` logs \`${found}\``);
      return leaf?.kind === 'text' && leaf.parts.some((part) => typeof part === 'object' && part.kind === 'hole')
        ? undetermined(openOf(leaf))
        : satisfied;
    });
  },

  examples: {
    violated: stageExample(
      '      AccessLogSetting: { DestinationArn: "arn:aws:logs:eu-west-1:123456789012:log-group:rides", Format: \'{ "who": "$context.authorizer.claims.email" }\' }\n',
    ),
    satisfied: stageExample(
      '      AccessLogSetting: { DestinationArn: "arn:aws:logs:eu-west-1:123456789012:log-group:rides", Format: \'{ "id": "$context.requestId", "who": "$context.authorizer.principalId" }\' }\n',
    ),
    undetermined: stageExample(
      '      AccessLogSetting: { DestinationArn: "arn:aws:logs:eu-west-1:123456789012:log-group:rides", Format: !Ref Given }\n',
    ),
  },
});
