import type { Control } from '../define-control.ts';
import { defineControl, notApplicable } from '../define-control.ts';
import { bePresent, judgeValue } from '../judge-value.ts';
import { judgeEveryAt } from '../each-item.ts';

export const ebRuleDlq: Control = defineControl({
  id: 'eb-rule-dlq',
  title: 'Rule target without DLQ',
  severity: 'low',
  why: 'An event that the target cannot take is dropped after a day of tries, and nobody learns of it.',
  fix: 'Add `DeadLetterConfig` with the ARN of a queue to each target.',
  sources: ['https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-rule-dlq.html'],
  types: ['AWS::Events::Rule'],
  reads: ['AWS::Events::Rule.Targets'],
  judge: (rule) =>
    judgeEveryAt(
      rule.properties,
      'Targets',
      (target) =>
        judgeValue(target, 'DeadLetterConfig.Arn', bePresent, {
          at: target.at,
          message: `a target of \`${rule.id}\` has no dead-letter queue`,
        }),
      notApplicable,
    ),
  examples: {
    violated: `Resources:
  Hourly:
    Type: AWS::Events::Rule
    Properties:
      ScheduleExpression: rate(1 hour)
      Targets:
        - { Id: rides, Arn: 'arn:aws:sqs:eu-west-1:111122223333:rides' }
`,
    satisfied: `Resources:
  Hourly:
    Type: AWS::Events::Rule
    Properties:
      ScheduleExpression: rate(1 hour)
      Targets:
        - { Id: rides, Arn: 'arn:aws:sqs:eu-west-1:111122223333:rides', DeadLetterConfig: { Arn: 'arn:aws:sqs:eu-west-1:111122223333:lost' } }
`,
    undetermined: `Parameters:
  Careful: { Type: String }
Conditions:
  IsCareful: !Equals [!Ref Careful, 'yes']
Resources:
  Hourly:
    Type: AWS::Events::Rule
    Properties:
      ScheduleExpression: rate(1 hour)
      Targets:
        - { Id: rides, Arn: 'arn:aws:sqs:eu-west-1:111122223333:rides', DeadLetterConfig: !If [IsCareful, { Arn: 'arn:aws:sqs:eu-west-1:111122223333:lost' }, !Ref AWS::NoValue] }
`,
  },
});
