import { randomUUID } from 'node:crypto';
import { DynamoDBClient, PutItemCommand } from '@aws-sdk/client-dynamodb';

const dynamodb = new DynamoDBClient({});

export const handler = async (event) => {
  const { text, email } = JSON.parse(event.body);
  const noteId = randomUUID();
  await dynamodb.send(
    new PutItemCommand({
      TableName: process.env.NOTES_TABLE,
      Item: { noteId: { S: noteId }, text: { S: text }, email: { S: email } },
    }),
  );
  console.log('saved', noteId);
  return { statusCode: 201, body: JSON.stringify({ noteId }) };
};
