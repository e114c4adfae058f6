import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Made } from './makers.ts';
import { applicationOf, att, either, nothing, parameter, ref, sub } from './makers.ts';
import { COMPUTE_LINES, STORE_LINES } from './generic.ts';
import { MAPPERS } from './mappers.ts';
import { nodeIndex } from './node-index.ts';

const TYPES = [...Object.keys(MAPPERS), ...Object.keys(STORE_LINES), ...Object.keys(COMPUTE_LINES)];
const IDS = ['A', 'B', 'C', 'Gone'];

/** Property names that mappers look for, and some they do not. */
const NAMES = [
  'Role',
  'RoleArn',
  'Policies',
  'PolicyDocument',
  'Statement',
  'Resource',
  'FunctionName',
  'Targets',
  'Arn',
  'Target',
  'Source',
  'Events',
  'RestApiId',
  'ApiId',
  'ParentId',
  'ResourceId',
  'Integration',
  'Uri',
  'Body',
  'paths',
  '/a',
  'get',
  'Definition',
  'States',
  'Parameters',
  'DistributionConfig',
  'Origins',
  'DomainName',
  'DefaultCacheBehavior',
  'TopicArn',
  'Endpoint',
  'Protocol',
  'KmsKeyId',
  'Roles',
  'Users',
  'Groups',
  'DataSourceName',
  'TypeName',
  'FieldName',
  'Code',
  'ZipFile',
  'Environment',
  'Variables',
  'Layers',
  'VpcConfig',
  'SubnetIds',
  'Tags',
  'Key',
  'Value',
  'DBClusterIdentifier',
  'TargetKeyId',
  'RoutingConfiguration',
  'UserPoolId',
  'LogGroupName',
  'EventPattern',
  'Schema',
  'properties',
  '$ref',
  'items',
];

const leaf: fc.Arbitrary<Made> = fc.oneof(
  fc.constantFrom<Made>(
    '',
    '*',
    'true',
    'arn:aws:s3:::b/*',
    'arn:',
    'https://x',
    '{"States": {"A": 1}}',
    '${A}',
    'POST /x',
    0,
    true,
    null,
  ),
  fc.constantFrom(...IDS).map((id) => ref(id)),
  fc.constantFrom(...IDS).map((id) => att(id)),
  fc.constantFrom(...IDS).map((id) => sub(`arn:aws:lambda:\${AWS::Region}:x:function:\${${id}}/\${${id}.Arn}:y`)),
  fc.constantFrom<Made>(parameter('P'), nothing),
);
const tree: fc.Arbitrary<Made> = fc.letrec<{ tree: Made }>((tie) => ({
  tree: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    leaf,
    fc.array(tie('tree'), { maxLength: 3 }),
    fc.dictionary(fc.constantFrom(...NAMES), tie('tree'), { maxKeys: 5 }),
    fc.tuple(tie('tree'), tie('tree')).map(([left, right]) => either('Maybe', left, right)),
  ),
})).tree;
const properties = fc.dictionary(fc.constantFrom(...NAMES), tree, { maxKeys: 8 });
const made = fc.record({
  Type: fc.constantFrom(
    ...TYPES,
    'AWS::Lambda::Alias',
    'AWS::KMS::Alias',
    'AWS::ApiGateway::Resource',
    'AWS::ApiGateway::Method',
    'AWS::AppSync::Resolver',
  ),
  Properties: properties,
});

test('whatever a template says, reading gives an application whose parts name one another', () => {
  fc.assert(
    fc.property(made, made, made, (A, B, C) => {
      const application = applicationOf({ A, B, C });
      const ids = [
        ...application.computes,
        ...application.stores,
        ...application.gates,
        ...application.actors,
        ...application.identities,
      ].map((one) => one.id);
      const known = new Set(ids);
      expect(known.size).toBe(ids.length);
      const named = [
        ...application.wires.flatMap((wire) => [wire.from, wire.to, wire.identity]),
        ...application.routes.flatMap((route) => [route.api, route.to, route.identity]),
        ...application.computes.flatMap((compute) => [...compute.identities, ...compute.runs, compute.logs]),
        ...application.grants.map((grant) => grant.holder),
        ...application.stores.flatMap((store) => store.keys),
      ];
      expect(named.filter((id) => id !== undefined && !known.has(id))).toEqual([]);
      const grants = application.grants.map((grant) => grant.id);
      expect(new Set(grants).size).toBe(grants.length);
      const index = nodeIndex(application);
      for (const one of application.resources.values())
        for (const entry of one.properties.entries.values()) index.resolveNode(entry.value);
    }),
    { numRuns: 1000 },
  );
});

test('a policy that names one role in two ways is one grant of it', () => {
  const { grants } = applicationOf({
    Worker: { Type: 'AWS::IAM::Role' },
    Allow: {
      Type: 'AWS::IAM::Policy',
      Properties: { Roles: [ref('Worker'), att('Worker')], PolicyDocument: { Statement: [] } },
    },
  });
  expect(grants.map((grant) => grant.id)).toEqual(['Allow on Worker']);
});

test('a function, a role and a bucket of one name that no template defines are three nodes', () => {
  const { computes, stores, identities, wires } = applicationOf({
    Fn: {
      Type: 'AWS::Lambda::Function',
      Properties: { Role: 'arn:aws:iam::111122223333:role/orders', Code: { ZipFile: '' } },
    },
    Trail: {
      Type: 'AWS::Events::Rule',
      Properties: {
        ScheduleExpression: 'rate(1 day)',
        Targets: [{ Id: 'one', Arn: 'arn:aws:lambda:eu-west-1:111122223333:function:orders' }],
      },
    },
    Policy: {
      Type: 'AWS::IAM::Policy',
      Properties: {
        Roles: ['orders'],
        PolicyDocument: { Statement: [{ Effect: 'Allow', Action: 's3:GetObject', Resource: 'arn:aws:s3:::orders/*' }] },
      },
    },
  });
  expect(identities.map((one) => one.id)).toEqual(['orders']);
  expect(wires.map((one) => one.to)).toContain('lambda orders');
  expect(computes.map((one) => one.id)).toContain('lambda orders');
  expect(stores.map((one) => one.id)).toContain('s3 orders');
});

test('circles of aliases and paths come to an end', () => {
  const { routes } = applicationOf({
    Api: { Type: 'AWS::ApiGateway::RestApi' },
    One: {
      Type: 'AWS::ApiGateway::Resource',
      Properties: { RestApiId: ref('Api'), ParentId: ref('Two'), PathPart: 'one' },
    },
    Two: {
      Type: 'AWS::ApiGateway::Resource',
      Properties: { RestApiId: ref('Api'), ParentId: ref('One'), PathPart: 'two' },
    },
    Get: {
      Type: 'AWS::ApiGateway::Method',
      Properties: { RestApiId: ref('Api'), ResourceId: ref('One'), HttpMethod: 'GET', Integration: { Type: 'MOCK' } },
    },
    Live: { Type: 'AWS::Lambda::Alias', Properties: { FunctionName: ref('Also') } },
    Also: { Type: 'AWS::Lambda::Alias', Properties: { FunctionName: ref('Live') } },
  });
  expect(routes).toHaveLength(1);
});
