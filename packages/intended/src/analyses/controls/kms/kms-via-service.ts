import type { Control } from '../define-control.ts';
import { askAllows, policyControl, policyIn, usesKeyDirectly } from '../resource-policies.ts';
import { grantsAny } from '../identity-policies.ts';
import { satisfied, violated } from '../define-control.ts';

const DATA_ACTIONS = ['kms:Decrypt', 'kms:GenerateDataKey'];
const HOLDER = policyIn(['AWS::KMS::Key'], 'KeyPolicy', '');

export const kmsViaService: Control = policyControl({
  id: 'kms-via-service',
  title: 'Data key usable outside the intended service',
  severity: 'low',
  cwe: 732,
  why: 'A role that needs the key only for what a table or bucket reads for it can also decrypt copies taken elsewhere.',
  fix: 'Add a condition on `kms:ViaService` with the service that is meant.',
  sources: ['https://docs.aws.amazon.com/kms/latest/developerguide/conditions-kms.html'],
  holder: HOLDER,
  ask: (policy, resource) =>
    askAllows(policy, (statement) =>
      usesKeyDirectly(statement) && grantsAny(statement, DATA_ACTIONS).found.length > 0
        ? violated(statement.at, `\`${resource.id}\` may be used by hand, not only through a service`)
        : satisfied,
    ),
  bad: "{ Effect: Allow, Principal: { AWS: 'arn:aws:iam::111122223333:role/rides' }, Action: 'kms:Decrypt', Resource: '*' }",
  good: "{ Effect: Allow, Principal: { AWS: 'arn:aws:iam::111122223333:role/rides' }, Action: 'kms:Decrypt', Resource: '*', Condition: { StringEquals: { 'kms:ViaService': dynamodb.eu-west-1.amazonaws.com } } }",
});
