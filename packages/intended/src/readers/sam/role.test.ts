import { describe, expect, test } from 'vitest';
import { valueAt } from '#model/read-value';
import type { Stack } from '../cloudformation/stack.ts';
import { expandedSam, javascript } from './test-stack.ts';

const BASIC = 'arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole';

function withProperties(properties: string): Stack {
  return expandedSam(`
Resources:
  Table: { Type: AWS::DynamoDB::Table }
  Fn:
    Type: AWS::Serverless::Function
    Properties:
      Handler: app.handler
${properties.replaceAll(/^/gm, '      ')}
`);
}

function roleProperty(stack: Stack, ...path: readonly (string | number)[]): unknown {
  const role = stack.resources.find((resource) => resource.id === 'FnRole');
  return javascript(valueAt(role?.properties, ...path));
}

describe('the role of a function', () => {
  test.each([
    ['nothing', 'Timeout: 3', [BASIC]],
    ['tracing', 'Tracing: Active', [BASIC, 'arn:aws:iam::aws:policy/AWSXrayWriteOnlyAccess']],
    ['tracing switched off', 'Tracing: Disabled', [BASIC]],
    [
      'a mode that is not decided',
      'Tracing: !If [C, Active, PassThrough]',
      [BASIC, 'arn:aws:iam::aws:policy/AWSXrayWriteOnlyAccess'],
    ],
    [
      'a network',
      'VpcConfig: { SubnetIds: [a] }',
      [BASIC, 'arn:aws:iam::aws:policy/service-role/AWSLambdaVPCAccessExecutionRole'],
    ],
    [
      'durable execution',
      'DurableConfig: { ExecutionTimeout: 1 }',
      ['arn:aws:iam::aws:policy/service-role/AWSLambdaBasicDurableExecutionRolePolicy'],
    ],
    ['one managed policy by name', 'Policies: AmazonSQSFullAccess', [BASIC, 'AmazonSQSFullAccess']],
    ['the basic policy again by name', 'Policies: [AWSLambdaBasicExecutionRole]', [BASIC]],
    [
      'an undecided managed policy',
      'Policies: [!If [C, AmazonSQSFullAccess, !Ref AWS::NoValue]]',
      [BASIC, { 'if C': ['AmazonSQSFullAccess', undefined] }],
    ],
    [
      'an undecided list',
      'Policies: !If [C, [A], [B]]',
      [BASIC, { 'if C': ['A', undefined] }, { 'if C': [undefined, 'B'] }],
    ],
  ])('has the managed policies for %s', (_name, properties, expected) => {
    expect(roleProperty(withProperties(properties), 'ManagedPolicyArns')).toEqual(expected);
  });

  test('a given role makes no role', () => {
    const stack = withProperties('Role: !GetAtt Own.Arn\nPolicies: [AmazonSQSFullAccess]');
    expect(stack.resources.map((resource) => resource.id)).toEqual(['Table', 'Fn']);
    expect(javascript(valueAt(stack.resources[1]?.properties, 'Role'))).toBe('${Own.Arn}');
  });

  test('a role under an undecided condition leaves both', () => {
    const stack = withProperties('Role: !If [C, !GetAtt Own.Arn, !Ref AWS::NoValue]');
    expect(javascript(valueAt(stack.resources[1]?.properties, 'Role'))).toEqual({
      'if C': ['${Own.Arn}', '${FnRole.Arn}'],
    });
    expect(roleProperty(stack, 'ManagedPolicyArns')).toEqual([BASIC]);
  });

  test('its boundary, path and trust are those of the function', () => {
    const stack = withProperties(
      'PermissionsBoundary: arn:b\nRolePath: /p/\nAssumeRolePolicyDocument: { Statement: [] }',
    );
    expect(roleProperty(stack)).toMatchObject({
      PermissionsBoundary: 'arn:b',
      Path: '/p/',
      AssumeRolePolicyDocument: { Statement: [] },
    });
  });

  test('a dead-letter queue is written to by name', () => {
    const stack = withProperties('DeadLetterQueue: { Type: SQS, TargetArn: !GetAtt Queue.Arn }');
    expect(roleProperty(stack, 'Policies', 0, 'PolicyDocument', 'Statement', 0)).toEqual({
      Action: 'sqs:SendMessage',
      Resource: '${Queue.Arn}',
      Effect: 'Allow',
    });
  });

  test('destinations that are not named are made, and may be written to', () => {
    const stack = withProperties(
      'EventInvokeConfig: { DestinationConfig: { OnSuccess: { Type: SQS }, OnFailure: { Type: SNS } } }',
    );
    expect(stack.resources.map((resource) => resource.id)).toEqual([
      'Table',
      'Fn',
      'FnRole',
      'FnEventInvokeConfigOnSuccessQueue',
      'FnEventInvokeConfigOnFailureTopic',
      'FnEventInvokeConfig',
    ]);
    expect(roleProperty(stack, 'Policies', 1, 'PolicyDocument', 'Statement', 0)).toEqual({
      Action: 'sns:publish',
      Resource: '${FnEventInvokeConfigOnFailureTopic.Ref}',
      Effect: 'Allow',
    });
  });
});

describe('a policy template', () => {
  const statement = (policies: string): unknown =>
    roleProperty(withProperties(`Policies: ${policies}`), 'Policies', 0, 'PolicyDocument', 'Statement', 0);

  test('stands with its parameters filled in', () => {
    expect(statement('[SQSPollerPolicy: { QueueName: jobs }]')).toMatchObject({
      Resource: 'arn:${AWS::Partition}:sqs:${AWS::Region}:${AWS::AccountId}:jobs',
    });
  });

  test('a parameter that is a whole ARN becomes the resource', () => {
    expect(statement('[AWSSecretsManagerGetSecretValuePolicy: { SecretArn: !Ref Secret }]')).toMatchObject({
      Resource: '${Secret.Ref}',
    });
  });

  test('an undecided parameter gives every branch', () => {
    expect(statement('[SQSPollerPolicy: { QueueName: !If [C, a, b] }]')).toMatchObject({
      Resource: {
        'if C': ['a', 'b'].map((name) => `arn:\${AWS::Partition}:sqs:\${AWS::Region}:\${AWS::AccountId}:${name}`),
      },
    });
  });

  test('a missing parameter is reported and leaves a hole', () => {
    const stack = withProperties('Policies: [SQSPollerPolicy: {}]');
    expect(stack.diagnostics[0]?.message).toMatch(/needs the parameter `QueueName`/);
    expect(roleProperty(stack, 'Policies', 0, 'PolicyDocument', 'Statement', 0)).toMatchObject({
      Resource: expect.stringContaining('${?QueueName}'),
    });
  });

  test('an unknown template is reported and stays an unknown document', () => {
    const stack = withProperties('Policies: [DynamoDbCrudPolicy: { TableName: a }]');
    expect(stack.diagnostics[0]?.message).toMatch(/`DynamoDbCrudPolicy` is not a SAM policy template/);
    expect(roleProperty(stack, 'Policies', 0, 'PolicyDocument')).toEqual({
      deferred: { cause: 'unsupported', name: 'DynamoDbCrudPolicy' },
    });
  });

  test('a statement keeps the place of its own line', () => {
    const stack = withProperties('Policies:\n  - Statement:\n      - Effect: Allow');
    const role = stack.resources.find((resource) => resource.id === 'FnRole');
    expect(valueAt(role?.properties, 'Policies', 0, 'PolicyDocument', 'Statement', 0)?.at.line).toBe(10);
  });
});
