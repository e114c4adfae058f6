import { partsOf, valueAt } from '#model/read-value';
import { wordsOfParts } from '#policy/words-of-parts';
import { functionOf } from '../async-sources.ts';
import type { Context } from '../context.ts';
import type { Control } from '../define-control.ts';
import { defineControl, notApplicable, satisfied, undetermined, violated } from '../define-control.ts';
import { functionTemplate } from '../function-examples.ts';

const permission = (name: string, principal: string): string =>
  `  ${name}:\n    Type: AWS::Lambda::Permission\n    Properties: { FunctionName: !Ref Subject, Action: 'lambda:InvokeFunction', Principal: ${principal}, SourceAccount: '123456789012' }\n`;
const S3 = permission('First', 's3.amazonaws.com');

export const lambdaPermissionManyPrincipals: Control = defineControl({
  id: 'lambda-permission-many-principals',
  title: 'One function is invoked by several service principals',
  severity: 'info',
  why: 'A handler for events of several forms checks none of them well, and has the rights that all of them need.',
  fix: 'Give each kind of event a function of its own.',
  sources: ['https://docs.aws.amazon.com/lambda/latest/dg/permissions-function-services.html'],
  types: ['AWS::Lambda::Function'],
  reads: ['AWS::Lambda::Permission.Principal'],
  judge(fn, context) {
    const principals = principalsBy(context).get(fn.id);
    if (principals === undefined) return notApplicable;
    if (principals.size > 1)
      return violated(
        fn.at,
        `\`${fn.id}\` is invoked by ${[...principals.keys()].map((one) => `\`${one}\``).join(', ')}`,
      );
    const [open] = principals.values();
    return open?.kind === 'deferred' ? undetermined(open) : satisfied;
  },
  examples: {
    violated: functionTemplate('', S3 + permission('Second', 'sns.amazonaws.com')),
    satisfied: functionTemplate('', S3),
    undetermined: functionTemplate('', permission('First', '!Ref Given'), 'Parameters:\n  Given: { Type: String }\n'),
  },
});

type Principals = ReadonlyMap<string, ReturnType<typeof valueAt>>;
const kept = new WeakMap<Context, ReadonlyMap<string, Principals>>();

/** Principals of permissions by the function. */
function principalsBy(context: Context): ReadonlyMap<string, Principals> {
  const known = kept.get(context) ?? read(context);
  kept.set(context, known);
  return known;
}

function read(context: Context): ReadonlyMap<string, Principals> {
  const found = new Map<string, Map<string, ReturnType<typeof valueAt>>>();
  for (const { properties } of context.ofType('AWS::Lambda::Permission')) {
    const principal = valueAt(properties, 'Principal');
    const fn = functionOf(valueAt(properties, 'FunctionName'), context);
    const words = principal?.kind === 'deferred' ? principal.why.name : wordsOfParts(partsOf(principal) ?? []);
    if (fn === undefined || (principal?.kind !== 'deferred' && !words.includes('amazonaws'))) continue;
    const known = found.get(fn.id) ?? new Map<string, ReturnType<typeof valueAt>>();
    found.set(fn.id, known.set(words, principal));
  }
  return found;
}
