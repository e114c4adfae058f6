import { expect, test } from 'vitest';
import { applicationOf, either, nothing, ref } from './makers.ts';

const DOCUMENT = { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: 's3:GetObject', Resource: '*' }] };
const ROLE = { Type: 'AWS::IAM::Role', Properties: { AssumeRolePolicyDocument: { Statement: [] } } };
const MANAGED = 'arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole';

const grantsOf = (resources: Parameters<typeof applicationOf>[0]): readonly string[] =>
  applicationOf(resources).grants.map((one) => `${one.side} ${one.holder}: ${one.label}`);

test.each([
  [
    'inside the role',
    { Role: { ...ROLE, Properties: { Policies: [{ PolicyName: 'read', PolicyDocument: DOCUMENT }] } } },
    ['identity Role: read'],
  ],
  [
    'by a policy that names the role',
    {
      Role: { Type: 'AWS::IAM::Role' },
      P: {
        Type: 'AWS::IAM::Policy',
        Properties: { PolicyName: 'read', Roles: [ref('Role')], PolicyDocument: DOCUMENT },
      },
    },
    ['identity Role: read'],
  ],
  [
    'by a managed policy that the role names',
    {
      Role: { Type: 'AWS::IAM::Role', Properties: { ManagedPolicyArns: [ref('P')] } },
      P: { Type: 'AWS::IAM::ManagedPolicy', Properties: { PolicyDocument: DOCUMENT } },
    },
    ['identity Role: P'],
  ],
  [
    'by a managed policy that names the role',
    {
      Role: { Type: 'AWS::IAM::Role' },
      P: { Type: 'AWS::IAM::ManagedPolicy', Properties: { Roles: [ref('Role')], PolicyDocument: DOCUMENT } },
    },
    ['identity Role: P'],
  ],
  [
    'by the provider',
    { Role: { Type: 'AWS::IAM::Role', Properties: { ManagedPolicyArns: [MANAGED] } } },
    ['managed Role: AWSLambdaBasicExecutionRole'],
  ],
  [
    'by the provider, on a condition',
    { Role: { Type: 'AWS::IAM::Role', Properties: { ManagedPolicyArns: [either('Log', MANAGED, nothing)] } } },
    ['managed Role: AWSLambdaBasicExecutionRole'],
  ],
  [
    'within a boundary',
    {
      Role: { Type: 'AWS::IAM::Role', Properties: { PermissionsBoundary: ref('P') } },
      P: { Type: 'AWS::IAM::ManagedPolicy', Properties: { PolicyDocument: DOCUMENT } },
    },
    ['boundary Role: P'],
  ],
  [
    'through a group',
    {
      User: { Type: 'AWS::IAM::User', Properties: { Groups: [ref('Group')] } },
      Group: { Type: 'AWS::IAM::Group', Properties: { Policies: [{ PolicyName: 'read', PolicyDocument: DOCUMENT }] } },
    },
    ['identity User: read', 'identity Group: read'],
  ],
])('a permission is given %s', (_, resources, expected) => {
  expect(grantsOf(resources)).toEqual(expected);
});

test('who may assume a role is a grant of its own side', () => {
  expect(grantsOf({ Role: ROLE })).toEqual(['trust Role: trust policy']);
});
