import { beCustomerKey } from '../customer-key.ts';
import type { Control } from '../define-control.ts';
import { propertyControl } from '../property-control.ts';

export const schedulerCmk: Control = propertyControl({
  id: 'scheduler-cmk',
  title: 'Schedule payload not under a customer key',
  severity: 'low',
  why: 'The payload that a schedule sends is kept under a key that nobody of the app controls.',
  fix: 'Set `KmsKeyArn` to a key of your own.',
  sources: ['https://docs.aws.amazon.com/scheduler/latest/UserGuide/encryption-rest.html'],
  type: 'AWS::Scheduler::Schedule',
  path: 'KmsKeyArn',
  must: beCustomerKey,
  otherwise: 'is not encrypted under a customer key',
  good: 'arn:aws:kms:eu-west-1:111122223333:key/rides',
  base: { ScheduleExpression: 'rate(1 hour)' },
  mechanical: false,
});
