import type { Resource } from '#model/application';
import { valueAt } from '#model/read-value';
import type { Value } from '#model/value';
import type { Control } from '../define-control.ts';
import { defineControl, notApplicable } from '../define-control.ts';
import { IS_TEST } from '../function-examples.ts';
import { judgeFound } from '../judge-secrets.ts';
import { secretsIn } from '../secret-shape.ts';
import { SECRET_HOLDERS } from '../secret-texts.ts';

const database = (password: string, head: string = ''): string => `${head}Resources:
  Subject:
    Type: AWS::RDS::DBInstance
    Properties: { Engine: postgres, DBInstanceClass: db.t4g.micro, MasterUsername: rides, MasterUserPassword: ${password} }
`;

export const templateSecret: Control = defineControl({
  id: 'template-secret',
  title: 'Hard-coded credential anywhere in the template',
  severity: 'critical',
  cwe: 798,
  why: 'Everyone who can read the repository, its history or the stack has the credential.',
  fix: 'Put it into Secrets Manager, refer to it by `{{resolve:secretsmanager:…}}`, and change it: it is known.',
  sources: ['https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/security-best-practices.html'],
  types: SECRET_HOLDERS,
  reads: [],
  judge(resource, context) {
    // Code in the template and variables of functions are asked by controls of their own.
    const found = [...propertiesOf(resource), ...attributesOf(resource)].flatMap(([key, value]) =>
      secretsIn(key, value),
    );
    if (found.length === 0 && resource.origin !== 'written') return notApplicable;
    return judgeFound(found, context, ({ name, kind }) => `\`${name}\` in \`${resource.id}\` is ${kind} in clear text`);
  },
  examples: {
    violated: database('Tr0ub4dor-and-3'),
    satisfied: database("'{{resolve:secretsmanager:rides:SecretString:password}}'"),
    undetermined: database(
      "!If [IsTest, Tr0ub4dor-and-3, '{{resolve:secretsmanager:rides:SecretString:password}}']",
      IS_TEST,
    ),
  },
});

function propertiesOf({ type, properties }: Resource): readonly (readonly [string, Value])[] {
  return [...properties.entries]
    .filter(([key]) => type !== 'AWS::Lambda::Function' || (key !== 'Environment' && key !== 'Code'))
    .map(([key, { value }]) => [key, value] as const);
}

function attributesOf({ attributes }: Resource): readonly (readonly [string, Value])[] {
  const metadata = valueAt(attributes, 'Metadata');
  return metadata === undefined ? [] : [['Metadata', metadata]];
}
