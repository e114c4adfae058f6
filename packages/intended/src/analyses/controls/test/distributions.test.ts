import { expect, test } from 'vitest';
import { cfDefaultRoot } from '../cloudfront/cf-default-root.ts';
import { cfHeaders } from '../cloudfront/cf-headers.ts';
import { cfLambdaUrlOac } from '../cloudfront/cf-lambda-url-oac.ts';
import { cfOriginHttps } from '../cloudfront/cf-origin-https.ts';
import { cfS3Oac } from '../cloudfront/cf-s3-oac.ts';
import { cfS3OriginMissing } from '../cloudfront/cf-s3-origin-missing.ts';
import { cfSignedAccess } from '../cloudfront/cf-signed-access.ts';
import { cfViewerHttps } from '../cloudfront/cf-viewer-https.ts';
import { cfViewerTls } from '../cloudfront/cf-viewer-tls.ts';
import type { Control } from '../define-control.ts';
import { distributionExample as site } from '../distribution-parts.ts';
import { acmWildcard } from '../acm/acm-wildcard.ts';
import { r53Dangling } from '../route53/r53-dangling.ts';
import { wafRateLimit } from '../wafv2/waf-rate-limit.ts';
import { webAclExample } from '../web-acl-rules.ts';
import { verdictsOf } from './judge-text.ts';

const FILES = '  Files: { Type: AWS::S3::Bucket, Properties: { BucketName: rides-files } }\n';
const bucket = (host: string, more = ''): string => site({ origin: `DomainName: ${host}${more}` }, FILES);
const behaviour = (more: string): string =>
  `        CacheBehaviors: [{ PathPattern: api/*, TargetOriginId: main, ViewerProtocolPolicy: https-only${more} }]\n`;
const record = (more: string): string =>
  `Resources:\n  Name: { Type: AWS::Route53::RecordSet, Properties: { HostedZoneName: example.com., Name: a.example.com, TTL: '60', ${more} } }\n`;
const yes = [['Site', 'satisfied']] as const;
const no = [['Site', 'violated']] as const;

test.each<readonly [string, Control, string, readonly (readonly [string, string])[]]>([
  [
    'one behaviour of several in clear text',
    cfViewerHttps,
    site({ more: behaviour('').replace('https-only', 'allow-all') }),
    no,
  ],
  ['no certificate at all', cfViewerTls, site({}), no],
  [
    'a policy of 2019',
    cfViewerTls,
    site({ more: '        ViewerCertificate: { AcmCertificateArn: arn, MinimumProtocolVersion: TLSv1.2_2019 }\n' }),
    yes,
  ],
  [
    'as viewers ask, who must use TLS',
    cfOriginHttps,
    site({ origin: 'DomainName: a.example.com, CustomOriginConfig: { OriginProtocolPolicy: match-viewer }' }),
    yes,
  ],
  ['a bucket by reference without control', cfS3Oac, bucket('!GetAtt Files.DomainName'), no],
  ['a bucket by its host', cfS3Oac, bucket('rides-files.s3.eu-west-1.amazonaws.com'), no],
  [
    'an identity of old',
    cfS3Oac,
    bucket(
      'rides-files.s3.amazonaws.com',
      ', S3OriginConfig: { OriginAccessIdentity: origin-access-identity/cloudfront/E1 }',
    ),
    yes,
  ],
  [
    'a website, which is open by nature',
    cfS3Oac,
    bucket(
      'rides-files.s3-website-eu-west-1.amazonaws.com',
      ', CustomOriginConfig: { OriginProtocolPolicy: http-only }',
    ),
    [],
  ],
  [
    'the form of old',
    cfS3Oac,
    `Resources:\n  Site: { Type: AWS::CloudFront::Distribution, Properties: { DistributionConfig: { Enabled: true, S3Origin: { DNSName: rides.s3.amazonaws.com, OriginAccessIdentity: '' }, DefaultCacheBehavior: { TargetOriginId: x, ViewerProtocolPolicy: https-only } } } }\n`,
    no,
  ],
  ['no bucket, no question', cfS3Oac, site({}), []],
  ['a bucket of the app by its name', cfS3OriginMissing, bucket('rides-files.s3.amazonaws.com'), yes],
  ['a bucket of nobody', cfS3OriginMissing, bucket('rides-old.s3.amazonaws.com'), no],
  [
    'a function URL by its host',
    cfLambdaUrlOac,
    site({
      origin: 'DomainName: abc.lambda-url.eu-west-1.on.aws, CustomOriginConfig: { OriginProtocolPolicy: https-only }',
    }),
    no,
  ],
  ['an API has no start page', cfDefaultRoot, site({}), []],
  [
    'headers for CORS alone',
    cfHeaders,
    site({ behaviour: ', ResponseHeadersPolicyId: 60669652-455b-4ae9-85a4-c4c02393f86c' }),
    no,
  ],
  ['files for everybody', cfSignedAccess, bucket('!GetAtt Files.DomainName'), []],
  ['a trusted account instead of a key group', cfSignedAccess, site({ behaviour: ', TrustedSigners: [self]' }), no],
  [
    'a name of another service at the end',
    r53Dangling,
    record('Type: CNAME, ResourceRecords: [abc.dkim.amazonses.com]'),
    [['Name', 'satisfied']],
  ],
  [
    'a site that anyone could take',
    r53Dangling,
    record('Type: CNAME, ResourceRecords: [rides.github.io]'),
    [['Name', 'violated']],
  ],
  ['an address inside', r53Dangling, record('Type: A, ResourceRecords: [10.0.0.1]'), [['Name', 'satisfied']]],
  ['a text record', r53Dangling, record(`Type: TXT, ResourceRecords: ['"1.2.3.4"']`), []],
  [
    'a wildcard among further names',
    acmWildcard,
    `Resources: { Site: { Type: AWS::CertificateManager::Certificate, Properties: { DomainName: a.example.com, SubjectAlternativeNames: ['*.example.com'] } } }\n`,
    no,
  ],
  [
    'a rate inside a group of the app',
    wafRateLimit,
    webAclExample(
      '      Rules:\n        - { Name: g, Priority: 1, OverrideAction: { None: {} }, Statement: { RuleGroupReferenceStatement: { Arn: !GetAtt Group.Arn } } }\n  Group: { Type: AWS::WAFv2::RuleGroup, Properties: { Scope: REGIONAL, Capacity: 5, Rules: [{ Name: r, Priority: 1, Statement: { RateBasedStatement: { Limit: 100 } } }] } }\n',
    ),
    [['Shield', 'satisfied']],
  ],
])('%s', async (_, control, template, expected) => {
  expect(await verdictsOf(control, template)).toEqual(expected);
});
