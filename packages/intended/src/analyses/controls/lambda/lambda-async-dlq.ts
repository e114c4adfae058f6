import { valueAt } from '#model/read-value';
import type { Resource } from '#model/application';
import type { Context } from '../context.ts';
import { functionOf, invokedAsync } from '../async-sources.ts';
import type { Control } from '../define-control.ts';
import { defineControl, notApplicable, violated } from '../define-control.ts';
import { functionTemplate, IS_TEST } from '../function-examples.ts';
import { bePresent, bestOf, judgeProperty } from '../judge-value.ts';

const RULE = `  Nightly:
    Type: AWS::Events::Rule
    Properties: { ScheduleExpression: rate(1 day), Targets: [{ Id: rides, Arn: !GetAtt Subject.Arn }] }
`;

export const lambdaAsyncDlq: Control = defineControl({
  id: 'lambda-async-dlq',
  title: 'Async-invoked function has neither DLQ nor on-failure destination',
  severity: 'medium',
  cwe: 778,
  why: 'An event that fails three times is dropped, and nobody hears of it.',
  fix: 'Name a queue in `DeadLetterConfig` (SAM: `DeadLetterQueue`) or in `DestinationConfig.OnFailure` of its event invoke config.',
  sources: ['https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-retain-records.html'],
  types: ['AWS::Lambda::Function'],
  reads: ['AWS::Lambda::Function.DeadLetterConfig.TargetArn', 'AWS::Lambda::EventInvokeConfig.DestinationConfig'],
  judge(fn, context) {
    if (!invokedAsync(context).has(fn.id)) return notApplicable;
    const message = `events that \`${fn.id}\` fails on are lost: it has neither a dead-letter queue nor a destination for failures`;
    const configs = configsBy(context).get(fn.id) ?? [];
    return bestOf(
      [
        judgeProperty(fn, 'DeadLetterConfig.TargetArn', bePresent, message),
        ...configs.map((config) =>
          judgeProperty(config, 'DestinationConfig.OnFailure.Destination', bePresent, message),
        ),
      ],
      violated(fn.typeAt, message),
    );
  },
  examples: {
    violated: functionTemplate('', RULE),
    satisfied: functionTemplate(
      '      DeadLetterConfig: { TargetArn: !GetAtt Letters.Arn }\n',
      `${RULE}  Letters: { Type: AWS::SQS::Queue }\n`,
    ),
    undetermined: functionTemplate(
      "      DeadLetterConfig: !If [IsTest, !Ref 'AWS::NoValue', { TargetArn: !GetAtt Letters.Arn }]\n",
      `${RULE}  Letters: { Type: AWS::SQS::Queue }\n`,
      IS_TEST,
    ),
  },
});

const kept = new WeakMap<Context, ReadonlyMap<string, readonly Resource[]>>();

/** Event invoke configs by the function that they are for. */
function configsBy(context: Context): ReadonlyMap<string, readonly Resource[]> {
  const known = kept.get(context) ?? readConfigs(context);
  kept.set(context, known);
  return known;
}

function readConfigs(context: Context): ReadonlyMap<string, readonly Resource[]> {
  const found = new Map<string, Resource[]>();
  for (const config of context.ofType('AWS::Lambda::EventInvokeConfig')) {
    const fn = functionOf(valueAt(config.properties, 'FunctionName'), context);
    if (fn !== undefined) found.set(fn.id, [...(found.get(fn.id) ?? []), config]);
  }
  return found;
}
