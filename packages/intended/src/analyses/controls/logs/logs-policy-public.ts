import type { Control } from '../define-control.ts';
import { defineControl, notApplicable } from '../define-control.ts';
import { judgeOpenToAnyone, policyAt } from '../policy-statements.ts';

const policy = (principal: string, head: string = ''): string => `${head}Resources:
  Subject:
    Type: AWS::Logs::ResourcePolicy
    Properties:
      PolicyName: rides
      PolicyDocument: !Sub '{ "Version": "2012-10-17", "Statement": [{ "Effect": "Allow", "Principal": ${principal}, "Action": "logs:PutLogEvents", "Resource": "*" }] }'
`;

export const logsPolicyPublic: Control = defineControl({
  id: 'logs-policy-public',
  title: 'Log resource/destination policy open',
  severity: 'high',
  cwe: 284,
  why: 'Any account can write into the logs, and forge what an inquiry will read, or subscribe to them.',
  fix: 'Name the service or accounts in `Principal`, and narrow with `aws:SourceAccount` or `aws:PrincipalOrgID`.',
  sources: ['https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/iam-access-control-overview-cwl.html'],
  types: ['AWS::Logs::ResourcePolicy', 'AWS::Logs::Destination', 'AWS::Logs::LogGroup'],
  reads: [
    'AWS::Logs::ResourcePolicy.PolicyDocument',
    'AWS::Logs::Destination.DestinationPolicy',
    'AWS::Logs::LogGroup.ResourcePolicyDocument',
  ],
  judge(resource) {
    const found =
      policyAt(resource, 'PolicyDocument') ??
      policyAt(resource, 'DestinationPolicy') ??
      policyAt(resource, 'ResourcePolicyDocument');
    if (found === undefined) return notApplicable;
    return judgeOpenToAnyone(found, () => `the policy \`${resource.id}\` is open to anyone`);
  },
  examples: {
    violated: policy('"*"'),
    satisfied: policy('{ "Service": "es.amazonaws.com" }'),
    undetermined: policy('{ "AWS": "${Given}" }', 'Parameters:\n  Given: { Type: String }\n'),
  },
});
