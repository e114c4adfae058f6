import { expect, test } from 'vitest';
import { literal, valueAt } from '#model/read-value';
import { applicationOf, att, madeFiles, parameter, ref, sub } from './makers.ts';

const FN = {
  Type: 'AWS::Lambda::Function',
  Properties: { Code: 'src/', Handler: 'app.handler', Runtime: 'nodejs22.x', Role: att('Role') },
};
const ROLE = { Type: 'AWS::IAM::Role', Properties: { AssumeRolePolicyDocument: {} } };

test('a function has its role, its folder on disk and the log group that the service makes', () => {
  const { computes, stores } = applicationOf({ Fn: FN, Role: ROLE }, madeFiles({ 'src/app.js': '' }));
  expect(computes).toHaveLength(1);
  expect(computes[0]).toMatchObject({ id: 'Fn', identities: ['Role'], logs: 'FnLogGroup' });
  expect(computes[0]?.code).toMatchObject({ kind: 'files', root: { kind: 'known', value: 'src' } });
  expect(stores.find((store) => store.id === 'FnLogGroup')).toMatchObject({ origin: 'implicit', holds: 'logs' });
});

test('code that is not on disk is unknown, not an error', () => {
  const { computes } = applicationOf({ Fn: FN });
  expect(computes[0]?.code).toMatchObject({ kind: 'files', root: { kind: 'deferred', why: { cause: 'missing' } } });
});

test.each([
  ['by the name of the function in a Sub', { LogGroupName: sub('/aws/lambda/${Fn}') }, {}],
  ['by a literal name', { LogGroupName: '/aws/lambda/worker' }, { FunctionName: 'worker' }],
  ['by reference', { LogGroupName: 'anything' }, { LoggingConfig: { LogGroup: ref('Logs') } }],
])("a written log group is the function's: %s", (_, group, more) => {
  const { computes, stores } = applicationOf({
    Fn: { ...FN, Properties: { ...FN.Properties, ...more } },
    Logs: { Type: 'AWS::Logs::LogGroup', Properties: group },
  });
  expect(computes[0]?.logs).toBe('Logs');
  expect(stores.map((store) => store.id)).toEqual(['Logs']);
});

test('a role that only an ARN names is a referenced identity', () => {
  const { identities } = applicationOf({ Fn: { ...FN, Properties: { ...FN.Properties, Role: parameter('RoleArn') } } });
  expect(identities).toMatchObject([{ id: 'RoleArn', origin: 'referenced' }]);
});

test("a permission is a statement of the function's resource policy", () => {
  const { grants } = applicationOf({
    Fn: FN,
    Allow: {
      Type: 'AWS::Lambda::Permission',
      Properties: {
        FunctionName: ref('Fn'),
        Principal: 's3.amazonaws.com',
        Action: 'lambda:InvokeFunction',
        SourceAccount: ref('AWS::AccountId'),
      },
    },
  });
  expect(grants).toMatchObject([{ side: 'resource', holder: 'Fn', resource: 'Allow' }]);
});

test("an event source mapping pulls with the function's role, through aliases too", () => {
  const { wires } = applicationOf({
    Fn: FN,
    Role: ROLE,
    Live: { Type: 'AWS::Lambda::Alias', Properties: { FunctionName: ref('Fn'), Name: 'live' } },
    Table: { Type: 'AWS::DynamoDB::Table', Properties: {} },
    Pull: {
      Type: 'AWS::Lambda::EventSourceMapping',
      Properties: { FunctionName: ref('Live'), EventSourceArn: att('Table', 'StreamArn') },
    },
  });
  expect(wires).toMatchObject([{ kind: 'event-source', from: 'Table', to: 'Fn', mode: 'pull', identity: 'Role' }]);
});

test.each([
  ['NONE', 'none', ['anyone']],
  ['AWS_IAM', 'iam', ['partner']],
])('a function URL with AuthType %s is a route', (AuthType, kind, who) => {
  const { routes, actors } = applicationOf({
    Fn: FN,
    Url: { Type: 'AWS::Lambda::Url', Properties: { TargetFunctionArn: ref('Fn'), AuthType } },
  });
  expect(routes).toMatchObject([{ id: 'URL', to: 'Fn', authn: { kind: 'known', value: { kind } } }]);
  expect(actors.map((actor) => actor.id)).toEqual(who);
});

test.each([
  ['the last CMD of its build file', {}, 'app.handler'],
  ['the command of the template', { ImageConfig: { Command: ['other.main'] } }, 'other.main'],
])('the handler of an image is %s', (_, more, handler) => {
  const files = madeFiles({
    'image/Dockerfile':
      'FROM node:22 AS build\nCMD ["npm", "run", "build"]\nFROM public.ecr.aws/lambda/nodejs:22\nCMD [ "app.handler" ]\n',
  });
  const image = {
    Type: 'AWS::Lambda::Function',
    Properties: { PackageType: 'Image', ...more },
    Metadata: { DockerContext: './image' },
  };
  expect(applicationOf({ Fn: image }, files).computes[0]?.code).toMatchObject({
    kind: 'files',
    root: { value: 'image' },
    handler: { value: handler },
    runtime: { value: 'nodejs22.x' },
  });
});

test('an image that is only in a registry is absent', () => {
  const image = { Type: 'AWS::Lambda::Function', Properties: { PackageType: 'Image', Code: { ImageUri: 'one' } } };
  expect(applicationOf({ Fn: image }).computes[0]?.code).toMatchObject({ kind: 'absent' });
});

test('a permission for the URL alone says so in its condition', () => {
  const { grants } = applicationOf({
    Fn: FN,
    Open: {
      Type: 'AWS::Lambda::Permission',
      Properties: {
        FunctionName: ref('Fn'),
        Principal: '*',
        Action: 'lambda:InvokeFunctionUrl',
        FunctionUrlAuthType: 'NONE',
      },
    },
  });
  const statement = valueAt(grants[0]?.document, 'Statement', 0);
  expect(literal(valueAt(statement, 'Condition', 'StringEquals', 'lambda:FunctionUrlAuthType'))).toBe('NONE');
  expect(literal(valueAt(statement, 'Principal'))).toBe('*');
});
