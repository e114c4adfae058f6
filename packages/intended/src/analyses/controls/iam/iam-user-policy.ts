import type { Resource } from '#model/application';
import { itemsOf, valueAt } from '#model/read-value';
import { deferred } from '#model/value';
import type { Control, Outcome } from '../define-control.ts';
import { defineControl, notApplicable, satisfied, undetermined, violated } from '../define-control.ts';

const policy = (users: string): string => `Parameters:
  Stage: { Type: String }
Conditions:
  IsTest: !Equals [!Ref Stage, test]
Resources:
  Subject:
    Type: AWS::IAM::ManagedPolicy
    Properties:
      PolicyDocument:
        Statement: [{ Effect: Allow, Action: 'dynamodb:GetItem', Resource: 'arn:aws:dynamodb:eu-central-1:123456789012:table/Rides' }]
${users}`;

export const iamUserPolicy: Control = defineControl({
  id: 'iam-user-policy',
  title: 'Policy attached to a user',
  severity: 'low',
  cwe: 266,
  why: 'Rights that hang on single users are forgotten there, and a user’s keys do not expire.',
  fix: 'Attach the policy to a group or, better, to a role that people and programs assume.',
  sources: ['https://docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html'],
  types: ['AWS::IAM::Policy', 'AWS::IAM::ManagedPolicy', 'AWS::IAM::UserPolicy', 'AWS::IAM::User'],
  reads: [
    'AWS::IAM::Policy.Users',
    'AWS::IAM::ManagedPolicy.Users',
    'AWS::IAM::UserPolicy.UserName',
    'AWS::IAM::User.Policies',
    'AWS::IAM::User.ManagedPolicyArns',
  ],
  judge(resource) {
    if (resource.type === 'AWS::IAM::UserPolicy')
      return violated(resource.typeAt, `\`${resource.id}\` is a policy of a user`);
    const names = resource.type === 'AWS::IAM::User' ? ['Policies', 'ManagedPolicyArns'] : ['Users'];
    const outcomes = names.map((name) => judgeList(resource, name));
    return (
      outcomes.find(({ kind }) => kind === 'violated') ??
      outcomes.find(({ kind }) => kind === 'undetermined') ??
      (resource.type === 'AWS::IAM::User' ? satisfied : (outcomes[0] ?? notApplicable))
    );
  },
  examples: {
    violated: policy('      Users: [mailer]\n'),
    satisfied: policy('      Groups: [operators]\n'),
    undetermined: policy("      Users: !If [IsTest, [mailer], !Ref 'AWS::NoValue']\n"),
  },
});

function judgeList({ id, properties }: Resource, name: string): Outcome {
  const value = valueAt(properties, name);
  const [item] = itemsOf(value);
  if (value === undefined || item === undefined) return satisfied;
  if (item.kind === 'choice') return undetermined(deferred('condition', item.condition, item.at));
  if (item.kind === 'deferred') return undetermined(item);
  return violated(value.at, `\`${id}\` gives rights to a single user`);
}
