import type { Control } from '../define-control.ts';
import { askOpen, policyControl, policyIn } from '../resource-policies.ts';

const STREAM = 'arn:aws:kinesis:eu-west-1:111122223333:stream/rides';
const HOLDER = policyIn(['AWS::Kinesis::ResourcePolicy'], 'ResourcePolicy', `      ResourceArn: ${STREAM}\n`);

export const kinesisPolicyPublic: Control = policyControl({
  id: 'kinesis-policy-public',
  title: 'Stream resource policy open',
  severity: 'high',
  cwe: 732,
  why: 'Anyone with an account at the provider may read the records, or write their own among them.',
  fix: 'Name the accounts or roles that may use the stream.',
  sources: ['https://docs.aws.amazon.com/streams/latest/dev/resource-based-policy-examples.html'],
  holder: HOLDER,
  ask: (policy, resource) => askOpen(policy, resource),
  bad: `{ Effect: Allow, Principal: '*', Action: 'kinesis:GetRecords', Resource: '${STREAM}' }`,
  good: `{ Effect: Allow, Principal: { AWS: !Sub 'arn:aws:iam::\${AWS::AccountId}:root' }, Action: 'kinesis:GetRecords', Resource: '${STREAM}' }`,
});
