import { expect, test } from 'vitest';
import { apigwAccessLog } from '../apigw/apigw-access-log.ts';
import { apigwCacheEncrypted } from '../apigw/apigw-cache-encrypted.ts';
import { apigwLogSensitiveField } from '../apigw/apigw-log-sensitive-field.ts';
import { apigwStageVarSecret } from '../apigw/apigw-stage-var-secret.ts';
import { apigwStructuredLog } from '../apigw/apigw-structured-log.ts';
import { apigwThrottle } from '../apigw/apigw-throttle.ts';
import { apigwTracing } from '../apigw/apigw-tracing.ts';
import { apigwWaf } from '../apigw/apigw-waf.ts';
import type { Control } from '../define-control.ts';
import { verdictsOf } from './judge-text.ts';

const stage = (more: string): string =>
  `Resources:\n  Rides: { Type: AWS::ApiGateway::RestApi, Properties: { Name: rides } }\n  Live: { Type: AWS::ApiGateway::Stage, Properties: { RestApiId: !Ref Rides, StageName: live${more} } }\n`;
const deployment = (more: string): string =>
  `Resources:\n  Rides: { Type: AWS::ApiGateway::RestApi, Properties: { Name: rides } }\n  First: { Type: AWS::ApiGateway::Deployment, Properties: { RestApiId: !Ref Rides${more} } }\n`;
const LIVE =
  '  Live: { Type: AWS::ApiGateway::Stage, Properties: { RestApiId: !Ref Rides, DeploymentId: !Ref First, StageName: live, TracingEnabled: true } }\n';
const sam = (more: string): string =>
  `Transform: AWS::Serverless-2016-10-31\n${more}Resources:\n  Rides: { Type: AWS::Serverless::Api, Properties: { StageName: live } }\n`;
const log = (format: string): string => `, AccessLogSetting: { DestinationArn: arn, Format: ${format} }`;
const association = (name: string): string =>
  `  Shield: { Type: AWS::WAFv2::WebACLAssociation, Properties: { WebACLArn: arn, ResourceArn: !Sub "arn:aws:apigateway:eu-west-1::/restapis/\${Rides}/stages/${name}" } }\n`;
const all = (settings: string): string => `, MethodSettings: [{ HttpMethod: "*", ResourcePath: "/*", ${settings} }]`;

test.each<readonly [string, Control, string, readonly (readonly [string, string])[]]>([
  ['a deployment with a stage name is a stage', apigwTracing, deployment(', StageName: live'), [['First', 'violated']]],
  [
    'its description has the settings',
    apigwTracing,
    deployment(', StageName: live, StageDescription: { TracingEnabled: true }'),
    [['First', 'satisfied']],
  ],
  [
    'a deployment that a stage takes up is none',
    apigwTracing,
    deployment(', StageName: old') + LIVE,
    [['Live', 'satisfied']],
  ],
  ['a deployment without stage name is none', apigwTracing, deployment(''), []],
  [
    'globals of SAM hold for its APIs',
    apigwTracing,
    sam('Globals: { Api: { TracingEnabled: true } }\n'),
    [['RidesliveStage', 'satisfied']],
  ],
  ['an API of SAM without settings', apigwAccessLog, sam(''), [['RidesliveStage', 'violated']]],
  [
    'a destination by parameter is one',
    apigwAccessLog,
    `Parameters: { Group: { Type: String } }\n${stage(', AccessLogSetting: { DestinationArn: !Ref Group, Format: x }')}`,
    [['Live', 'satisfied']],
  ],
  [
    'JSON over lines',
    apigwStructuredLog,
    stage(log('\'{"id":"$context.requestId", "status":$context.status}\'')),
    [['Live', 'satisfied']],
  ],
  ['XML is no JSON', apigwStructuredLog, stage(log('\'<request id="$context.requestId"/>\'')), [['Live', 'violated']]],
  [
    'how the authorizer fared is no claim',
    apigwLogSensitiveField,
    stage(log("'$context.authorizer.latency $context.identity.apiKeyId'")),
    [['Live', 'satisfied']],
  ],
  [
    'what an authorizer adds is one',
    apigwLogSensitiveField,
    stage(log("'$context.authorizer.email'")),
    [['Live', 'violated']],
  ],
  ['no cache, no question', apigwCacheEncrypted, stage(''), []],
  ['a cache without settings', apigwCacheEncrypted, stage(', CacheClusterEnabled: true'), [['Live', 'violated']]],
  [
    'one of two methods unencrypted',
    apigwCacheEncrypted,
    stage(
      ', CacheClusterEnabled: true, MethodSettings: [{ CachingEnabled: true, CacheDataEncrypted: true }, { CachingEnabled: true }]',
    ),
    [['Live', 'violated']],
  ],
  [
    'a plan that throttles',
    apigwThrottle,
    `${stage('')}  Plan: { Type: AWS::ApiGateway::UsagePlan, Properties: { ApiStages: [{ ApiId: !Ref Rides, Stage: !Ref Live }], Throttle: { RateLimit: 5 } } }\n`,
    [['Live', 'satisfied']],
  ],
  ['settings without rate', apigwThrottle, stage(all('LoggingLevel: INFO')), [['Live', 'violated']]],
  ['a web ACL by the stage’s name', apigwWaf, stage('') + association('live'), [['Live', 'satisfied']]],
  ['a web ACL of another stage', apigwWaf, stage('') + association('test'), [['Live', 'violated']]],
  [
    'a web ACL of another stage by reference',
    apigwWaf,
    `${stage('')}  Test: { Type: AWS::ApiGateway::Stage, Properties: { RestApiId: !Ref Rides, StageName: test } }\n${association('${Test}')}`,
    [
      ['Live', 'violated'],
      ['Test', 'satisfied'],
    ],
  ],
  [
    'where a secret lies is no secret',
    apigwStageVarSecret,
    stage(', Variables: { dbSecretArn: arn:aws:x, tokenTtl: "60", table: rides }'),
    [['Live', 'satisfied']],
  ],
  [
    'a key by its form',
    apigwStageVarSecret,
    stage(', Variables: { aws: AKIAIOSFODNN7EXAMPLE }'),
    [['Live', 'violated']],
  ],
])('%s', async (_, control, template, expected) => {
  expect(await verdictsOf(control, template)).toEqual(expected);
});
