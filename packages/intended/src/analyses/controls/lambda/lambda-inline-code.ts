import type { Control } from '../define-control.ts';
import { beAbsent } from '../judge-value.ts';
import { propertyControl } from '../property-control.ts';

export const lambdaInlineCode: Control = propertyControl({
  id: 'lambda-inline-code',
  title: 'Inline ZipFile code escapes code scanning',
  severity: 'info',
  why: 'Code inside a template has no file of its own: linters, tests and dependency checks pass it by.',
  fix: 'Move the code into a file and name that in `Code` (SAM: `CodeUri`).',
  sources: [
    'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-lambda-function-code.html',
  ],
  type: 'AWS::Lambda::Function',
  path: 'Code.ZipFile',
  must: beAbsent,
  otherwise: 'has its code in the template',
  good: '',
  bad: 'exports.handler = async () => 1',
  mechanical: false,
  base: { Runtime: 'nodejs24.x', Handler: 'index.handler', Role: 'arn:aws:iam::123456789012:role/rides' },
});
