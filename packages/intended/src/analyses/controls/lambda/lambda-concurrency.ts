import type { Resource } from '#model/application';
import { literal, valueAt } from '#model/read-value';
import type { Context } from '../context.ts';
import type { Control } from '../define-control.ts';
import { defineControl, notApplicable } from '../define-control.ts';
import { functionTemplate, IS_TEST } from '../function-examples.ts';
import { bePresent, judgeProperty } from '../judge-value.ts';

const URL =
  '  Url:\n    Type: AWS::Lambda::Url\n    Properties: { TargetFunctionArn: !GetAtt Subject.Arn, AuthType: AWS_IAM }\n';

export const lambdaConcurrency: Control = defineControl({
  id: 'lambda-concurrency',
  title: 'No reserved concurrency on an internet-reachable function (spend and starvation)',
  severity: 'medium',
  cwe: 770,
  why: 'A flood of requests takes the concurrency of the whole account: the bill grows, and every other function stands still.',
  fix: 'Set `ReservedConcurrentExecutions` to what the function needs at its busiest.',
  sources: ['https://docs.aws.amazon.com/lambda/latest/dg/configuration-concurrency.html'],
  types: ['AWS::Lambda::Function'],
  reads: ['AWS::Lambda::Function.ReservedConcurrentExecutions'],
  judge(fn, context) {
    if (!reachable(context).has(fn.id)) return notApplicable;
    return judgeProperty(
      fn,
      'ReservedConcurrentExecutions',
      bePresent,
      `\`${fn.id}\` answers the internet and may take all of the account’s concurrency`,
    );
  },
  examples: {
    violated: functionTemplate('', URL),
    satisfied: functionTemplate('      ReservedConcurrentExecutions: 20\n', URL),
    undetermined: functionTemplate(
      "      ReservedConcurrentExecutions: !If [IsTest, 20, !Ref 'AWS::NoValue']\n",
      URL,
      IS_TEST,
    ),
  },
});

const kept = new WeakMap<Context, ReadonlySet<string>>();

/** Ids of functions with a route that is not only for a private network. */
function reachable(context: Context): ReadonlySet<string> {
  const known = kept.get(context) ?? readReachable(context);
  kept.set(context, known);
  return known;
}

function readReachable({ application: { routes, resources } }: Context): ReadonlySet<string> {
  return new Set(
    routes
      .filter(
        ({ api, authn }) =>
          !isPrivate(resources.get(api)) && !(authn.kind === 'known' && authn.value.kind === 'network'),
      )
      .flatMap(({ to }) => to ?? []),
  );
}

function isPrivate(api: Resource | undefined): boolean {
  const types =
    valueAt(api?.properties, 'EndpointConfiguration', 'Types') ?? valueAt(api?.properties, 'EndpointConfiguration');
  if (types?.kind === 'list') return types.items.some((one) => literal(one) === 'PRIVATE');
  return literal(types) === 'PRIVATE' || literal(valueAt(types, 'Type')) === 'PRIVATE';
}
