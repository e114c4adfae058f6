import { DynamoDBClient, GetItemCommand } from '@aws-sdk/client-dynamodb';

const dynamodb = new DynamoDBClient({});

export const handler = async (event) => {
  const { noteId } = event.pathParameters;
  const { Item } = await dynamodb.send(
    new GetItemCommand({ TableName: process.env.NOTES_TABLE, Key: { noteId: { S: noteId } } }),
  );
  return Item === undefined ? { statusCode: 404 } : { statusCode: 200, body: JSON.stringify({ text: Item.text.S }) };
};
