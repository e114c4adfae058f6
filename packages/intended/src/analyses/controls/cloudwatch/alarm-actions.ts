import { valueAt } from '#model/read-value';
import type { Control } from '../define-control.ts';
import { defineControl, notApplicable } from '../define-control.ts';
import { IS_TEST } from '../function-examples.ts';
import { be, bePresent, judgeProperty, worstOf } from '../judge-value.ts';
import { ofComposites } from '../composite-alarms.ts';

const alarm = (actions: string, head: string = ''): string => `${head}Resources:
  Subject:
    Type: AWS::CloudWatch::Alarm
    Properties:
      Namespace: AWS/Lambda
      MetricName: Errors
      Dimensions: [{ Name: FunctionName, Value: rides }]
      Statistic: Sum
      Period: 60
      EvaluationPeriods: 1
      Threshold: 1
      ComparisonOperator: GreaterThanOrEqualToThreshold
${actions}`;

export const alarmActions: Control = defineControl({
  id: 'alarm-actions',
  title: 'Alarm without action or with actions disabled',
  severity: 'medium',
  cwe: 778,
  why: 'The alarm goes off and tells nobody.',
  fix: 'Name a topic or another action in `AlarmActions`, and leave `ActionsEnabled` on.',
  sources: ['https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/alarm-actions.html'],
  types: ['AWS::CloudWatch::Alarm', 'AWS::CloudWatch::CompositeAlarm'],
  reads: [
    'AWS::CloudWatch::Alarm.AlarmActions',
    'AWS::CloudWatch::Alarm.ActionsEnabled',
    'AWS::CloudWatch::CompositeAlarm.AlarmActions',
    'AWS::CloudWatch::CompositeAlarm.ActionsEnabled',
  ],
  judge(resource, context) {
    const hasActions = valueAt(resource.properties, 'AlarmActions') !== undefined;
    // A part of a composite alarm leaves the telling to the whole.
    if (!hasActions && ofComposites(context).has(resource.id)) return notApplicable;
    return worstOf([
      judgeProperty(resource, 'AlarmActions', bePresent, `\`${resource.id}\` tells nobody: it has no action`),
      judgeProperty(resource, 'ActionsEnabled', be(true, 'satisfied'), `the actions of \`${resource.id}\` are off`),
    ]);
  },
  examples: {
    violated: alarm(''),
    satisfied: alarm("      AlarmActions: ['arn:aws:sns:eu-central-1:123456789012:alarms']\n"),
    undetermined: alarm(
      "      AlarmActions: !If [IsTest, !Ref 'AWS::NoValue', ['arn:aws:sns:eu-central-1:123456789012:alarms']]\n",
      IS_TEST,
    ),
  },
});
