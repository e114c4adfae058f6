import { randomBytes } from 'node:crypto';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, PutCommand } from '@aws-sdk/lib-dynamodb';
import type { APIGatewayProxyEvent, APIGatewayProxyResult } from 'aws-lambda';
import { findUnicorn, type Location } from './fleet';

const rides = DynamoDBDocumentClient.from(new DynamoDBClient({}));

/** A rider asks for a unicorn to the place where they stand. */
export const handler = async (event: APIGatewayProxyEvent): Promise<APIGatewayProxyResult> => {
  console.log('ride requested', event.requestContext.requestId);
  const claims = event.requestContext.authorizer?.claims;
  if (claims === undefined) return answer(401, { error: 'Authorization not configured' });

  const rideId = randomBytes(16).toString('base64url');
  const username: string = claims['cognito:username'];
  const pickupLocation: Location = JSON.parse(event.body ?? '{}').PickupLocation;
  const unicorn = findUnicorn(pickupLocation);

  await rides.send(
    new PutCommand({
      TableName: process.env.RIDES_TABLE,
      Item: { RideId: rideId, User: username, PickupLocation: pickupLocation, Unicorn: unicorn, RequestTime: new Date().toISOString() },
    }),
  );
  return answer(201, { RideId: rideId, Unicorn: unicorn, Eta: '30 seconds', Rider: username });
};

function answer(statusCode: number, body: unknown): APIGatewayProxyResult {
  return { statusCode, headers: { 'Access-Control-Allow-Origin': '*' }, body: JSON.stringify(body) };
}
