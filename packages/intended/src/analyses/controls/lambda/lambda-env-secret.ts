import { valueAt } from '#model/read-value';
import type { Control } from '../define-control.ts';
import { defineControl, notApplicable } from '../define-control.ts';
import { functionTemplate, IS_TEST } from '../function-examples.ts';
import { judgeFound } from '../judge-secrets.ts';
import { secretsIn } from '../secret-shape.ts';

const variable = (value: string): string => `      Environment: { Variables: { DB_PASSWORD: ${value} } }\n`;

export const lambdaEnvSecret: Control = defineControl({
  id: 'lambda-env-secret',
  title: 'Secret in clear text in environment variables',
  severity: 'critical',
  cwe: 798,
  why: 'The secret stands in the template’s history, and whoever may see the function’s configuration reads it.',
  fix: 'Keep it in Secrets Manager or Parameter Store, give the function its name, and change the secret: it is known.',
  sources: ['https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html'],
  types: ['AWS::Lambda::Function'],
  reads: ['AWS::Lambda::Function.Environment.Variables'],
  judge(fn, context) {
    const variables = valueAt(fn.properties, 'Environment', 'Variables');
    if (variables === undefined) return notApplicable;
    return judgeFound(
      secretsIn('', variables),
      context,
      ({ name, kind }) => `\`${name}\` of \`${fn.id}\` is ${kind} in clear text`,
    );
  },
  examples: {
    violated: functionTemplate(variable('Tr0ub4dor-and-3')),
    satisfied: functionTemplate(
      `      Environment: { Variables: { DB_SECRET_ARN: !Ref Secret } }\n`,
      '  Secret: { Type: AWS::SecretsManager::Secret }\n',
    ),
    undetermined: functionTemplate(variable("!If [IsTest, Tr0ub4dor-and-3, '']"), '', IS_TEST),
  },
});
