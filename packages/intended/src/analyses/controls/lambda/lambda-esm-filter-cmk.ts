import { valueAt } from '#model/read-value';
import { beCustomerKey } from '../customer-key.ts';
import type { Control } from '../define-control.ts';
import { propertyControl } from '../property-control.ts';

export const lambdaEsmFilterCmk: Control = propertyControl({
  id: 'lambda-esm-filter-cmk',
  title: 'Filter criteria carrying data values not under a customer key',
  severity: 'low',
  cwe: 311,
  why: 'Filters that compare with names or numbers of people show them to whoever may read the mapping.',
  fix: 'Name a key of yours in `KmsKeyArn`.',
  sources: ['https://docs.aws.amazon.com/lambda/latest/dg/invocation-eventfiltering.html'],
  type: 'AWS::Lambda::EventSourceMapping',
  applies: ({ properties }) => valueAt(properties, 'FilterCriteria') !== undefined,
  path: 'KmsKeyArn',
  must: beCustomerKey,
  otherwise: 'has filters that no key of yours guards',
  good: 'arn:aws:kms:eu-central-1:123456789012:key/0123-4567',
  mechanical: false,
  base: {
    FunctionName: 'rides',
    EventSourceArn: 'arn:aws:sqs:eu-central-1:123456789012:rides',
    FilterCriteria: { Filters: [{ Pattern: '{"body": {"kind": ["ride"]}}' }] },
  },
});
