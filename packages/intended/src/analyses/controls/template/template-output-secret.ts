import { literal, partsOf, valueAt } from '#model/read-value';
import type { Value } from '#model/value';
import { deferred } from '#model/value';
import type { Context } from '../context.ts';
import type { Control } from '../define-control.ts';
import { defineControl, satisfied, undetermined, violated } from '../define-control.ts';
import { judgeFound } from '../judge-secrets.ts';
import { secretsIn } from '../secret-shape.ts';
import { OUTPUT } from '../template-parts.ts';

const template = (value: string, head: string = ''): string =>
  `${head}Resources:\n  User: { Type: AWS::IAM::User }\n  Key:\n    Type: AWS::IAM::AccessKey\n    Properties: { UserName: !Ref User, Status: Inactive }\nOutputs:\n  Shown: { Value: ${value} }\n`;

/** Attributes that are credentials. */
const SECRET_ATTRIBUTES = /^(?:SecretAccessKey|ClientSecret|MasterUserPassword|AuthToken|ApiKey|Token|Password)$/;

export const templateOutputSecret: Control = defineControl({
  id: 'template-output-secret',
  title: 'Secret exposed in stack outputs',
  severity: 'critical',
  cwe: 522,
  why: 'Whoever may look at the stack reads its outputs, and pipelines print them in their logs.',
  fix: 'Put out the name of the secret instead of its value, and change the secret: it is known.',
  sources: ['https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/outputs-section-structure.html'],
  types: [OUTPUT],
  reads: [`${OUTPUT}.Value`],
  judge({ id, properties, at }, context) {
    const value = valueAt(properties, 'Value');
    if (value === undefined) return satisfied;
    const outcome = judgeExposed(value, context);
    if (outcome === 'exposed') return violated(at, `output \`${id}\` shows a secret`);
    if (outcome !== 'no') return undetermined(deferred('condition', outcome.condition, at));
    return judgeFound(secretsIn(id, value), context, ({ kind }) => `output \`${id}\` shows ${kind}`);
  },
  examples: {
    violated: template('!GetAtt Key.SecretAccessKey'),
    satisfied: template('!Ref User'),
    undetermined: template(
      '!If [IsTest, !GetAtt Key.SecretAccessKey, none]',
      'Parameters:\n  Stage: { Type: String }\nConditions:\n  IsTest: !Equals [!Ref Stage, test]\n',
    ),
  },
});

/** Does a value hold an attribute that is a credential, or a parameter that must not be shown? */
function judgeExposed(value: Value, context: Context): 'exposed' | 'no' | { readonly condition: string } {
  if (value.kind === 'choice') {
    const each = value.branches.map((branch) => judgeExposed(branch, context));
    if (each.every((one) => one === 'exposed')) return 'exposed';
    return each.every((one) => one === 'no') ? 'no' : { condition: value.condition };
  }
  if (value.kind === 'deferred') return isHidden(value.why.name, context) ? 'exposed' : 'no';
  if (value.kind === 'list')
    return value.items.some((item) => judgeExposed(item, context) === 'exposed') ? 'exposed' : 'no';
  if (hiddenDefaults(context).has(literal(value) ?? '')) return 'exposed';
  const parts = partsOf(value) ?? [];
  const isShown = parts.some((part) => {
    if (typeof part === 'string') return false;
    if (part.kind === 'reference') return SECRET_ATTRIBUTES.test(part.attribute);
    if (part.kind !== 'hole') return false;
    return part.why.cause === 'dynamic-reference'
      ? /^(?:secretsmanager|ssm-secure)/.test(part.why.name)
      : isHidden(part.why.name, context);
  });
  return isShown ? 'exposed' : 'no';
}

function isHidden(name: string, { application: { parameters = [] } }: Context): boolean {
  return parameters.some((one) => one.noEcho && one.id === name);
}

/** What hidden parameters are by default: a reference to one gives it as if it stood there. */
function hiddenDefaults({ application: { parameters = [] } }: Context): ReadonlySet<string> {
  const texts = parameters.flatMap((one) =>
    one.noEcho && one.default !== undefined ? [String(one.default.value)] : [],
  );
  return new Set(texts.filter((text) => text.length >= 4));
}
