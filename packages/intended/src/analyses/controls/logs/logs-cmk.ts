import type { Control } from '../define-control.ts';
import { beCustomerKey } from '../customer-key.ts';
import { propertyControl } from '../property-control.ts';

export const logsCmk: Control = propertyControl({
  id: 'logs-cmk',
  title: 'Log group not under a customer key',
  severity: 'low',
  cwe: 311,
  why: 'Whoever may read logs in the account reads these; with a key of yours they need that key, too.',
  fix: 'Name a key in `KmsKeyId` whose policy lets the logs service of the region use it.',
  sources: ['https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/encrypt-log-data-kms.html'],
  type: 'AWS::Logs::LogGroup',
  path: 'KmsKeyId',
  must: beCustomerKey,
  otherwise: 'is under no key of yours',
  good: 'arn:aws:kms:eu-central-1:123456789012:key/0123-4567',
  mechanical: false,
  base: { LogGroupName: '/rides', RetentionInDays: 30 },
});
