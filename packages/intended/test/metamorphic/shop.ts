/** A small shop: an API, a function that takes orders, one that ships them from a queue, a table and a bucket. */
export const orderCode = `import { DynamoDBClient, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { SQSClient, SendMessageCommand } from '@aws-sdk/client-sqs';
const table = new DynamoDBClient({});
const queue = new SQSClient({});
export const handler = async (event) => {
  const { email, address } = JSON.parse(event.body);
  const id = event.requestContext.requestId;
  await table.send(new PutItemCommand({ TableName: process.env.ORDERS, Item: { id: { S: id }, email: { S: email }, address: { S: address } } }));
  await queue.send(new SendMessageCommand({ QueueUrl: process.env.SHIPMENTS, MessageBody: JSON.stringify({ id, address }) }));
  console.log(event);
  return { statusCode: 201, body: JSON.stringify({ id }) };
};
`;

export const shipCode = `import { S3Client, PutObjectCommand } from '@aws-sdk/client-s3';
const bucket = new S3Client({});
export const handler = async (event) => {
  for (const record of event.Records) {
    const { id, address } = JSON.parse(record.body);
    await bucket.send(new PutObjectCommand({ Bucket: process.env.LABELS, Key: id, Body: address }));
  }
};
`;

const statement = (actions: readonly string[], resource: unknown): object => ({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Action: actions, Resource: resource }],
});
const arn = (id: string): object => ({ 'Fn::GetAtt': [id, 'Arn'] });

const stores = {
  Orders: {
    Type: 'AWS::DynamoDB::Table',
    Properties: {
      TableName: 'orders',
      BillingMode: 'PAY_PER_REQUEST',
      KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
      AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'S' }],
    },
  },
  Shipments: { Type: 'AWS::SQS::Queue', Properties: { VisibilityTimeout: 60 } },
  Labels: { Type: 'AWS::S3::Bucket', Properties: { BucketName: 'labels-of-the-shop' } },
};

const orderRights = statement(['dynamodb:PutItem', 'dynamodb:Scan'], arn('Orders'));
const sendRights = statement(['sqs:SendMessage'], arn('Shipments'));
const labelRights = statement(['s3:PutObject', 's3:GetObject'], { 'Fn::Sub': 'arn:aws:s3:::${Labels}/*' });
const orderVariables = { Variables: { ORDERS: { Ref: 'Orders' }, SHIPMENTS: { Ref: 'Shipments' } } };
const shipVariables = { Variables: { LABELS: { Ref: 'Labels' } } };

export type Template = Readonly<Record<string, unknown>> & {
  readonly Resources: Readonly<
    Record<string, { readonly Type: string; readonly Properties?: Readonly<Record<string, unknown>> }>
  >;
};

/** As a person writes it with SAM. */
export const samShop: Template = {
  AWSTemplateFormatVersion: '2010-09-09',
  Transform: 'AWS::Serverless-2016-10-31',
  Resources: {
    ...stores,
    Order: {
      Type: 'AWS::Serverless::Function',
      Properties: {
        CodeUri: 'src',
        Handler: 'order.handler',
        Runtime: 'nodejs22.x',
        Environment: orderVariables,
        Policies: [orderRights, sendRights],
        Events: { Post: { Type: 'Api', Properties: { Path: '/orders', Method: 'post' } } },
      },
    },
    Ship: {
      Type: 'AWS::Serverless::Function',
      Properties: {
        CodeUri: 'src',
        Handler: 'ship.handler',
        Runtime: 'nodejs22.x',
        Environment: shipVariables,
        Policies: [labelRights],
        Events: { Poll: { Type: 'SQS', Properties: { Queue: arn('Shipments') } } },
      },
    },
  },
};

const trust = {
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Principal: { Service: ['lambda.amazonaws.com'] }, Action: ['sts:AssumeRole'] }],
};
const managed = (name: string): object => ({
  'Fn::Sub': `arn:\${AWS::Partition}:iam::aws:policy/service-role/${name}`,
});
const role = (policies: readonly object[], managedNames: readonly string[]): object => ({
  AssumeRolePolicyDocument: trust,
  ManagedPolicyArns: managedNames.map(managed),
  Policies: policies.map((document, index) => ({ PolicyName: `Policy${index}`, PolicyDocument: document })),
});

/** The same after the transform, as CloudFormation has it. `code` says where the code of a function is. */
export function plainShop(code: (name: string) => unknown, handler: (name: string) => string): Template {
  const fn = (name: string, environment: object): Template['Resources'][string] => ({
    Type: 'AWS::Lambda::Function',
    Properties: {
      Code: code(name.toLowerCase()),
      Handler: handler(name.toLowerCase()),
      Runtime: 'nodejs22.x',
      Role: arn(`${name}Role`),
      Environment: environment,
    },
  });
  return {
    AWSTemplateFormatVersion: '2010-09-09',
    Resources: {
      ...stores,
      OrderRole: {
        Type: 'AWS::IAM::Role',
        Properties: { ...role([orderRights, sendRights], ['AWSLambdaBasicExecutionRole']) },
      },
      ShipRole: {
        Type: 'AWS::IAM::Role',
        Properties: { ...role([labelRights], ['AWSLambdaBasicExecutionRole', 'AWSLambdaSQSQueueExecutionRole']) },
      },
      Order: fn('Order', orderVariables),
      Ship: fn('Ship', shipVariables),
      ShipPoll: {
        Type: 'AWS::Lambda::EventSourceMapping',
        Properties: { FunctionName: { Ref: 'Ship' }, EventSourceArn: arn('Shipments') },
      },
      ServerlessRestApi: {
        Type: 'AWS::ApiGateway::RestApi',
        Properties: {
          Body: {
            swagger: '2.0',
            info: { version: '1.0', title: { Ref: 'AWS::StackName' } },
            paths: {
              '/orders': {
                post: {
                  'x-amazon-apigateway-integration': {
                    httpMethod: 'POST',
                    type: 'aws_proxy',
                    uri: {
                      'Fn::Sub':
                        'arn:aws:apigateway:${AWS::Region}:lambda:path/2015-03-31/functions/${Order.Arn}/invocations',
                    },
                  },
                  responses: {},
                },
              },
            },
          },
        },
      },
      ApiMayInvoke: {
        Type: 'AWS::Lambda::Permission',
        Properties: {
          Action: 'lambda:InvokeFunction',
          FunctionName: { Ref: 'Order' },
          Principal: 'apigateway.amazonaws.com',
          SourceArn: {
            'Fn::Sub': 'arn:aws:execute-api:${AWS::Region}:${AWS::AccountId}:${ServerlessRestApi}/*/POST/orders',
          },
        },
      },
    },
  };
}

export const shopCode: { readonly 'src/order.mjs': string; readonly 'src/ship.mjs': string } = {
  'src/order.mjs': orderCode,
  'src/ship.mjs': shipCode,
};
