import type { Control } from '../define-control.ts';
import { valueAt } from '#model/read-value';
import { defineControl, satisfied } from '../define-control.ts';
import { parsed } from '#readers/aws/parsed';
import { judgeFound } from '../judge-secrets.ts';
import { secretsIn } from '../secret-shape.ts';

export const secretLiteral: Control = defineControl({
  id: 'secret-literal',
  title: 'Secret value written in the template',
  severity: 'critical',
  cwe: 798,
  why: 'Everyone who may read the template, its history or the stack has the secret.',
  fix: 'Use `GenerateSecretString`, or put the value in by hand after the secret is made; change this one, it is known.',
  sources: ['https://docs.aws.amazon.com/secretsmanager/latest/userguide/best-practices.html'],
  types: ['AWS::SecretsManager::Secret'],
  reads: ['AWS::SecretsManager::Secret.SecretString'],
  judge(secret, context) {
    const value = parsed(valueAt(secret.properties, 'SecretString'));
    if (value === undefined) return satisfied;
    return judgeFound(
      secretsIn('password', value),
      context,
      () => `the value of \`${secret.id}\` is written in the template`,
    );
  },
  examples: {
    violated: `Resources:
  Partner:
    Type: AWS::SecretsManager::Secret
    Properties:
      SecretString: 'Tr0ub4dor-and-3'
`,
    satisfied: `Resources:
  Partner:
    Type: AWS::SecretsManager::Secret
    Properties:
      GenerateSecretString: { PasswordLength: 32 }
`,
    undetermined: `Parameters:
  Stage: { Type: String }
Conditions:
  IsTest: !Equals [!Ref Stage, test]
Resources:
  Partner:
    Type: AWS::SecretsManager::Secret
    Properties:
      SecretString: !If [IsTest, 'Tr0ub4dor-and-3', !Ref AWS::NoValue]
`,
  },
});
