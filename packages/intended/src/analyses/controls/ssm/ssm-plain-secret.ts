import type { Control } from '../define-control.ts';
import type { Resource } from '#model/application';
import type { Context } from '../context.ts';
import type { Value } from '#model/value';
import { literal, valueAt } from '#model/read-value';
import { defineControl, satisfied, violated } from '../define-control.ts';
import { judgeFound } from '../judge-secrets.ts';
import { isSecretName, secretsIn } from '../secret-shape.ts';

export const ssmPlainSecret: Control = defineControl({
  id: 'ssm-plain-secret',
  title: 'Secret in a plain String parameter',
  severity: 'high',
  cwe: 312,
  why: 'Whoever may read parameters reads it, no key stands in between, and its history keeps every version.',
  fix: 'Keep it in Secrets Manager, or as a `SecureString` made outside of the template.',
  sources: ['https://docs.aws.amazon.com/systems-manager/latest/userguide/sysman-paramstore-securestring.html'],
  types: ['AWS::SSM::Parameter'],
  reads: ['AWS::SSM::Parameter.Value', 'AWS::SSM::Parameter.Name'],
  judge(parameter, context) {
    const value = valueAt(parameter.properties, 'Value');
    if (value === undefined) return satisfied;
    const message = `\`${parameter.id}\` keeps a secret as plain text`;
    if (isSecretName(nameOf(parameter)) && isHandedOver(value)) return violated(value.at, message);
    if (isHidden(value, context)) return violated(value.at, message);
    return judgeFound(secretsIn(nameOf(parameter), value), context, () => message);
  },
  examples: {
    violated: `Resources:
  DbPassword:
    Type: AWS::SSM::Parameter
    Properties:
      Name: /rides/db/password
      Type: String
      Value: 'Tr0ub4dor-and-3'
`,
    satisfied: `Resources:
  DbPassword:
    Type: AWS::SSM::Parameter
    Properties:
      Name: /rides/db/password
      Type: String
      Value: !Ref Secret
  Secret:
    Type: AWS::SecretsManager::Secret
`,
    undetermined: `Parameters:
  Stage: { Type: String }
Conditions:
  IsTest: !Equals [!Ref Stage, test]
Resources:
  DbPassword:
    Type: AWS::SSM::Parameter
    Properties:
      Name: /rides/db/password
      Type: String
      Value: !If [IsTest, 'Tr0ub4dor-and-3', none]
`,
  },
});

/** The last part of its path, or what the template calls it. */
function nameOf(parameter: Resource): string {
  const name = literal(valueAt(parameter.properties, 'Name'))?.split('/').at(-1) ?? '';
  return isSecretName(name) ? name : parameter.logicalId;
}

/** Given to the stack when it is made, or looked up from a secret: not in the template, and plain here all the same. */
function isHandedOver(value: Value): boolean {
  if (value.kind !== 'deferred') return false;
  return value.why.cause === 'parameter' || value.why.cause === 'dynamic-reference';
}

/** A parameter of the stack that nobody may see is copied to where everybody may. */
function isHidden(value: Value, { application }: Context): boolean {
  if (value.kind !== 'deferred' || value.why.cause !== 'parameter') return false;
  return (application.parameters ?? []).some(({ id, noEcho }) => noEcho && id === value.why.name);
}
