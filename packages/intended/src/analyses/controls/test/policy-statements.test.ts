import { describe, expect, test } from 'vitest';
import { iamActionStar } from '../iam/iam-action-star.ts';
import { iamAdmin } from '../iam/iam-admin.ts';
import { iamAssumeAnyRole } from '../iam/iam-assume-any-role.ts';
import { iamExternalId } from '../iam/iam-external-id.ts';
import { iamInverted } from '../iam/iam-inverted.ts';
import { iamKmsDecryptStar } from '../iam/iam-kms-decrypt-star.ts';
import { iamOidcCi } from '../iam/iam-oidc-ci.ts';
import { iamPassroleStar } from '../iam/iam-passrole-star.ts';
import { iamPrivesc } from '../iam/iam-privesc.ts';
import { iamResourceStar } from '../iam/iam-resource-star.ts';
import { iamTrustAccountRoot } from '../iam/iam-trust-account-root.ts';
import { iamTrustPublic } from '../iam/iam-trust-public.ts';
import { logsPolicyPublic } from '../logs/logs-policy-public.ts';
import type { Control } from '../define-control.ts';
import { verdictsOf } from './judge-text.ts';

async function kindOf(control: Control, template: string): Promise<string | undefined> {
  return (await verdictsOf(control, template))[0]?.[1];
}

const policy = (statement: string): string =>
  `Parameters: { Given: { Type: String } }\nResources:\n  Subject:\n    Type: AWS::IAM::Policy\n    Properties: { PolicyName: p, Roles: [r], PolicyDocument: { Version: '2012-10-17', Statement: ${statement} } }\n`;

const trust = (statement: string): string =>
  `Parameters: { Given: { Type: String } }\nResources:\n  Provider: { Type: AWS::IAM::OIDCProvider, Properties: { Url: 'https://token.actions.githubusercontent.com' } }\n  Subject:\n    Type: AWS::IAM::Role\n    Properties: { AssumeRolePolicyDocument: { Statement: [${statement}] } }\n`;

describe('policies of identities', () => {
  test.each([
    ['a lone statement', iamAdmin, "{ Effect: Allow, Action: ['*'], Resource: ['*'] }", 'violated'],
    ['a Deny of everything', iamAdmin, "[{ Effect: Deny, Action: '*', Resource: '*' }]", 'satisfied'],
    [
      'everything on one table',
      iamAdmin,
      "[{ Effect: Allow, Action: '*', Resource: 'arn:aws:dynamodb:::table/T' }]",
      'satisfied',
    ],
    ['all of a service', iamActionStar, "[{ Effect: Allow, Action: 's3:*', Resource: 'arn:aws:s3:::b' }]", 'violated'],
    ['a family of actions', iamActionStar, "[{ Effect: Allow, Action: 's3:Get*', Resource: '*' }]", 'satisfied'],
    ['an action by parameter', iamActionStar, "[{ Effect: Allow, Action: !Ref Given, Resource: '*' }]", 'undetermined'],
    [
      'all tables',
      iamResourceStar,
      "[{ Effect: Allow, Action: 'dynamodb:Query', Resource: !Sub 'arn:aws:dynamodb:${AWS::Region}:${AWS::AccountId}:table/*' }]",
      'violated',
    ],
    [
      'all objects of one bucket',
      iamResourceStar,
      "[{ Effect: Allow, Action: 's3:GetObject', Resource: 'arn:aws:s3:::rides/*' }]",
      'satisfied',
    ],
    [
      'all buckets',
      iamResourceStar,
      "[{ Effect: Allow, Action: 's3:GetObject', Resource: 'arn:aws:s3:::*' }]",
      'violated',
    ],
    [
      'an action without resources',
      iamResourceStar,
      "[{ Effect: Allow, Action: 's3:ListAllMyBuckets', Resource: '*' }]",
      'satisfied',
    ],
    [
      'interfaces of a function in a VPC',
      iamResourceStar,
      "[{ Effect: Allow, Action: ['ec2:CreateNetworkInterface', 'ec2:DescribeNetworkInterfaces'], Resource: '*' }]",
      'satisfied',
    ],
    [
      'what a tag narrows',
      iamResourceStar,
      "[{ Effect: Allow, Action: 'dynamodb:Query', Resource: '*', Condition: { StringEquals: { 'aws:ResourceTag/app': rides } } }]",
      'satisfied',
    ],
    [
      'a table by parameter',
      iamResourceStar,
      "[{ Effect: Allow, Action: 'dynamodb:Query', Resource: !Ref Given }]",
      'satisfied',
    ],
    [
      'roles of one name',
      iamPassroleStar,
      "[{ Effect: Allow, Action: 'iam:PassRole', Resource: 'arn:aws:iam::*:role/rides' }]",
      'satisfied',
    ],
    [
      'roles of the account',
      iamPassroleStar,
      "[{ Effect: Allow, Action: 'iam:Pass*', Resource: !Sub 'arn:aws:iam::${AWS::AccountId}:role/*' }]",
      'violated',
    ],
    ['any role', iamAssumeAnyRole, "[{ Effect: Allow, Action: 'sts:*', Resource: '*' }]", 'violated'],
    [
      'keys through one service',
      iamKmsDecryptStar,
      "[{ Effect: Allow, Action: 'kms:Decrypt', Resource: '*', Condition: { StringEquals: { 'kms:ViaService': s3.eu-central-1.amazonaws.com } } }]",
      'satisfied',
    ],
    [
      'all but',
      iamInverted,
      "[{ Effect: Allow, Action: 's3:GetObject', NotResource: 'arn:aws:s3:::secret/*' }]",
      'violated',
    ],
    [
      'pass and run over two statements',
      iamPrivesc,
      "[{ Effect: Allow, Action: 'iam:PassRole', Resource: '*' }, { Effect: Allow, Action: 'ecs:RunTask', Resource: '*' }]",
      'violated',
    ],
    [
      'pass one role and run',
      iamPrivesc,
      "[{ Effect: Allow, Action: 'iam:PassRole', Resource: 'arn:aws:iam::123456789012:role/r' }, { Effect: Allow, Action: 'ecs:RunTask', Resource: '*' }]",
      'satisfied',
    ],
  ] as const)('%s', async (_, control, statement, kind) => {
    expect(await kindOf(control, policy(statement))).toBe(kind);
  });
});

const GITHUB = "Effect: Allow, Principal: { Federated: !Ref Provider }, Action: 'sts:AssumeRoleWithWebIdentity'";
const sub = (value: string): string =>
  `{ ${GITHUB}, Condition: { StringLike: { 'token.actions.githubusercontent.com:sub': '${value}' } } }`;

describe('trust policies', () => {
  test.each([
    ['anyone', iamTrustPublic, "{ Effect: Allow, Principal: '*', Action: 'sts:AssumeRole' }", 'violated'],
    [
      'anyone of the organisation',
      iamTrustPublic,
      "{ Effect: Allow, Principal: '*', Action: 'sts:AssumeRole', Condition: { StringEquals: { 'aws:PrincipalOrgID': o-1234567890 } } }",
      'satisfied',
    ],
    [
      'anyone over TLS',
      iamTrustPublic,
      "{ Effect: Allow, Principal: '*', Action: 'sts:AssumeRole', Condition: { Bool: { 'aws:SecureTransport': true } } }",
      'violated',
    ],
    [
      'somebody by parameter',
      iamTrustPublic,
      "{ Effect: Allow, Principal: { AWS: !Ref Given }, Action: 'sts:AssumeRole' }",
      'undetermined',
    ],
    [
      'the account',
      iamTrustAccountRoot,
      "{ Effect: Allow, Principal: { AWS: !Ref AWS::AccountId }, Action: 'sts:AssumeRole' }",
      'violated',
    ],
    [
      'a role of the account',
      iamTrustAccountRoot,
      "{ Effect: Allow, Principal: { AWS: 'arn:aws:iam::123456789012:role/deploy' }, Action: 'sts:AssumeRole' }",
      'satisfied',
    ],
    [
      'another account with MFA',
      iamExternalId,
      "{ Effect: Allow, Principal: { AWS: '210987654321' }, Action: 'sts:AssumeRole', Condition: { Bool: { 'aws:MultiFactorAuthPresent': true } } }",
      'satisfied',
    ],
    [
      'the own account',
      iamExternalId,
      "{ Effect: Allow, Principal: { AWS: !Sub 'arn:aws:iam::${AWS::AccountId}:root' }, Action: 'sts:AssumeRole' }",
      'satisfied',
    ],
    ['pipelines of everybody', iamOidcCi, `{ ${GITHUB} }`, 'violated'],
    ['pipelines of an owner', iamOidcCi, sub('repo:rides/*'), 'violated'],
    ['pipelines of one branch', iamOidcCi, sub('repo:rides/app:ref:refs/heads/main'), 'satisfied'],
  ] as const)('%s', async (_, control, statement, kind) => {
    expect(await kindOf(control, trust(statement))).toBe(kind);
  });
});

const logs = (statement: string): string =>
  `Resources:\n  Subject:\n    Type: AWS::Logs::ResourcePolicy\n    Properties:\n      PolicyName: p\n      PolicyDocument: !Sub '{"Statement": [${statement}]}'\n`;
const ALLOW = '{"Effect": "Allow", "Principal": "*", "Action": "logs:PutLogEvents", "Resource": "*"';

describe('policies of resources', () => {
  test.each([
    ['open', `${ALLOW}}`, 'violated'],
    [
      'of one account',
      `${ALLOW}, "Condition": {"StringEquals": {"AWS:SourceAccount": "\${AWS::AccountId}"}}}`,
      'satisfied',
    ],
    ['of any account after all', `${ALLOW}, "Condition": {"StringLike": {"aws:SourceAccount": "*"}}}`, 'violated'],
    [
      'of a topic of any account',
      `${ALLOW}, "Condition": {"ArnLike": {"aws:SourceArn": "arn:aws:sns:*:*:rides"}}}`,
      'violated',
    ],
    [
      'where the key may be missing',
      `${ALLOW}, "Condition": {"StringEqualsIfExists": {"aws:SourceAccount": "123456789012"}}}`,
      'violated',
    ],
    ['from everywhere', `${ALLOW}, "Condition": {"IpAddress": {"aws:SourceIp": "0.0.0.0/0"}}}`, 'violated'],
    [
      'shut again',
      `${ALLOW}}, {"Effect": "Deny", "Principal": "*", "Action": "logs:*", "Resource": "*", "Condition": {"StringNotEquals": {"aws:SourceVpce": "vpce-1"}}}`,
      'satisfied',
    ],
    [
      'not shut by a Deny of something else',
      `${ALLOW}}, {"Effect": "Deny", "Principal": "*", "Action": "logs:Delete*", "Resource": "*", "Condition": {"StringNotEquals": {"aws:SourceVpce": "vpce-1"}}}`,
      'violated',
    ],
    [
      'for all but one',
      '{"Effect": "Allow", "NotPrincipal": {"AWS": "123456789012"}, "Action": "logs:PutLogEvents", "Resource": "*"}',
      'violated',
    ],
  ])('%s', async (_, statement, kind) => {
    expect(await kindOf(logsPolicyPublic, logs(statement))).toBe(kind);
  });
});
