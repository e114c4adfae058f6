import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import type { APIGatewayProxyEvent, APIGatewayProxyResult } from 'aws-lambda';

const rides = DynamoDBDocumentClient.from(new DynamoDBClient({}));
const secrets = new SecretsManagerClient({});

interface Payment {
  cardNumber: string;
  cardholderName: string;
  expiryDate: string;
  amount: number;
}

/** Charges the rider's card at the payment provider and marks the ride as paid. */
export const handler = async (event: APIGatewayProxyEvent): Promise<APIGatewayProxyResult> => {
  const payment: Payment = JSON.parse(event.body ?? '{}');
  console.log('charging', event.requestContext.requestId);

  const { SecretString: key } = await secrets.send(new GetSecretValueCommand({ SecretId: process.env.PAYMENT_KEY }));
  const charged = await fetch('https://api.payments.example/v1/charges', {
    method: 'POST',
    headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
    body: JSON.stringify({ cardNumber: payment.cardNumber, cardholderName: payment.cardholderName, expiryDate: payment.expiryDate, amount: payment.amount }),
  });
  const { receipt } = (await charged.json()) as { receipt: string };

  await rides.send(
    new UpdateCommand({
      TableName: process.env.RIDES_TABLE,
      Key: { RideId: event.pathParameters?.rideId },
      UpdateExpression: 'SET Receipt = :receipt, PaidAt = :paidAt',
      ExpressionAttributeValues: { ':receipt': receipt, ':paidAt': new Date().toISOString() },
    }),
  );
  return { statusCode: 200, body: JSON.stringify({ Receipt: receipt }) };
};
