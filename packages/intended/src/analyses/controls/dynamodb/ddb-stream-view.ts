import type { Control } from '../define-control.ts';
import type { Resource } from '#model/application';
import type { Context } from '../context.ts';
import { defineControl, notApplicable } from '../define-control.ts';
import { be, judgeProperty } from '../judge-value.ts';

export const ddbStreamView: Control = defineControl({
  id: 'ddb-stream-view',
  title: 'Stream exposes full images to a consumer that needs keys only',
  severity: 'low',
  cwe: 200,
  why: 'Every consumer of the stream, and its log, gets all attributes of each changed item.',
  fix: 'Set `StreamViewType` to `KEYS_ONLY`.',
  sources: ['https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Streams.html'],
  types: ['AWS::DynamoDB::Table'],
  reads: ['AWS::DynamoDB::Table.StreamSpecification.StreamViewType'],
  judge(table, context) {
    if (!table.properties.entries.has('StreamSpecification') || !needsKeysOnly(table, context)) return notApplicable;
    return judgeProperty(
      table,
      'StreamSpecification.StreamViewType',
      be('KEYS_ONLY'),
      `the stream of \`${table.id}\` carries whole items to consumers that use only keys`,
    );
  },
  examples: {
    violated: `Transform: AWS::Serverless-2016-10-31
Resources:
  Rides:
    Type: AWS::DynamoDB::Table
    Properties:
      StreamSpecification: { StreamViewType: NEW_AND_OLD_IMAGES }
  Notice:
    Type: AWS::Serverless::Function
    Properties:
      Runtime: nodejs24.x
      Handler: index.handler
      InlineCode: |
        exports.handler = async (event) => {
          for (const record of event.Records) await call(record.dynamodb.Keys.id.S);
        };
      Events:
        Changes:
          Type: DynamoDB
          Properties: { Stream: !GetAtt Rides.StreamArn, StartingPosition: LATEST }
`,
    satisfied: `Transform: AWS::Serverless-2016-10-31
Resources:
  Rides:
    Type: AWS::DynamoDB::Table
    Properties:
      StreamSpecification: { StreamViewType: KEYS_ONLY }
  Notice:
    Type: AWS::Serverless::Function
    Properties:
      Runtime: nodejs24.x
      Handler: index.handler
      InlineCode: |
        exports.handler = async (event) => {
          for (const record of event.Records) await call(record.dynamodb.Keys.id.S);
        };
      Events:
        Changes:
          Type: DynamoDB
          Properties: { Stream: !GetAtt Rides.StreamArn, StartingPosition: LATEST }
`,
    undetermined: `Parameters:
  View: { Type: String }
Transform: AWS::Serverless-2016-10-31
Resources:
  Rides:
    Type: AWS::DynamoDB::Table
    Properties:
      StreamSpecification: { StreamViewType: !Ref View }
  Notice:
    Type: AWS::Serverless::Function
    Properties:
      Runtime: nodejs24.x
      Handler: index.handler
      InlineCode: |
        exports.handler = async (event) => {
          for (const record of event.Records) await call(record.dynamodb.Keys.id.S);
        };
      Events:
        Changes:
          Type: DynamoDB
          Properties: { Stream: !GetAtt Rides.StreamArn, StartingPosition: LATEST }
`,
  },
});

/** All consumers are functions whose code was read, each of which reads the keys of records and never an image. */
function needsKeysOnly(table: Resource, context: Context): boolean {
  const consumers = context.application.wires.filter((wire) => wire.from === table.id && wire.kind === 'event-source');
  return consumers.length > 0 && consumers.every(({ to }) => readsKeysOnly(to, context));
}

function readsKeysOnly(compute: string, context: Context): boolean {
  const facts = context.handlerOf(compute);
  if (facts === undefined || facts.entry.kind !== 'known') return false;
  const below = facts.events.map(({ path }) => path.slice(path.indexOf('dynamodb')));
  const isImage = (path: readonly string[]): boolean => path.length <= 1 || (path[1] ?? '').endsWith('Image');
  const ofItems = below.filter(([first]) => first === 'dynamodb');
  return ofItems.some((path) => path[1] === 'Keys') && !ofItems.some(isImage);
}
