import { memberOf } from '../member.ts';
import { recordUnknown } from '../record.ts';
import type { Call } from '../run.ts';
import type { ClientTerm, CommandTerm, OutsideTerm, Term } from '../term.ts';
import { ERROR, UNDEFINED, UNKNOWN, joinAll, membersOf } from '../term.ts';
import { handOver } from '../escape.ts';
import { IDLE, NOT_CLIENTS, operationOf, waitedFor } from './client-names.ts';
import { hasCredentials } from './credentials.ts';
import { recordCall } from './record-call.ts';
import { servicePrefix } from './services.ts';

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
