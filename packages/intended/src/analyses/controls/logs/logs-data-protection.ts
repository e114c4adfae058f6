import type { Resource } from '#model/application';

import type { Context } from '../context.ts';
import type { Control } from '../define-control.ts';
import { defineControl, notApplicable } from '../define-control.ts';
import { bePresent, judgeProperty } from '../judge-value.ts';

const group = (policy: string, head: string = ''): string => `${head}Resources:
  Subject:
    Type: AWS::Logs::LogGroup
    Properties:
      LogGroupName: !Sub '/aws/lambda/\${Rides}'
${policy}  Rides:
    Type: AWS::Lambda::Function
    Properties:
      Runtime: nodejs24.x
      Handler: index.handler
      Role: arn:aws:iam::123456789012:role/rides
      Code:
        ZipFile: |
          exports.handler = async (event) => { console.log(event); return {}; };
`;

export const logsDataProtection: Control = defineControl({
  id: 'logs-data-protection',
  title: 'No masking policy where handlers log classified data',
  severity: 'low',
  cwe: 532,
  why: 'The handler logs what it is sent; without masking, whoever reads the logs reads the data.',
  fix: 'Log names and ids instead of whole events, and set a `DataProtectionPolicy` that masks the rest.',
  sources: ['https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/mask-sensitive-log-data.html'],
  types: ['AWS::Logs::LogGroup'],
  reads: ['AWS::Logs::LogGroup.DataProtectionPolicy'],
  judge(logs, context) {
    const loggers = writersOf(logs, context).filter((id) => logsData(id, context));
    const [first] = loggers;
    if (first === undefined) return notApplicable;
    return judgeProperty(
      logs,
      'DataProtectionPolicy',
      bePresent,
      `\`${first}\` logs what it is sent, and \`${logs.id}\` masks nothing`,
    );
  },
  examples: {
    violated: group(''),
    satisfied: group('      DataProtectionPolicy: { Name: rides, Version: "2021-06-01", Statement: [] }\n'),
    undetermined: group(
      "      DataProtectionPolicy: !If [IsTest, !Ref 'AWS::NoValue', { Name: rides }]\n",
      'Parameters:\n  Stage: { Type: String }\nConditions:\n  IsTest: !Equals [!Ref Stage, test]\n',
    ),
  },
});

const kept = new WeakMap<Context, ReadonlyMap<string, readonly string[]>>();

/** Ids of the computes that write to a log group. */
function writersOf(logs: Resource, context: Context): readonly string[] {
  const known = kept.get(context) ?? readWriters(context);
  kept.set(context, known);
  return known.get(logs.id) ?? [];
}

function readWriters({ application: { computes } }: Context): ReadonlyMap<string, readonly string[]> {
  const writers = new Map<string, string[]>();
  for (const { id, logs } of computes) if (logs !== undefined) writers.set(logs, [...(writers.get(logs) ?? []), id]);
  return writers;
}

/** Does the code log the event or what a store answered? Data known to be public or internal need no mask. */
function logsData(compute: string, context: Context): boolean {
  const { value } = context.dataOf(compute) ?? { value: undefined };
  if (value !== undefined && value < 2) return false;
  const facts = context.handlerOf(compute);
  return (facts?.logs ?? []).some(({ what }) =>
    what.some((source) => (source.kind === 'event' && !isHarmless(source.path)) || source.kind === 'call'),
  );
}

/** Parts of an event that are the provider's own. */
function isHarmless(path: readonly string[]): boolean {
  return /^(?:requestContext|httpMethod|path|resource|routeKey|rawPath|version|source|detail-type|time|region|stageVariables|isBase64Encoded|RequestType|LogicalResourceId|StackId|RequestId)$/.test(
    path[0] ?? '',
  );
}
