import type { Value } from '#model/value';
import { itemsOf, partsOf, valueAt } from '#model/read-value';
import type { Context } from '../context.ts';
import type { Control, Outcome } from '../define-control.ts';
import { defineControl, notApplicable, satisfied, undetermined, violated } from '../define-control.ts';
import { functionTemplate } from '../function-examples.ts';
import { isProvidersLayer } from '../function-layers.ts';
import { judgeBranches, worstOf } from '../judge-value.ts';
import { ownAccounts } from '../trust-policies.ts';

const layers = (arn: string, head: string = ''): string => functionTemplate(`      Layers: [${arn}]\n`, '', head);

export const lambdaLayerCrossAccount: Control = defineControl({
  id: 'lambda-layer-cross-account',
  title: 'Layer owned by an unlisted account',
  severity: 'high',
  cwe: 829,
  why: 'The layer’s code runs with all rights of the function, and its owner decides what is in the next version.',
  fix: 'Publish the layer from your own account, or declare its owner under `external` in `intended.yaml`.',
  sources: ['https://docs.aws.amazon.com/lambda/latest/dg/chapter-layers.html'],
  types: ['AWS::Lambda::Function'],
  reads: ['AWS::Lambda::Function.Layers'],
  judge(fn, context) {
    const given = valueAt(fn.properties, 'Layers');
    if (given === undefined) return notApplicable;
    if (given.kind === 'choice') return judgeBranches(given, (branch) => judgeList(branch, fn.id, context));
    return judgeList(given, fn.id, context);
  },
  examples: {
    violated: layers("'arn:aws:lambda:eu-central-1:210987654321:layer:theirs:3'"),
    satisfied: layers("!Sub 'arn:aws:lambda:${AWS::Region}:${AWS::AccountId}:layer:ours:3'"),
    undetermined: layers('!Ref Given', 'Parameters:\n  Given: { Type: String }\n'),
  },
});

function judgeList(value: Value, id: string, context: Context): Outcome {
  const items = itemsOf(value);
  return items.length === 0 ? notApplicable : worstOf(items.map((item) => judgeLayer(item, id, context)));
}

function judgeLayer(value: Value, id: string, context: Context): Outcome {
  if (value.kind === 'choice') return judgeBranches(value, (branch) => judgeLayer(branch, id, context));
  if (value.kind === 'deferred') {
    // Another stack's export and the account's own parameters are the account's own choice.
    return value.why.cause === 'parameter' ? undetermined(value) : satisfied;
  }
  const parts = partsOf(value);
  if (parts === undefined) return satisfied;
  const text = parts.map((part) => (typeof part === 'string' ? part : '?')).join('');
  const [, , service, , account = '', , name = ''] = text.split(':');
  if (service !== 'lambda' || !/^\d{12}$/.test(account)) return satisfied;
  if (ownAccounts(context).has(account) || isProvidersLayer(account, name) || isDeclared(account, context))
    return satisfied;
  return violated(value.at, `\`${id}\` runs the layer \`${name}\` of the account \`${account}\``);
}

function isDeclared(account: string, { intent }: Context): boolean {
  return intent.external.some((one) => [one.id, one.name, one.host].some((text) => text?.includes(account) === true));
}
