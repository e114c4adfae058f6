import { beCustomerKey } from '../customer-key.ts';
import type { Control } from '../define-control.ts';
import { propertyControl } from '../property-control.ts';

export const sfnCmk: Control = propertyControl({
  id: 'sfn-cmk',
  title: 'State machine not under a customer key',
  severity: 'low',
  why: 'Definition and execution history lie under a key that nobody of the app controls.',
  fix: 'Set `EncryptionConfiguration` with a key of your own.',
  sources: ['https://docs.aws.amazon.com/step-functions/latest/dg/encryption-at-rest.html'],
  type: 'AWS::StepFunctions::StateMachine',
  path: 'EncryptionConfiguration.KmsKeyId',
  must: beCustomerKey,
  otherwise: 'is not encrypted under a customer key',
  good: 'arn:aws:kms:eu-west-1:111122223333:key/rides',
  base: { RoleArn: 'arn:aws:iam::111122223333:role/rides', DefinitionString: '{}' },
  mechanical: false,
});
