import { valueAt } from '#model/read-value';
import type { Control } from '../define-control.ts';
import { defineControl, satisfied, undetermined, violated } from '../define-control.ts';
import { isBroadPolicy, managedNames } from '../identity-policies.ts';

const role = (arns: string): string => `Resources:
  Subject:
    Type: AWS::IAM::Role
    Properties:
      AssumeRolePolicyDocument:
        Statement: [{ Effect: Allow, Principal: { Service: lambda.amazonaws.com }, Action: 'sts:AssumeRole' }]
      ManagedPolicyArns: ${arns}
`;

export const iamManagedBroad: Control = defineControl({
  id: 'iam-managed-broad',
  title: 'Broad AWS-managed policy attached',
  severity: 'high',
  cwe: 269,
  why: 'Such a policy allows everything of a service, or of all, on every resource of the account, and grows by itself.',
  fix: 'Write a policy with the actions and the resources that are needed.',
  sources: ['https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_managed-vs-inline.html'],
  types: ['AWS::IAM::Role', 'AWS::IAM::User', 'AWS::IAM::Group'],
  reads: ['AWS::IAM::Role.ManagedPolicyArns', 'AWS::IAM::User.ManagedPolicyArns', 'AWS::IAM::Group.ManagedPolicyArns'],
  judge(resource) {
    const { names, open } = managedNames(valueAt(resource.properties, 'ManagedPolicyArns'));
    const broad = names.find(({ name }) => isBroadPolicy(name));
    if (broad !== undefined) return violated(broad.at, `\`${resource.id}\` has the policy \`${broad.name}\``);
    return open === undefined ? satisfied : undetermined(open);
  },
  examples: {
    violated: role("['arn:aws:iam::aws:policy/AmazonDynamoDBFullAccess']"),
    satisfied: role("['arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole']"),
    undetermined: `Parameters:\n  Given: { Type: String }\n${role('[!Ref Given]')}`,
  },
});
