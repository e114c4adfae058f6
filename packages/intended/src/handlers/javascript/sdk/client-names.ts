/** Members of the library packages of SDK v3 by the operation they are. Source: `@aws-sdk/lib-dynamodb`. */
const DOCUMENT_OPERATIONS: ReadonlyMap<string, string> = new Map([
  ['Get', 'GetItem'],
  ['Put', 'PutItem'],
  ['Update', 'UpdateItem'],
  ['Delete', 'DeleteItem'],
  ['BatchGet', 'BatchGetItem'],
  ['BatchWrite', 'BatchWriteItem'],
  ['TransactGet', 'TransactGetItems'],
  ['TransactWrite', 'TransactWriteItems'],
]);

/** SDK v2 and v3 names of operations to the API's own. */
export function operationOf(service: string, name: string): string {
  const pascal = name.charAt(0).toUpperCase() + name.slice(1);
  if (service === 'dynamodb') return DOCUMENT_OPERATIONS.get(pascal) ?? pascal;
  return pascal;
}

/** Methods of clients that call nothing. */
export const IDLE: ReadonlySet<string> = new Set([
  'destroy',
  'bind',
  'config',
  'middlewareStack',
  'createSet',
  'setupRequestListeners',
  'defineService',
  'on',
  'use',
  'add',
  'toString',
  'resolveMiddleware',
]);

/** The operation that a waiter repeats. */
export function waitedFor(service: string, waiter: string): string {
  const plain = waiter.charAt(0).toLowerCase() + waiter.slice(1);
  if (service === 'dynamodb') return 'DescribeTable';
  if (service === 's3') return plain.startsWith('object') ? 'HeadObject' : 'HeadBucket';
  if (service === 'lambda') return 'GetFunction';
  if (service === 'cloudformation') return 'DescribeStacks';
  return `Describe${waiter.charAt(0).toUpperCase()}${waiter.slice(1)}`;
}

/** Constructors of SDK v2 that make no client. */
export const NOT_CLIENTS: ReadonlySet<string> = new Set([
  'config',
  'Config',
  'Credentials',
  'Endpoint',
  'HttpRequest',
  'HttpClient',
  'util',
  'TokenFileWebIdentityCredentials',
  'SharedIniFileCredentials',
  'EnvironmentCredentials',
  'ChainableTemporaryCredentials',
  'TemporaryCredentials',
  'CognitoIdentityCredentials',
  'EC2MetadataCredentials',
  'NodeHttpClient',
  'Signers',
  'events',
  'Service',
  'MetadataService',
]);
