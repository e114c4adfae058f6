import { partsOf } from '#model/read-value';
import type { Control, Outcome } from '../define-control.ts';
import { defineControl, notApplicable, satisfied, undetermined, violated } from '../define-control.ts';
import { limitOf } from '../function-permissions.ts';
import { IS_TEST } from '../function-examples.ts';
import { judgeAt } from '../judge-value.ts';
import { deferred } from '#model/value';
import { wordsOfParts } from '#policy/words-of-parts';

const permission = (more: string, head: string = ''): string =>
  `${head}Resources:\n  Subject:\n    Type: AWS::Lambda::Permission\n    Properties:\n      FunctionName: rides\n      Action: lambda:InvokeFunction\n      Principal: s3.amazonaws.com\n${more}`;

export const lambdaPermissionSourceUnscoped: Control = defineControl({
  id: 'lambda-permission-source-unscoped',
  title: 'Service principal may invoke without SourceArn/SourceAccount (confused deputy)',
  severity: 'high',
  cwe: 441,
  why: 'The service invokes the function for whoever asks it to: a bucket, topic or API of any other account will do.',
  fix: 'Name the one source in `SourceArn`, and its account in `SourceAccount` where the ARN has none.',
  sources: ['https://docs.aws.amazon.com/lambda/latest/dg/permissions-function-services.html'],
  types: ['AWS::Lambda::Permission'],
  reads: [
    'AWS::Lambda::Permission.SourceArn',
    'AWS::Lambda::Permission.SourceAccount',
    'AWS::Lambda::Permission.Principal',
  ],
  judge: ({ id, properties, typeAt }) =>
    judgeAt(properties, 'Principal', (leaf): Outcome => {
      const parts = partsOf(leaf);
      const service = parts === undefined ? '' : wordsOfParts(parts);
      if (!/\.amazonaws\.com(?:\.cn)?$|\.\$\{AWS::URLSuffix\}$|\.amazon\.com$/.test(service)) return notApplicable;
      const limit = limitOf(properties);
      if (limit === 'some') return satisfied;
      if (limit === 'none') return violated(typeAt, `\`${id}\` lets \`${service}\` invoke on behalf of any account`);
      return undetermined(deferred('condition', limit.kind === 'choice' ? limit.condition : '', limit.at));
    }),
  examples: {
    violated: permission(''),
    satisfied: permission('      SourceArn: arn:aws:s3:::rides\n'),
    undetermined: permission("      SourceArn: !If [IsTest, !Ref 'AWS::NoValue', 'arn:aws:s3:::rides']\n", IS_TEST),
  },
});
