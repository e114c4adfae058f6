/** A made-up application before it is written in any form: what its functions do, and to which stores. */
export interface PlannedStack {
  readonly name: string;
  readonly stores: readonly PlannedStore[];
  readonly functions: readonly PlannedFunction[];
}

export interface PlannedStore {
  readonly id: string;
  readonly kind: 'table' | 'bucket' | 'queue';
  /** Attribute names of a table's key. */
  readonly fields: readonly string[];
  readonly encrypted: boolean;
}

export interface PlannedFunction {
  readonly id: string;
  readonly allows: readonly PlannedAccess[];
  /** Uses the stack's shared role instead of a role of its own. */
  readonly sharesRole: boolean;
  readonly managed: string | undefined;
  readonly trigger: Trigger;
  /** Source of a tiny handler; undefined where the code lies in an artifact bucket. */
  readonly code: string | undefined;
}

/** `of` undefined: every resource of the service, as about one role in twenty has it. */
export interface PlannedAccess {
  readonly verb: 'read' | 'write' | 'crud' | 'send' | 'all';
  readonly of: PlannedStore | undefined;
}

export type Trigger =
  | { readonly kind: 'route'; readonly method: 'GET' | 'POST' | 'DELETE'; readonly path: string }
  | { readonly kind: 'queue' | 'bucket' | 'stream'; readonly store: PlannedStore }
  | { readonly kind: 'schedule' };

/** CloudFormation takes 500 resources a template, so larger apps are nested stacks, as they are in life. */
const FUNCTIONS_PER_STACK = 100;
const NOUNS = ['orders', 'customers', 'payments', 'carts', 'invoices', 'shipments', 'reviews', 'sessions', 'devices'];
const KEYS = ['orderId', 'customerEmail', 'cardToken', 'cartId', 'invoiceNumber', 'address', 'comment', 'sessionToken'];

/** Plans an app of so many functions and stores; equal numbers give equal apps. */
export function planApp(functions: number, stores: number): readonly PlannedStack[] {
  const count = Math.ceil(functions / FUNCTIONS_PER_STACK);
  const share = (total: number, index: number): number =>
    Math.floor((total * (index + 1)) / count) - Math.floor((total * index) / count);
  return Array.from({ length: count }, (_, index) => planStack(index, share(functions, index), share(stores, index)));
}

function planStack(index: number, functions: number, storeCount: number): PlannedStack {
  const noun = pick(NOUNS, index);
  const stores = Array.from({ length: storeCount }, (_, at) => planStore(index, at));
  return {
    name: `${noun}${index}`,
    stores,
    functions: Array.from({ length: functions }, (_, at) => planFunction(index, at, stores)),
  };
}

function planStore(stack: number, at: number): PlannedStore {
  const kind = at % 5 === 3 ? 'bucket' : at % 5 === 4 ? 'queue' : 'table';
  const suffix = { table: 'Table', bucket: 'Bucket', queue: 'Queue' }[kind];
  const id = `${capital(pick(NOUNS, stack + at))}${at}${suffix}`;
  return { id, kind, fields: [pick(KEYS, stack + at), 'createdAt'], encrypted: at % 7 === 0 };
}

function planFunction(stack: number, at: number, stores: readonly PlannedStore[]): PlannedFunction {
  const role = at % 20;
  const table = storeOf(stores, 'table', at);
  const bucket = storeOf(stores, 'bucket', at);
  const queue = storeOf(stores, 'queue', at);
  const id = `${capital(pick(NOUNS, stack + at))}Function${at}`;
  const allows: PlannedAccess[] = [{ verb: at % 3 === 0 ? 'crud' : 'read', of: table }];
  if (at % 4 === 1) allows.push({ verb: 'write', of: bucket });
  if (at % 4 === 2) allows.push({ verb: 'send', of: queue });
  if (role === 0) allows.push({ verb: 'all', of: undefined });
  return {
    id,
    allows,
    sharesRole: role === 7 || role === 17,
    managed: role === 11 ? 'arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess' : undefined,
    trigger: triggerOf(role, at, { table, bucket, queue }),
    code: at % 10 === 8 ? handlerOf(at) : undefined,
  };
}

interface Near {
  readonly table: PlannedStore;
  readonly bucket: PlannedStore;
  readonly queue: PlannedStore;
}

function triggerOf(role: number, at: number, { table, bucket, queue }: Near): Trigger {
  if (role === 3 || role === 4) return { kind: 'queue', store: queue };
  if (role === 5) return { kind: 'bucket', store: bucket };
  if (role === 6) return { kind: 'stream', store: table };
  if (role === 12) return { kind: 'schedule' };
  const method = pick(['GET', 'POST', 'DELETE'] as const, at);
  return { kind: 'route', method, path: `/${pick(NOUNS, at)}/${at}${method === 'POST' ? '' : '/{id}'}` };
}

function handlerOf(at: number): string {
  return [
    "const { DynamoDBClient, GetItemCommand } = require('@aws-sdk/client-dynamodb');",
    'const client = new DynamoDBClient({});',
    'exports.handler = async (event) => {',
    '  const id = event.pathParameters.id;',
    `  const found = await client.send(new GetItemCommand({ TableName: process.env.TABLE, Key: { ${pick(KEYS, at)}: { S: id } } }));`,
    '  return { statusCode: 200, body: JSON.stringify(found.Item) };',
    '};',
    '',
  ].join('\n');
}

function storeOf(stores: readonly PlannedStore[], kind: PlannedStore['kind'], at: number): PlannedStore {
  const ofKind = stores.filter((store) => store.kind === kind);
  return pick(ofKind, at);
}

function pick<T>(items: readonly T[], at: number): T {
  const item = items[at % items.length];
  if (item === undefined) throw new Error('nothing to pick from: a stack needs five stores at least');
  return item;
}

function capital(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1);
}
