import { literal, valueAt } from '#model/read-value';
import type { Control } from '../define-control.ts';
import { defineControl, notApplicable, satisfied, undetermined, violated } from '../define-control.ts';
import { isSecretName } from '../secret-shape.ts';
import { PARAMETER } from '../template-parts.ts';

const template = (parameter: string): string =>
  `Parameters:\n  DbPassword: ${parameter}\nResources:\n  Rides: { Type: AWS::SNS::Topic }\n`;

export const templateNoecho: Control = defineControl({
  id: 'template-noecho',
  title: 'Secret parameter without NoEcho or with a default',
  severity: 'medium',
  cwe: 522,
  why: 'Whoever may look at the stack reads the secret; a default stands in the template’s history for all.',
  fix: 'Set `NoEcho: true` and remove the default, or take the secret from Secrets Manager by a dynamic reference.',
  sources: ['https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/parameters-section-structure.html'],
  types: [PARAMETER],
  reads: [`${PARAMETER}.NoEcho`, `${PARAMETER}.Default`],
  judge({ id, properties, at }) {
    const type = literal(valueAt(properties, 'Type')) ?? 'String';
    const name = id.slice(id.lastIndexOf('.') + 1);
    if (type !== 'String' || !isSecretName(name)) return notApplicable;
    const value = valueAt(properties, 'Default');
    const text = literal(value) ?? '';
    // The parameter names where the secret is: nothing to hide, unless it is not so after all.
    if (/^(?:arn:|\/)/.test(text)) return notApplicable;
    if (text.includes('{{resolve:'))
      return undetermined({ kind: 'deferred', why: { cause: 'dynamic-reference', name }, at: value?.at ?? at });
    if (literal(valueAt(properties, 'NoEcho')) !== 'true')
      return violated(at, `parameter \`${id}\` is a secret that is shown`);
    return text === '' ? satisfied : violated(value?.at ?? at, `parameter \`${id}\` is a secret with a default`);
  },
  examples: {
    violated: template('{ Type: String }'),
    satisfied: template('{ Type: String, NoEcho: true }'),
    undetermined: template("{ Type: String, Default: '{{resolve:ssm:/rides/password}}' }"),
  },
});
