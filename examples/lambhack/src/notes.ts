import http from 'node:http';
import { type Answer, asked, type Event, text } from './answer.ts';

/** One request as the SDK sends it, without its signature. */
function dynamo(operation: string, body: unknown): Promise<string> {
  const endpoint = new URL(process.env['DYNAMODB_ENDPOINT'] ?? 'https://dynamodb.eu-west-1.amazonaws.com');
  return new Promise((done, failed) => {
    const headers = { 'content-type': 'application/x-amz-json-1.0', 'x-amz-target': `DynamoDB_20120810.${operation}` };
    const request = http.request(endpoint, { method: 'POST', headers }, (answer) => {
      const chunks: Buffer[] = [];
      answer.on('data', (chunk: Buffer) => chunks.push(chunk)).on('end', () => done(Buffer.concat(chunks).toString('utf8')));
    });
    request.on('error', failed);
    request.end(JSON.stringify(body));
  });
}

/** Ann's own notes, filtered by a condition that the client may write. */
export async function handler(event: Event): Promise<Answer> {
  const FilterExpression = `owner_id = :me AND ${asked(event, 'filter') || 'attribute_exists(title)'}`;
  return text(await dynamo('Scan', { TableName: 'Notes', FilterExpression, ExpressionAttributeValues: { ':me': { S: 'ann' } } }));
}
