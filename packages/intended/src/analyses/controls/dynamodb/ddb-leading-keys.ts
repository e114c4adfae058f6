import type { Control } from '../define-control.ts';
import type { Context } from '../context.ts';
import type { Statement } from '#policy/statement';
import { wordsOfParts } from '#policy/words-of-parts';
import { defineControl, notApplicable, satisfied, violated } from '../define-control.ts';
import { grantsAny, judgeStatements } from '../identity-policies.ts';
import { plainText } from '../policy-conditions.ts';
import { policyAt } from '../policy-statements.ts';
import { hasCondition, principalsOf } from '../trust-policies.ts';

const ITEM_ACTIONS: readonly string[] = [
  'dynamodb:GetItem',
  'dynamodb:BatchGetItem',
  'dynamodb:Query',
  'dynamodb:Scan',
  'dynamodb:PutItem',
  'dynamodb:UpdateItem',
  'dynamodb:DeleteItem',
  'dynamodb:BatchWriteItem',
];

export const ddbLeadingKeys: Control = defineControl({
  id: 'ddb-leading-keys',
  title: 'Identity-pool role reads a table without a LeadingKeys condition',
  severity: 'high',
  cwe: 639,
  why: 'These credentials are in the hands of each user’s browser or phone: without the condition, one reads and changes the items of all.',
  fix: 'Add a condition on `dynamodb:LeadingKeys` with the identity of the caller, or put an API in between.',
  sources: ['https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/specifying-conditions.html'],
  types: ['AWS::IAM::Role', 'AWS::IAM::Policy', 'AWS::IAM::ManagedPolicy', 'AWS::IAM::RolePolicy'],
  reads: [
    'AWS::IAM::Role.Policies.PolicyDocument',
    'AWS::IAM::Policy.PolicyDocument',
    'AWS::IAM::ManagedPolicy.PolicyDocument',
    'AWS::IAM::RolePolicy.PolicyDocument',
  ],
  judge(resource, context) {
    const grants = context
      .grantsIn(resource)
      .filter(({ side, holder }) => side === 'identity' && isOfClients(holder, context))
      .map((grant) => context.policyOf(grant));
    if (grants.length === 0) return notApplicable;
    return judgeStatements(grants, (statement) => {
      const [action] = grantsAny(statement, ITEM_ACTIONS).found;
      return action === undefined ||
        !reachesTables(statement, context) ||
        hasCondition(statement, /^dynamodb:LeadingKeys$/i)
        ? satisfied
        : violated(
            statement.at,
            `\`${resource.id}\` lets every client do \`${wordsOfParts(action.parts)}\` on all items`,
          );
    });
  },
  examples: {
    violated: `Resources:
  Riders:
    Type: AWS::IAM::Role
    Properties:
      AssumeRolePolicyDocument:
        Statement:
          - { Effect: Allow, Principal: { Federated: cognito-identity.amazonaws.com }, Action: 'sts:AssumeRoleWithWebIdentity' }
      Policies:
        - PolicyName: rides
          PolicyDocument: { Statement: [{ Effect: Allow, Action: 'dynamodb:Query', Resource: 'arn:aws:dynamodb:eu-west-1:111122223333:table/rides' }] }
`,
    satisfied: `Resources:
  Riders:
    Type: AWS::IAM::Role
    Properties:
      AssumeRolePolicyDocument:
        Statement:
          - { Effect: Allow, Principal: { Federated: cognito-identity.amazonaws.com }, Action: 'sts:AssumeRoleWithWebIdentity' }
      Policies:
        - PolicyName: rides
          PolicyDocument: { Statement: [{ Effect: Allow, Action: 'dynamodb:Query', Resource: 'arn:aws:dynamodb:eu-west-1:111122223333:table/rides', Condition: { 'ForAllValues:StringEquals': { 'dynamodb:LeadingKeys': ['\${cognito-identity.amazonaws.com:sub}'] } } }] }
`,
    undetermined: `Parameters:
  Stage: { Type: String }
Conditions:
  IsTest: !Equals [!Ref Stage, test]
Resources:
  Riders:
    Type: AWS::IAM::Role
    Properties:
      AssumeRolePolicyDocument:
        Statement:
          - { Effect: Allow, Principal: { Federated: cognito-identity.amazonaws.com }, Action: 'sts:AssumeRoleWithWebIdentity' }
      Policies:
        - PolicyName: rides
          PolicyDocument: { Statement: [!If [IsTest, { Effect: Allow, Action: 'dynamodb:Query', Resource: 'arn:aws:dynamodb:eu-west-1:111122223333:table/rides' }, { Effect: Allow, Action: 'dynamodb:Query', Resource: 'arn:aws:dynamodb:eu-west-1:111122223333:table/rides', Condition: { 'ForAllValues:StringEquals': { 'dynamodb:LeadingKeys': ['\${cognito-identity.amazonaws.com:sub}'] } } }]] }
`,
  },
});

/** Do clients of an identity pool get the credentials of this role? */
function isOfClients(role: string, { application }: Context): boolean {
  const resource = application.resources.get(role);
  const trust = resource === undefined ? undefined : policyAt(resource, 'AssumeRolePolicyDocument');
  return (trust?.statements ?? []).some((statement) =>
    principalsOf(statement).some(
      (principal) => principal.kind === 'Federated' && plainText(principal).startsWith('cognito-identity.'),
    ),
  );
}

function reachesTables({ resources }: Statement, { application }: Context): boolean {
  if (resources === undefined || resources.negated) return true;
  return resources.patterns.some(
    (pattern) =>
      /^\*|:dynamodb:/.test(plainText(pattern)) ||
      pattern.parts.some(
        (part) =>
          typeof part === 'object' &&
          part.kind === 'reference' &&
          application.resources.get(part.to)?.type.startsWith('AWS::DynamoDB::') === true,
      ),
  );
}
