import type { Control } from '../define-control.ts';
import { valueAt } from '#model/read-value';
import { defineControl, satisfied } from '../define-control.ts';
import { parsed } from '#readers/aws/parsed';
import { judgeFound } from '../judge-secrets.ts';
import { secretsIn } from '../secret-shape.ts';

export const ssmDocumentSecret: Control = defineControl({
  id: 'ssm-document-secret',
  title: 'Secret in a document',
  severity: 'high',
  cwe: 798,
  why: 'Whoever may read the document, or the log of one run of it, has the secret.',
  fix: 'Let the document look the secret up, and change this one: it is known.',
  sources: ['https://docs.aws.amazon.com/systems-manager/latest/userguide/security-best-practices.html'],
  types: ['AWS::SSM::Document'],
  reads: ['AWS::SSM::Document.Content'],
  judge(document, context) {
    const content = parsed(valueAt(document.properties, 'Content'));
    if (content === undefined) return satisfied;
    return judgeFound(
      secretsIn('', content),
      context,
      ({ name }) => `\`${name}\` of \`${document.id}\` is a secret in clear text`,
    );
  },
  examples: {
    violated: `Resources:
  Repair:
    Type: AWS::SSM::Document
    Properties:
      DocumentType: Automation
      Content: { schemaVersion: '0.3', variables: { DbPassword: 'Tr0ub4dor-and-3' } }
`,
    satisfied: `Resources:
  Repair:
    Type: AWS::SSM::Document
    Properties:
      DocumentType: Automation
      Content: { schemaVersion: '0.3', variables: { DbPassword: '{{resolve:ssm-secure:/rides/db}}' } }
`,
    undetermined: `Parameters:
  Stage: { Type: String }
Conditions:
  IsTest: !Equals [!Ref Stage, test]
Resources:
  Repair:
    Type: AWS::SSM::Document
    Properties:
      DocumentType: Automation
      Content: { schemaVersion: '0.3', variables: { DbPassword: !If [IsTest, 'Tr0ub4dor-and-3', none] } }
`,
  },
});
