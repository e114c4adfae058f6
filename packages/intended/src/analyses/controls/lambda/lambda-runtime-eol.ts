import { literal, valueAt } from '#model/read-value';
import type { Control } from '../define-control.ts';
import { defineControl, notApplicable, satisfied, undetermined, violated } from '../define-control.ts';
import { judgeAt, openOf } from '../judge-value.ts';
import { RUNTIME_ENDS } from '../lambda-runtimes.ts';

const fn = (runtime: string, head: string = ''): string =>
  `${head}Resources:\n  Subject:\n    Type: AWS::Lambda::Function\n    Properties: { Runtime: ${runtime}, Handler: index.handler, Role: 'arn:aws:iam::123456789012:role/rides', Code: { S3Bucket: code, S3Key: rides.zip } }\n`;

export const lambdaRuntimeEol: Control = defineControl({
  id: 'lambda-runtime-eol',
  title: 'Deprecated or blocked runtime',
  severity: 'high',
  cwe: 1104,
  why: 'The runtime gets no security fixes any more, and one day the function can no longer be changed.',
  fix: 'Move to a current runtime of the same language.',
  sources: ['https://docs.aws.amazon.com/lambda/latest/dg/lambda-runtimes.html'],
  types: ['AWS::Lambda::Function'],
  reads: ['AWS::Lambda::Function.Runtime'],
  judge: ({ id, properties }, { today }) =>
    judgeAt(properties, 'Runtime', (leaf) => {
      // An image brings its own.
      if (leaf === undefined || /^image$/i.test(literal(valueAt(properties, 'PackageType')) ?? ''))
        return notApplicable;
      const runtime = literal(leaf);
      if (runtime === undefined) return undetermined(openOf(leaf));
      const end = RUNTIME_ENDS.get(runtime.toLowerCase());
      return end === undefined || end > today
        ? satisfied
        : violated(leaf.at, `\`${id}\` runs on \`${runtime}\`, which has had no fixes since ${end}`);
    }),
  examples: {
    violated: fn('nodejs16.x'),
    satisfied: fn('nodejs24.x'),
    undetermined: fn('!Ref Runtime', 'Parameters:\n  Runtime: { Type: String }\n'),
  },
});
