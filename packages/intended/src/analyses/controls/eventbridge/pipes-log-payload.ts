import type { Control } from '../define-control.ts';
import { defineControl, satisfied } from '../define-control.ts';
import { judgeValue, notBe } from '../judge-value.ts';
import { judgeEveryAt } from '../each-item.ts';

export const pipesLogPayload: Control = defineControl({
  id: 'pipes-log-payload',
  title: 'Pipe logs execution data',
  severity: 'medium',
  cwe: 532,
  why: 'Whatever the messages hold ends up in a log that more people read and that is kept longer.',
  fix: 'Leave `IncludeExecutionData` out.',
  sources: ['https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-pipes-logs.html'],
  types: ['AWS::Pipes::Pipe'],
  reads: ['AWS::Pipes::Pipe.LogConfiguration.IncludeExecutionData'],
  judge: (pipe) =>
    judgeEveryAt(
      pipe.properties,
      'LogConfiguration.IncludeExecutionData',
      (item) =>
        judgeValue(item, '', notBe('ALL'), { at: item.at, message: `\`${pipe.id}\` writes whole messages to its log` }),
      satisfied,
    ),
  examples: {
    violated: `Resources:
  Forward:
    Type: AWS::Pipes::Pipe
    Properties:
      RoleArn: arn:aws:iam::111122223333:role/pipe
      Source: arn:aws:sqs:eu-west-1:111122223333:rides
      Target: arn:aws:lambda:eu-west-1:111122223333:function:rides
      LogConfiguration: { Level: ERROR, IncludeExecutionData: [ALL] }
`,
    satisfied: `Resources:
  Forward:
    Type: AWS::Pipes::Pipe
    Properties:
      RoleArn: arn:aws:iam::111122223333:role/pipe
      Source: arn:aws:sqs:eu-west-1:111122223333:rides
      Target: arn:aws:lambda:eu-west-1:111122223333:function:rides
      LogConfiguration: { Level: ERROR }
`,
    undetermined: `Parameters:
  Given: { Type: String }
Resources:
  Forward:
    Type: AWS::Pipes::Pipe
    Properties:
      RoleArn: arn:aws:iam::111122223333:role/pipe
      Source: arn:aws:sqs:eu-west-1:111122223333:rides
      Target: arn:aws:lambda:eu-west-1:111122223333:function:rides
      LogConfiguration: { Level: ERROR, IncludeExecutionData: [!Ref Given] }
`,
  },
});
