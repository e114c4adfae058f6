import { describe, expect, test } from 'vitest';
import { judgeText } from '../../../test/support/judge-text.ts';
import {
  allow,
  arn,
  excess,
  findings,
  fn,
  objects,
  policy,
  ref,
  role,
  row,
  table,
  template,
} from '../../../test/support/small-app.ts';

/** Strangers who get in by resource policies, and services that become others. */

const OPEN = {
  BlockPublicAcls: false,
  BlockPublicPolicy: false,
  IgnorePublicAcls: false,
  RestrictPublicBuckets: false,
};
const bucket = (more: object = {}) => ({ Photos: { Type: 'AWS::S3::Bucket', Properties: more } });
const bucketPolicy = (statement: object) => ({
  Open: { Type: 'AWS::S3::BucketPolicy', Properties: { Bucket: ref('Photos'), PolicyDocument: policy(statement) } },
});
const to = (principal: unknown, action: string, more: object = {}): object =>
  allow(action, objects('Photos'), { Principal: principal, ...more });
const words = (report: Awaited<ReturnType<typeof judgeText>>, service: string): readonly string[] =>
  row(report, service).excess.map((fact) => `${fact.capability} ${fact.certainty} by ${fact.path[0]?.from ?? ''}`);

describe('a bucket policy that lets in', () => {
  const SERVICE = { Service: 'cloudtrail.amazonaws.com' };
  test.each([
    [
      'anyone to read',
      { PublicAccessBlockConfiguration: OPEN },
      to('*', 's3:GetObject'),
      ['read yes by anyone on the internet'],
    ],
    ['anyone to read, with the default block', {}, to('*', 's3:GetObject'), ['read maybe by anyone on the internet']],
    [
      'anyone to read, blocked',
      { PublicAccessBlockConfiguration: { ...OPEN, RestrictPublicBuckets: true } },
      to('*', 's3:GetObject'),
      [],
    ],
    [
      'anyone to write',
      { PublicAccessBlockConfiguration: OPEN },
      to('*', 's3:PutObject'),
      ['write yes by anyone on the internet'],
    ],
    [
      'another account',
      {},
      to({ AWS: '111122223333' }, 's3:GetObject'),
      [expect.stringMatching(/^read yes by account .*111122223333/)],
    ],
    [
      'a service for one source',
      {},
      to(SERVICE, 's3:PutObject', {
        Condition: { StringEquals: { 'aws:SourceArn': 'arn:aws:cloudtrail:us-east-1:1:trail/t' } },
      }),
      [],
    ],
  ])('%s', async (_, more, statement, expected) => {
    const report = await judgeText({ 'template.json': template(bucket(more), bucketPolicy(statement)) });
    expect(words(report, 'Photos')).toEqual(expected);
  });

  const declared = (isPublic: boolean, action: string) =>
    judgeText({
      'template.json': template(bucket({ PublicAccessBlockConfiguration: OPEN }), bucketPolicy(to('*', action))),
      'intended.yaml': `version: 1
app: a
data: { photos: { title: Photos, value: 2, class: business } }
services: { Photos: { holds: [photos], public: ${isPublic}, because: a gallery } }
`,
    });
  test('anyone is as intended to read what is declared public, never to write', async () => {
    expect(words(await declared(true, 's3:GetObject'), 'Photos')).toEqual([]);
    expect(words(await declared(false, 's3:GetObject'), 'Photos')).toEqual(['read yes by anyone on the internet']);
    expect(words(await declared(true, 's3:PutObject'), 'Photos')).toEqual(['write yes by anyone on the internet']);
  });
});

test('an ACL may open a bucket, too', async () => {
  const report = await judgeText({
    'template.json': template(
      bucket({
        AccessControl: 'PublicReadWrite',
        PublicAccessBlockConfiguration: OPEN,
        OwnershipControls: { Rules: [{ ObjectOwnership: 'ObjectWriter' }] },
      }),
    ),
  });
  expect(words(report, 'Photos')).toEqual(
    expect.arrayContaining([expect.stringMatching(/^write (yes|maybe) by anyone/)]),
  );
});

describe('a function that strangers may invoke', () => {
  const judged = (permission: object, more: object = {}) =>
    judgeText({
      'template.json': template(
        role('WorkRole', []),
        fn('Work', 'exports.handler = async (event) => event.email;', 'WorkRole'),
        {
          Permit: {
            Type: 'AWS::Lambda::Permission',
            Properties: { Action: 'lambda:InvokeFunction', FunctionName: ref('Work'), ...permission },
          },
        },
        more as Record<string, unknown>,
      ),
    });
  const url = { Url: { Type: 'AWS::Lambda::Url', Properties: { AuthType: 'NONE', TargetFunctionArn: arn('Work') } } };
  test.each([
    ['anyone', { Principal: '*' }, {}, ['invoke yes by anyone on the internet']],
    ['another account', { Principal: '111122223333' }, {}, [expect.stringMatching(/^invoke yes by account /)]],
    ['a service', { Principal: 's3.amazonaws.com', SourceAccount: ref('AWS::AccountId') }, {}, []],
    [
      'callers of its own URL',
      { Principal: '*', Action: 'lambda:InvokeFunctionUrl', FunctionUrlAuthType: 'NONE' },
      url,
      [],
    ],
  ])('%s', async (_, permission, more, expected) => {
    expect(words(await judged(permission, more), 'Work')).toEqual(expected);
  });
});

describe('a role that can become more', () => {
  const trust = (service: string) => ({
    AssumeRolePolicyDocument: policy({ Effect: 'Allow', Principal: { Service: service }, Action: 'sts:AssumeRole' }),
  });
  const judged = (statements: readonly object[], trusted: string, more: object = {}) =>
    judgeText({
      'template.json': template(
        table('People'),
        role('WorkRole', statements),
        fn('Work', 'exports.handler = async () => 1;', 'WorkRole'),
        role('OtherRole', [allow('dynamodb:Scan', arn('People'))], trust(trusted)),
        fn('Other', 'exports.handler = async () => 1;', 'OtherRole'),
        more as Record<string, unknown>,
      ),
    });
  const LAMBDA = 'lambda.amazonaws.com';
  const passing = [
    allow('iam:PassRole', arn('OtherRole')),
    allow(['lambda:CreateFunction', 'lambda:InvokeFunction'], '*'),
  ];
  test.each([
    ['may put a policy on any role', [allow('iam:PutRolePolicy', '*')], LAMBDA, true],
    ['may change the code of another function', [allow('lambda:UpdateFunctionCode', arn('Other'))], LAMBDA, true],
    ['may pass a role to a new function', passing, LAMBDA, true],
    ['may pass a role that no function can take', passing, 'glue.amazonaws.com', false],
    ['may only read a table', [allow('dynamodb:GetItem', arn('People'))], LAMBDA, false],
  ])('%s', async (_, statements, trusted, expected) => {
    const report = await judged(statements, trusted);
    expect(findings(report, 'Work').some((finding) => finding.startsWith('reach-escalation'))).toBe(expected);
    const [finding] = report.findings.filter((one) => one.control === 'reach-escalation' && one.resource === 'Work');
    expect(row(report, 'Work').starsMax).toBeGreaterThanOrEqual(finding?.starsMax ?? 0);
  });

  test('holds the data of whom it controls, with the path that says how', async () => {
    const report = await judged([allow('lambda:UpdateFunctionCode', arn('Other'))], LAMBDA);
    expect(row(report, 'Work').potential).toContain('pii');
    const cell = row(report, 'Work').cells?.find((one) => one.data === 'pii');
    expect(cell?.path.at(-1)).toMatchObject({ from: 'Other', to: 'Work' });
  });

  test('whoever may write the bucket of a layer controls the function that runs it', async () => {
    const report = await judged([allow('s3:PutObject', objects('Artifacts'))], LAMBDA, {
      Artifacts: { Type: 'AWS::S3::Bucket' },
      Third: {
        Type: 'AWS::Lambda::Function',
        Properties: {
          Runtime: 'nodejs22.x',
          Handler: 'i.h',
          Role: arn('OtherRole'),
          Code: { S3Bucket: ref('Artifacts'), S3Key: 'a.zip' },
        },
      },
    });
    expect(row(report, 'Work').potential).toContain('pii');
    expect(excess(report, 'Work').some((word) => word.startsWith('write Artifacts yes'))).toBe(true);
  });
});

describe('with more faults at once', () => {
  const chain = {
    'template.json': template(
      table('People'),
      { First: { Type: 'AWS::SQS::Queue' }, Second: { Type: 'AWS::SQS::Queue' } },
      role('ARole', [allow('dynamodb:Scan', arn('People')), allow('lambda:InvokeFunction', arn('B'))]),
      role('BRole', [allow('lambda:InvokeFunction', arn('C'))]),
      role('CRole', [allow('sqs:SendMessage', arn('Second'))]),
      ...['A', 'B', 'C'].map((name) => fn(name, 'exports.handler = async () => 1;', `${name}Role`)),
    ),
  };
  test('data comes further, and every cell says how', async () => {
    const reached = async (faults: 1 | 2 | 'all') => {
      const report = await judgeText(chain, { faults });
      for (const one of report.matrix)
        for (const cell of one.cells ?? []) {
          expect(cell.path.length, `${one.service} ${cell.data}`).toBeGreaterThan(0);
          expect(cell.path.at(-1)?.to).toBe(one.service);
        }
      return ['B', 'C', 'Second'].filter((service) => row(report, service).potential.includes('pii'));
    };
    expect(await reached(1)).toEqual(['B']);
    expect(await reached(2)).toEqual(['B', 'C']);
    expect(await reached('all')).toEqual(['B', 'C', 'Second']);
  });
});
