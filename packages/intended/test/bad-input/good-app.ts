/** A small app that is as intended: it stands beside what is broken and must be judged all the same. */
export const goodApp: Readonly<Record<string, string>> = {
  'good/template.yaml': `AWSTemplateFormatVersion: '2010-09-09'
Transform: AWS::Serverless-2016-10-31
Resources:
  GoodTable:
    Type: AWS::DynamoDB::Table
    Properties:
      AttributeDefinitions: [{ AttributeName: noteId, AttributeType: S }]
      KeySchema: [{ AttributeName: noteId, KeyType: HASH }]
      BillingMode: PAY_PER_REQUEST
  GoodFunction:
    Type: AWS::Serverless::Function
    Properties:
      CodeUri: src/
      Handler: save.handler
      Runtime: nodejs22.x
      Environment: { Variables: { TABLE: !Ref GoodTable } }
      Policies:
        - Version: '2012-10-17'
          Statement: [{ Effect: Allow, Action: dynamodb:PutItem, Resource: !GetAtt GoodTable.Arn }]
`,
  'good/src/save.mjs': `import { DynamoDBClient, PutItemCommand } from '@aws-sdk/client-dynamodb';
const client = new DynamoDBClient({});
export const handler = async (event) => {
  const Item = { noteId: { S: event.id }, email: { S: event.email } };
  await client.send(new PutItemCommand({ TableName: process.env.TABLE, Item }));
};
`,
};

/** Services of the good app that must have a row in every report. */
export const goodServices = ['GoodFunction', 'GoodTable'] as const;
