import { valueAt } from '#model/read-value';
import type { Control } from '../define-control.ts';
import { defineControl, satisfied } from '../define-control.ts';
import { functionTemplate, IS_TEST } from '../function-examples.ts';
import { bePresent, judgeProperty } from '../judge-value.ts';

export const lambdaLogGroup: Control = defineControl({
  id: 'lambda-log-group',
  title: 'No explicit log group (retention/key cannot be set)',
  severity: 'low',
  cwe: 779,
  why: 'The service makes a log group on first use that keeps everything for ever, under no key of yours.',
  fix: 'Write an `AWS::Logs::LogGroup` named `/aws/lambda/` and the function’s name, or name one in `LoggingConfig.LogGroup`.',
  sources: ['https://docs.aws.amazon.com/lambda/latest/dg/monitoring-cloudwatchlogs-loggroups.html'],
  types: ['AWS::Lambda::Function'],
  reads: ['AWS::Lambda::Function.LoggingConfig.LogGroup', 'AWS::Logs::LogGroup.LogGroupName'],
  judge(fn, context) {
    const node = context.nodeOf(fn);
    const group =
      node?.kind === 'compute' && node.logs !== undefined ? context.application.resources.get(node.logs) : undefined;
    const named =
      group?.type === 'AWS::Logs::LogGroup' && valueAt(fn.properties, 'LoggingConfig', 'LogGroup') === undefined;
    if (named || context.naming(fn, 'Custom::LogRetention').length > 0) return satisfied;
    return judgeProperty(
      fn,
      'LoggingConfig.LogGroup',
      bePresent,
      `\`${fn.id}\` has no log group of its own in the template`,
    );
  },
  examples: {
    violated: functionTemplate(''),
    satisfied: functionTemplate(
      '',
      "  Logs:\n    Type: AWS::Logs::LogGroup\n    Properties: { LogGroupName: !Sub '/aws/lambda/${Subject}', RetentionInDays: 30 }\n",
    ),
    undetermined: functionTemplate(
      "      LoggingConfig: !If [IsTest, { LogGroup: /rides }, !Ref 'AWS::NoValue']\n",
      '',
      IS_TEST,
    ),
  },
});
