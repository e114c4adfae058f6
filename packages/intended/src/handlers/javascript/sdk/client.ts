import { memberOf } from '../member.ts';
import { recordUnknown } from '../record.ts';
import type { Call } from '../run.ts';
import type { ClientTerm, CommandTerm, OutsideTerm, Term } from '../term.ts';
import { ERROR, UNDEFINED, UNKNOWN, joinAll, membersOf } from '../term.ts';
import { handOver } from '../escape.ts';
import { recordCall } from './record-call.ts';
import { servicePrefix } from './services.ts';

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
function operationOf(service: string, name: string): string {
  const pascal = name.charAt(0).toUpperCase() + name.slice(1);
  if (service === 'dynamodb') return DOCUMENT_OPERATIONS.get(pascal) ?? pascal;
  return pascal;
}

/** Methods of clients that call nothing. */
const IDLE = new Set([
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

/** A method call on a client of either SDK. */
export function callClient(client: ClientTerm, name: string, call: Call): Term {
  const { args, spot, run } = call;
  const [first = UNDEFINED, second] = args;
  if (name === 'send') return first.kind === 'literal' ? unknownOperation(client, call) : sendAll(client, first, call);
  if (IDLE.has(name)) return client;
  if (name === '*') return unknownOperation(client, call);
  const { service, bound } = client;
  const make = (operation: string, input: Term): Term =>
    finish(
      recordCall({
        service,
        operation: operationOf(service, operation),
        input,
        bound,
        spot,
        run,
        isLent: client.isLent,
      }),
      call,
    );
  if (
    name === 'makeRequest' ||
    name === 'makeUnauthenticatedRequest' ||
    name === 'getSignedUrl' ||
    name === 'getSignedUrlPromise'
  )
    return named(first, (operation) => make(operation, second ?? UNDEFINED)) ?? unknownOperation(client, call);
  if (name === 'waitFor')
    return (
      named(first, (waiter) => make(waitedFor(service, waiter), second ?? UNDEFINED)) ?? unknownOperation(client, call)
    );
  if (name === 'createPresignedPost') return make('PostObject', first);
  return make(name, first);
}

function named(term: Term, make: (name: string) => Term): Term | undefined {
  const names = membersOf(term);
  if (!names.every((one) => one.kind === 'literal')) return undefined;
  return joinAll(names.map((one) => (one.kind === 'literal' ? make(String(one.value)) : UNKNOWN)));
}

function sendAll(client: ClientTerm, command: Term, call: Call): Term {
  return joinAll(
    membersOf(command).map((member) => {
      if (member.kind === 'command') return finish(sendCommand(member, client, call), call);
      if (member.kind === 'literal') return UNKNOWN;
      return unknownOperation(client, call);
    }),
  );
}

function sendCommand(
  command: CommandTerm,
  { bound, isLent }: Pick<ClientTerm, 'bound' | 'isLent'>,
  { run }: Call,
): Term {
  const { service, operation, input, spot } = command;
  return recordCall({ service, operation, input, bound, spot, run, isLent });
}

/** Callbacks get the answer as their second argument. */
function finish(answer: Term, call: Call): Term {
  for (const arg of call.args)
    if (arg.kind === 'function')
      call.run.interpreter.call({ ...call, callee: arg, args: [ERROR, answer], isNew: false });
  return answer;
}

function unknownOperation(client: ClientTerm, { run, spot, args }: Call): Term {
  recordUnknown(
    run.effects,
    client.service,
    'operation chosen at run time',
    { cause: 'code', name: 'operation' },
    spot,
  );
  handOver(args, run);
  return UNKNOWN;
}

function waitedFor(service: string, waiter: string): string {
  const plain = waiter.charAt(0).toLowerCase() + waiter.slice(1);
  if (service === 'dynamodb') return 'DescribeTable';
  if (service === 's3') return plain.startsWith('object') ? 'HeadObject' : 'HeadBucket';
  if (service === 'lambda') return 'GetFunction';
  if (service === 'cloudformation') return 'DescribeStacks';
  return `Describe${waiter.charAt(0).toUpperCase()}${waiter.slice(1)}`;
}

/** Calls and constructions of what the AWS SDK's packages export; undefined for other packages. */
export function callSdk(outside: OutsideTerm, call: Call): Term | undefined {
  const { name, path } = outside;
  if (name === 'aws-sdk' || name === 'aws-sdk/global') return makeClient(path, call);
  if (name.startsWith('aws-sdk/clients/'))
    return makeClient(
      [
        name.slice('aws-sdk/clients/'.length),
        ...path.slice(path.length > 0 && path[0]?.toLowerCase() === name.slice(16).toLowerCase() ? 1 : 0),
      ],
      call,
    );
  const service = name.startsWith('@aws-sdk/client-')
    ? servicePrefix(name.slice('@aws-sdk/client-'.length).split('/')[0] ?? '')
    : undefined;
  if (service !== undefined) return callOfClientPackage(service, path.at(-1) ?? '', call);
  if (name === '@aws-sdk/lib-dynamodb') return callOfDocumentPackage(path, call);
  return callOfLibrary(name, path, call);
}

function makeClient(path: readonly string[], { args, run, spot }: Call): Term {
  const [client = '', nested = ''] = path;
  if (client === '')
    recordUnknown(run.effects, '*', 'a client chosen at run time', { cause: 'code', name: 'aws-sdk' }, spot);
  if (client === '' || NOT_CLIENTS.has(client)) return UNKNOWN;
  if (nested === 'Converter' || client === 'Converter') return args[0] ?? UNKNOWN;
  if (nested !== '' && nested !== 'DocumentClient' && nested !== 'ManagedUpload' && nested !== 'Signer')
    return args[0] ?? UNKNOWN;
  return {
    kind: 'client',
    service: servicePrefix(client),
    bound: boundOf(args[0]),
    isLent: hasCredentials(args[0], run),
  };
}

const NOT_CLIENTS = new Set([
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

/** Credentials given by hand, unless they are the function's own from its environment or the SDK's default chain. */
function hasCredentials(options: Term | undefined, run: Call['run']): boolean {
  if (options?.kind !== 'object') return false;
  const given = options.properties.has('credentials')
    ? membersOf(memberOf(options, 'credentials', run))
    : options.properties.has('accessKeyId')
      ? [options]
      : [];
  return given.length > 0 && given.every((one) => isForeign(one, run));
}

function isForeign(credentials: Term, run: Call['run']): boolean {
  switch (credentials.kind) {
    case 'object': {
      if (!credentials.properties.has('accessKeyId')) return false;
      const key = memberOf(credentials, 'accessKeyId', run);
      return !(key.kind === 'variable' && key.name === 'AWS_ACCESS_KEY_ID') && isFound(key);
    }
    case 'event':
    case 'answer':
    case 'reply':
      return true;
    case 'made':
    case 'outside':
      return /TemporaryCredentials|Web(?:Token|Identity)|Cognito/i.test(
        (credentials.kind === 'made' ? credentials.by : credentials).path.at(-1) ?? '',
      );
    case 'mixed':
      return credentials.of.some((one) => isForeign(one, run));
    default:
      return false;
  }
}

/** Not `undefined` and not a value of which nothing is known. */
function isFound(term: Term): boolean {
  if (term.kind === 'literal') return term.value !== undefined && term.value !== null;
  return term.kind !== 'unknown' || term.name !== undefined;
}

function boundOf(options: Term | undefined): Term | undefined {
  return options?.kind === 'object' ? options.properties.get('params') : undefined;
}

function callOfClientPackage(service: string, member: string, call: Call): Term {
  const { args, run, spot } = call;
  if (member.endsWith('Command')) {
    const operation = member.slice(0, -'Command'.length);
    return { kind: 'command', service, operation, input: args[0] ?? UNDEFINED, spot };
  }
  if (member.startsWith('paginate'))
    return recordCall({
      service,
      operation: member.slice('paginate'.length),
      input: args[1] ?? UNDEFINED,
      bound: undefined,
      spot,
      run,
    });
  if (/^waitUntil|^waitFor/.test(member)) {
    const waited = member.replace(/^waitUntil|^waitFor/, '');
    return recordCall({
      service,
      operation: waitedFor(service, waited),
      input: args[1] ?? UNDEFINED,
      bound: undefined,
      spot,
      run,
    });
  }
  if (call.isNew && !/(?:Exception|Error)$/.test(member))
    return { kind: 'client', service, bound: undefined, isLent: hasCredentials(args[0], run) };
  return UNKNOWN;
}

function callOfDocumentPackage(path: readonly string[], call: Call): Term {
  const { args, run, spot } = call;
  const member = path[0] ?? '';
  if (member.endsWith('Command')) {
    const operation = operationOf('dynamodb', member.slice(0, -'Command'.length));
    return { kind: 'command', service: 'dynamodb', operation, input: args[0] ?? UNDEFINED, spot };
  }
  if (member.startsWith('paginate'))
    return recordCall({
      service: 'dynamodb',
      operation: operationOf('dynamodb', member.slice('paginate'.length)),
      input: args[1] ?? UNDEFINED,
      bound: undefined,
      spot,
      run,
    });
  const isLent = args.some((arg) => arg.kind === 'client' && arg.isLent === true);
  return { kind: 'client', service: 'dynamodb', bound: undefined, isLent };
}

function callOfLibrary(name: string, path: readonly string[], call: Call): Term | undefined {
  const { args, spot, run } = call;
  const [first = UNDEFINED, second = UNDEFINED] = args;
  switch (name) {
    case '@aws-sdk/lib-storage':
      return recordCall({
        service: 's3',
        operation: 'Upload',
        input: memberOf(first, 'params', run),
        bound: undefined,
        spot,
        run,
      });
    case '@aws-sdk/s3-request-presigner':
    case '@aws-sdk/cloudfront-signer':
      if (path.at(-1) === 'getSignedUrl' && name !== '@aws-sdk/cloudfront-signer') return presign(first, second, call);
      return UNKNOWN;
    case '@aws-sdk/s3-presigned-post':
      return recordCall({ service: 's3', operation: 'PostObject', input: second, bound: undefined, spot, run });
    case '@aws-sdk/util-dynamodb':
      return first;
    case 'aws-xray-sdk':
    case 'aws-xray-sdk-core':
      return wrapForTracing(path, call);
    case '@aws-sdk/credential-providers':
      return { kind: 'made', by: { kind: 'outside', name, path }, args, from: undefined, method: undefined };
    default:
      return name.startsWith('@aws-sdk/') || name.startsWith('@smithy/') ? UNKNOWN : undefined;
  }
}

/** A presigned URL carries the signer's authority for the operation that it names. */
function presign(client: Term, command: Term, call: Call): Term {
  if (client.kind === 'client') return sendAll(client, command, call);
  return joinAll(
    membersOf(command).map((member) => (member.kind === 'command' ? sendCommand(member, OWN, call) : UNKNOWN)),
  );
}

/** A client of which nothing is known but that it is there. */
const OWN: Pick<ClientTerm, 'bound' | 'isLent'> = { bound: undefined };

function wrapForTracing(path: readonly string[], call: Call): Term {
  const member = path.at(-1) ?? '';
  if (/^capture(?:AWS|HTTPs)/.test(member)) return call.args[0] ?? UNKNOWN;
  // captureAsyncFunc(name, fn): the function gets the subsegment and its answer is passed on.
  return joinAll(
    call.args
      .filter((arg) => arg.kind === 'function')
      .map((arg) => call.run.interpreter.call({ ...call, callee: arg, args: [UNKNOWN], isNew: false })),
  );
}
