import { partsOf, valueAt } from '#model/read-value';
import type { Control, Outcome } from '../define-control.ts';
import { defineControl, satisfied, undetermined, violated } from '../define-control.ts';
import { judgeAt, openOf } from '../judge-value.ts';
import { ownAccounts } from '../trust-policies.ts';

const filter = (destination: string, more: string = '', head: string = ''): string => `${head}Resources:
  Subject:
    Type: AWS::Logs::SubscriptionFilter
    Properties: { LogGroupName: /rides, FilterPattern: '', DestinationArn: ${destination} }
${more}`;

export const logsSubscriptionExternal: Control = defineControl({
  id: 'logs-subscription-external',
  title: 'Subscription filter ships classified logs elsewhere',
  severity: 'medium',
  cwe: 200,
  why: 'What the app logs leaves it for an account that other people control.',
  fix: 'Send the logs to a stream or function of the app, or declare the receiver and what it may get.',
  sources: ['https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/CrossAccountSubscriptions.html'],
  types: ['AWS::Logs::SubscriptionFilter'],
  reads: ['AWS::Logs::SubscriptionFilter.DestinationArn'],
  judge: ({ id, properties }, context) =>
    judgeAt(properties, 'DestinationArn', (leaf): Outcome => {
      if (leaf === undefined || context.find(leaf) !== undefined) return satisfied;
      const parts = partsOf(leaf) ?? [];
      const text = parts
        .map((part) => (typeof part === 'string' ? part : part.kind === 'pseudo' ? part.name.slice(5) : '?'))
        .join('');
      const account = text.split(':')[4] ?? '';
      if (account === 'AccountId' || ownAccounts(context).has(account)) return satisfied;
      if (/^\d{12}$/.test(account)) return violated(leaf.at, `\`${id}\` sends logs to the account \`${account}\``);
      return undetermined(openOf(leaf));
    }),
  about: ({ properties }, context) => {
    const group = context.find(valueAt(properties, 'LogGroupName'));
    return group === undefined ? [] : [group.id];
  },
  examples: {
    violated: filter("'arn:aws:logs:eu-central-1:210987654321:destination:theirs'"),
    satisfied: filter(
      '!GetAtt Stream.Arn',
      '  Stream:\n    Type: AWS::Kinesis::Stream\n    Properties: { ShardCount: 1 }\n',
    ),
    undetermined: filter('!Ref Given', '', 'Parameters:\n  Given: { Type: String }\n'),
  },
});
