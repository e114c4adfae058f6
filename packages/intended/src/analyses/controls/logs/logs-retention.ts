import { literal, valueAt } from '#model/read-value';
import type { Control, Outcome } from '../define-control.ts';
import { defineControl, satisfied, undetermined, violated } from '../define-control.ts';
import { judgeAt, openOf } from '../judge-value.ts';

/** Fewer days are over before anybody looks: an incident over a long weekend has left no trace. */
const LEAST = 7;

const group = (retention: string, head: string = ''): string =>
  `${head}Resources:\n  Subject:\n    Type: AWS::Logs::LogGroup\n    Properties: { LogGroupName: /rides${retention} }\n`;

export const logsRetention: Control = defineControl({
  id: 'logs-retention',
  title: 'Log group never expires or expires too soon',
  severity: 'low',
  cwe: 779,
  why: 'Logs that never expire are data that nobody watches; those that expire too soon are missing after an incident.',
  fix: 'Set `RetentionInDays` to what your inquiries and the law need, 30 to 365 days for most.',
  sources: ['https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/Working-with-log-groups-and-streams.html'],
  types: ['AWS::Logs::LogGroup'],
  reads: ['AWS::Logs::LogGroup.RetentionInDays'],
  judge: (logs, context) =>
    judgeAt(logs.properties, 'RetentionInDays', (leaf): Outcome => {
      if (leaf === undefined)
        return context.naming(logs, 'Custom::LogRetention').length > 0
          ? satisfied
          : violated(logs.typeAt, `\`${logs.id}\` keeps its logs for ever`);
      const days = literal(valueAt(logs.properties, 'RetentionInDays')) ?? literal(leaf);
      if (days === undefined) return undetermined(openOf(leaf));
      return Number(days) >= LEAST
        ? satisfied
        : violated(leaf.at, `\`${logs.id}\` keeps its logs for only ${Number(days)} days`);
    }),
  remedy: { set: [{ path: 'RetentionInDays', value: 90 }] },
  examples: {
    violated: group(''),
    satisfied: group(', RetentionInDays: 90'),
    undetermined: group(', RetentionInDays: !Ref Given', 'Parameters:\n  Given: { Type: Number }\n'),
  },
});
