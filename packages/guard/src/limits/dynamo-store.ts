import { sign, type Credentials } from './sigv4.ts';
import type { CounterStore } from './store.ts';

export interface DynamoStoreOptions {
  /** Table with a partition key of type string, and time to live on `expires`. */
  readonly table: string;
  /** Name of the partition key; default `pk`. */
  readonly partitionKey?: string;
  readonly region?: string;
  /** Default: those of the function's role. */
  readonly credentials?: () => Credentials;
  readonly endpoint?: string;
  readonly fetch?: typeof fetch;
  /** Milliseconds since 1970. */
  readonly now?: () => number;
}

/** Counts in a DynamoDB table: one atomic `UpdateItem` a write, signed here, since loading an SDK costs ten times more. */
export function dynamoStore(options: DynamoStoreOptions): CounterStore {
  const region = options.region ?? process.env['AWS_REGION'] ?? 'us-east-1';
  const url = new URL(options.endpoint ?? `https://dynamodb.${region}.amazonaws.com/`);
  const now = options.now ?? Date.now;
  return {
    async add(key, amount, forSeconds) {
      const body = JSON.stringify(updateOf(options, key, amount, Math.ceil(now() / 1000) + forSeconds + 60));
      const headers = { 'content-type': 'application/x-amz-json-1.0', 'x-amz-target': 'DynamoDB_20120810.UpdateItem' };
      const signed = sign(
        { url, body, headers, service: 'dynamodb', region, now: now() },
        (options.credentials ?? fromEnvironment)(),
      );
      const { host: _host, ...sent } = signed;
      const response = await (options.fetch ?? fetch)(url, { method: 'POST', headers: sent, body });
      if (!response.ok) throw new Error(`dynamodb answered ${response.status}`);
      return totalOf(await response.json());
    },
  };
}

function updateOf({ table, partitionKey }: DynamoStoreOptions, key: string, amount: number, expires: number): object {
  return {
    TableName: table,
    Key: { [partitionKey ?? 'pk']: { S: key } },
    UpdateExpression: 'ADD #total :amount SET #expires = :expires',
    ExpressionAttributeNames: { '#total': 'total', '#expires': 'expires' },
    ExpressionAttributeValues: { ':amount': { N: String(Math.round(amount)) }, ':expires': { N: String(expires) } },
    ReturnValues: 'UPDATED_NEW',
  };
}

function totalOf(answer: unknown): number {
  const total = Number(
    (answer as { readonly Attributes?: { readonly total?: { readonly N?: string } } }).Attributes?.total?.N,
  );
  if (!Number.isFinite(total)) throw new Error('dynamodb answered without a total');
  return total;
}

function fromEnvironment(): Credentials {
  const { AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY, AWS_SESSION_TOKEN } = process.env;
  return {
    accessKeyId: AWS_ACCESS_KEY_ID ?? '',
    secretAccessKey: AWS_SECRET_ACCESS_KEY ?? '',
    ...(AWS_SESSION_TOKEN === undefined ? {} : { sessionToken: AWS_SESSION_TOKEN }),
  };
}
