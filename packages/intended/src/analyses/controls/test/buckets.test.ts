import { expect, test } from 'vitest';
import type { Intent } from '#intent/intent';
import type { Control } from '../define-control.ts';
import { s3AccessLog } from '../s3/s3-access-log.ts';
import { s3AclEnabled } from '../s3/s3-acl-enabled.ts';
import { s3AclPublicRead } from '../s3/s3-acl-public-read.ts';
import { s3BlockPublic } from '../s3/s3-block-public.ts';
import { s3Cmk } from '../s3/s3-cmk.ts';
import { s3CorsAny } from '../s3/s3-cors-any.ts';
import { s3Lifecycle } from '../s3/s3-lifecycle.ts';
import { s3PolicyCrossAccount } from '../s3/s3-policy-cross-account.ts';
import { s3PolicyPublicRead } from '../s3/s3-policy-public-read.ts';
import { s3PredictableName } from '../s3/s3-predictable-name.ts';
import { s3TlsOnly } from '../s3/s3-tls-only.ts';
import { s3Website } from '../s3/s3-website.ts';
import { verdictsOf } from './judge-text.ts';

const bucket = (properties: string, more = ''): string =>
  `Resources:\n  Files:\n    Type: AWS::S3::Bucket\n    Properties: { Tags: [], ${properties} }\n${more}`;
const policy = (statement: string): string =>
  `  Rules:\n    Type: AWS::S3::BucketPolicy\n    Properties:\n      Bucket: !Ref Files\n      PolicyDocument: { Statement: [${statement}] }\n`;
const origin = (more: string): string => `  Site:
    Type: AWS::CloudFront::Distribution
    Properties:
      DistributionConfig:
        Enabled: true
        Origins: [{ Id: files, DomainName: !GetAtt Files.RegionalDomainName }]
${more}`;
const block = (flag: string): string =>
  `PublicAccessBlockConfiguration: { BlockPublicAcls: ${flag}, BlockPublicPolicy: ${flag}, IgnorePublicAcls: ${flag}, RestrictPublicBuckets: ${flag} }`;
const PUBLIC = "{ Effect: Allow, Principal: '*', Action: 's3:GetObject', Resource: !Sub '${Files.Arn}/*' }";
const TLS =
  "{ Effect: Deny, Principal: '*', Action: 's3:*', Resource: '*', Condition: { Bool: { 'aws:SecureTransport': false } } }";

test.each<[string, Control, string, readonly string[]]>([
  [
    'a block with one switch missing is not fully on',
    s3BlockPublic,
    bucket('PublicAccessBlockConfiguration: { BlockPublicAcls: true }'),
    ['violated'],
  ],
  ['switches may be written as text', s3BlockPublic, bucket(block("'true'")), ['satisfied']],
  [
    'an ACL that the block ignores opens nothing',
    s3AclPublicRead,
    bucket(`AccessControl: PublicRead, ${block('true')}`),
    [],
  ],
  [
    'a log bucket needs no access log of itself',
    s3AccessLog,
    bucket('LoggingConfiguration: { DestinationBucketName: !Ref Log }', '  Log: { Type: AWS::S3::Bucket }\n'),
    ['satisfied'],
  ],
  ['the private ACL gives nobody anything', s3AclEnabled, bucket('AccessControl: Private'), ['satisfied']],
  [
    'a managed key is no key of one’s own',
    s3Cmk,
    bucket(
      'BucketEncryption: { ServerSideEncryptionConfiguration: [{ ServerSideEncryptionByDefault: { SSEAlgorithm: aws:kms } }] }',
    ),
    ['violated'],
  ],
  [
    'the alias of the provider is no key of one’s own',
    s3Cmk,
    bucket(
      'BucketEncryption: { ServerSideEncryptionConfiguration: [{ ServerSideEncryptionByDefault: { SSEAlgorithm: aws:kms, KMSMasterKeyID: alias/aws/s3 } }] }',
    ),
    ['violated'],
  ],
  [
    'any origin among others is any origin',
    s3CorsAny,
    bucket("CorsConfiguration: { CorsRules: [{ AllowedMethods: [GET], AllowedOrigins: ['https://a.example', '*'] }] }"),
    ['violated'],
  ],
  [
    'a subdomain of one’s own is not any origin',
    s3CorsAny,
    bucket("CorsConfiguration: { CorsRules: [{ AllowedMethods: [GET], AllowedOrigins: ['https://*.a.example'] }] }"),
    ['satisfied'],
  ],
  [
    'a disabled rule ends nothing',
    s3Lifecycle,
    bucket('LifecycleConfiguration: { Rules: [{ Status: Disabled, ExpirationInDays: 1 }] }'),
    ['violated'],
  ],
  ['files of a site do not expire', s3Lifecycle, bucket('', origin('')), []],
  [
    'an origin that a function writes to holds data',
    s3Lifecycle,
    bucket(
      '',
      origin(
        '  Worker:\n    Type: AWS::Lambda::Function\n    Properties: { Environment: { Variables: { B: !Ref Files } } }\n',
      ),
    ),
    ['violated'],
  ],
  [
    'a name with a random part cannot be guessed',
    s3PredictableName,
    bucket('BucketName: rides-3f9a1c7e2b'),
    ['satisfied'],
  ],
  ['a word of letters is not random', s3PredictableName, bucket('BucketName: rides-accedeed'), ['violated']],
  [
    'a name that the deployment gives is not in the template',
    s3PredictableName,
    `Parameters: { Name: { Type: String } }\n${bucket('BucketName: !Ref Name')}`,
    ['satisfied'],
  ],
  [
    'a redirect serves nothing',
    s3Website,
    bucket('WebsiteConfiguration: { RedirectAllRequestsTo: { HostName: rides.example } }'),
    ['satisfied'],
  ],
  ['a policy for everyone opens the bucket', s3PolicyPublicRead, bucket('', policy(PUBLIC)), ['violated']],
  ['unless the block takes its effect', s3PolicyPublicRead, bucket(block('true'), policy(PUBLIC)), ['satisfied']],
  [
    'a distribution by its ARN is not everyone',
    s3PolicyPublicRead,
    bucket(
      '',
      policy(
        PUBLIC.replace(
          ' }',
          ", Condition: { StringEquals: { 'AWS:SourceArn': 'arn:aws:cloudfront::111122223333:distribution/E1' } } }",
        ),
      ),
    ),
    ['satisfied'],
  ],
  ['a deny for everyone is not an allow', s3PolicyPublicRead, bucket('', policy(TLS)), ['satisfied']],
  [
    'the account itself is not another one',
    s3PolicyCrossAccount,
    bucket('', policy(PUBLIC.replace("'*'", "{ AWS: !Ref 'AWS::AccountId' }"))),
    ['satisfied'],
  ],
  ['a false without quotes denies plain HTTP as well', s3TlsOnly, bucket('', policy(TLS)), ['satisfied']],
  [
    'a deny of one action leaves the others',
    s3TlsOnly,
    bucket('', policy(TLS.replace('s3:*', 's3:PutObject'))),
    ['violated'],
  ],
  [
    'a policy may name the bucket by the same words',
    s3TlsOnly,
    bucket(
      'BucketName: !Sub "rides-${AWS::AccountId}"',
      policy(TLS).replace('!Ref Files', '!Sub "rides-${AWS::AccountId}"'),
    ),
    ['satisfied'],
  ],
  [
    'a policy may name the bucket by the same parameter',
    s3TlsOnly,
    `Parameters: { Name: { Type: String } }\n${bucket('BucketName: !Ref Name', policy(TLS).replace('!Ref Files', '!Ref Name'))}`,
    ['satisfied'],
  ],
  [
    'a policy of another bucket is no help',
    s3TlsOnly,
    bucket('', `${policy(TLS)}  Other: { Type: AWS::S3::Bucket }\n`),
    ['satisfied', 'violated'],
  ],
])('%s', async (_, control, template, expected) => {
  const verdicts = await verdictsOf(control, template);
  expect(verdicts.map(([, kind]) => kind)).toEqual(expected);
});

const declared: Intent = {
  version: 1,
  app: 'rides',
  origin: 'file',
  file: 'intended.yaml',
  data: [],
  services: new Map([
    ['Files', { service: 'Files', may: [], holds: [], public: true, because: 'a site', at: undefined }],
  ]),
  routes: [],
  external: [],
  accept: [],
};

test.each([s3BlockPublic, s3AclPublicRead, s3PolicyPublicRead])(
  'a declared public bucket is no fault: $id',
  async (control) => {
    const template = bucket('AccessControl: PublicRead', policy(PUBLIC));
    expect(await verdictsOf(control, template, { intent: declared })).toEqual([]);
    expect(await verdictsOf(control, template)).toMatchObject([[expect.anything(), 'violated']]);
  },
);
