import { describe, expect, test } from 'vitest';
import { literal, valueAt } from '#model/read-value';
import { expandedSam, javascript, typesById } from './test-stack.ts';

describe('a function', () => {
  test('becomes a Lambda function with a role that has its policies', () => {
    const stack = expandedSam(`
Resources:
  Rides:
    Type: AWS::Serverless::SimpleTable
  Ride:
    Type: AWS::Serverless::Function
    Properties:
      Handler: app.handler
      Runtime: nodejs22.x
      CodeUri: ./src
      Policies:
        - DynamoDBReadPolicy:
            TableName: !Ref Rides
        - AmazonSQSFullAccess
        - Statement:
            - Effect: Allow
              Action: s3:GetObject
              Resource: '*'
      Events:
        Ask:
          Type: Api
          Properties: { Path: '/ride/{id}', Method: get }
`);
    expect(typesById(stack)).toEqual({
      Ride: 'AWS::Lambda::Function',
      RideAskPermissionProd: 'AWS::Lambda::Permission',
      RideRole: 'AWS::IAM::Role',
      Rides: 'AWS::DynamoDB::Table',
      ServerlessRestApi: 'AWS::ApiGateway::RestApi',
      ServerlessRestApiDeployment: 'AWS::ApiGateway::Deployment',
      ServerlessRestApiProdStage: 'AWS::ApiGateway::Stage',
    });
    const role = stack.resources.find((resource) => resource.id === 'RideRole');
    expect(role).toMatchObject({ origin: 'expanded', expandedFrom: 'Ride' });
    expect(javascript(valueAt(role?.properties, 'ManagedPolicyArns'))).toEqual([
      'arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole',
      'AmazonSQSFullAccess',
    ]);
    const document = valueAt(role?.properties, 'Policies', 0, 'PolicyDocument');
    expect(document?.at.line).toBe(12);
    expect(javascript(valueAt(document, 'Statement', 0, 'Resource', 0))).toBe(
      'arn:${AWS::Partition}:dynamodb:${AWS::Region}:${AWS::AccountId}:table/${Rides.Ref}',
    );
    const permission = stack.resources.find((resource) => resource.id === 'RideAskPermissionProd');
    expect(permission?.at.line).toBe(20);
    const fn = stack.resources.find((resource) => resource.id === 'Ride');
    expect(fn).toMatchObject({ origin: 'written', expandedFrom: undefined });
    expect(literal(valueAt(fn?.properties, 'Code'))).toBe('./src');
  });
});

test('a type that SAM does not have is named, and the rest is read', () => {
  const stack = expandedSam(`
Resources:
  Ride: { Type: AWS::Serverless::Functoin, Properties: { Handler: a.b } }
  Rides: { Type: AWS::Serverless::SimpleTable }
`);
  expect(typesById(stack)['Rides']).toBe('AWS::DynamoDB::Table');
  expect(stack.diagnostics).toMatchObject([
    { severity: 'error', place: { line: 3 }, message: expect.stringContaining('`AWS::Serverless::Functoin`') },
  ]);
});
