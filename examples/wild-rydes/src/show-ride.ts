import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, GetCommand } from '@aws-sdk/lib-dynamodb';
import type { APIGatewayProxyEvent, APIGatewayProxyResult } from 'aws-lambda';

const rides = DynamoDBDocumentClient.from(new DynamoDBClient({}));

/** Shows a rider one ride of theirs. */
export const handler = async (event: APIGatewayProxyEvent): Promise<APIGatewayProxyResult> => {
  const rideId = event.pathParameters?.rideId;
  const { Item: ride } = await rides.send(new GetCommand({ TableName: process.env.RIDES_TABLE, Key: { RideId: rideId } }));
  // Whose ride it is must be asked here: the table does not know who calls.
  const rider = event.requestContext.authorizer?.claims['cognito:username'];
  if (ride === undefined || ride.User !== rider) return { statusCode: 404, body: JSON.stringify({ error: 'no such ride' }) };
  return { statusCode: 200, body: JSON.stringify(ride) };
};
