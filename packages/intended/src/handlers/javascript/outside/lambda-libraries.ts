import { memberOf } from '../member.ts';
import type { Call } from '../run.ts';
import { recordCall } from '../sdk/record-call.ts';
import type { MadeTerm, OutsideTerm, Term } from '../term.ts';
import { EVENT, UNKNOWN, emptyObject, joinAll, membersOf } from '../term.ts';
import { recordLog } from './loggers.ts';

interface Reading {
  readonly service: string;
  readonly operation: string;
  /** Input member that the first argument is. */
  readonly names: string;
}

/** Functions and provider methods of `@aws-lambda-powertools/parameters`. Source: its documentation, "Parameters". */
const PARAMETERS: Readonly<Record<string, Reading>> = {
  getParameter: { service: 'ssm', operation: 'GetParameter', names: 'Name' },
  getParameters: { service: 'ssm', operation: 'GetParametersByPath', names: 'Path' },
  getParametersByName: { service: 'ssm', operation: 'GetParameters', names: 'Names' },
  setParameter: { service: 'ssm', operation: 'PutParameter', names: 'Name' },
  getSecret: { service: 'secretsmanager', operation: 'GetSecretValue', names: 'SecretId' },
  getAppConfig: { service: 'appconfig', operation: 'GetLatestConfiguration', names: 'Application' },
};

const PROVIDERS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  SSMProvider: {
    get: 'getParameter',
    getMultiple: 'getParameters',
    getParametersByName: 'getParametersByName',
    set: 'setParameter',
  },
  SecretsProvider: { get: 'getSecret' },
  AppConfigProvider: { get: 'getAppConfig' },
};

/** Calls of Powertools for AWS Lambda and of middy's middlewares that call AWS themselves. */
export function callLambdaLibrary(outside: OutsideTerm, one: Call): Term | undefined {
  const { name } = outside;
  const member = outside.path.at(-1) ?? '';
  if (name.startsWith('@aws-lambda-powertools/parameters'))
    return PARAMETERS[member] === undefined ? undefined : readParameter(PARAMETERS[member], one);
  if (name.startsWith('@aws-lambda-powertools/idempotency') && member === 'DynamoDBPersistenceLayer')
    return persist(one);
  if (!name.startsWith('@middy/')) return undefined;
  if (name === '@middy/input-output-logger') recordLog('inputOutputLogger', 'info', [EVENT], one);
  if (name === '@middy/ssm') return fetched({ service: 'ssm', operation: 'GetParameters', names: 'Names' }, one);
  if (name === '@middy/secrets-manager')
    return fetched({ service: 'secretsmanager', operation: 'GetSecretValue', names: 'SecretId' }, one);
  if (name === '@middy/appconfig')
    return fetched({ service: 'appconfig', operation: 'GetLatestConfiguration', names: 'Application' }, one);
  return undefined;
}

export function callProvider(made: MadeTerm, method: string, one: Call): Term | undefined {
  const provider = made.by.path.at(-1) ?? '';
  const reading = PARAMETERS[PROVIDERS[provider]?.[method] ?? ''];
  if (reading !== undefined) return readParameter(reading, one);
  if (provider !== 'DynamoDBProvider' || !method.startsWith('get')) return undefined;
  return recordCall({
    service: 'dynamodb',
    operation: method === 'get' ? 'GetItem' : 'Query',
    input: tableInput(made.args[0], one),
    bound: undefined,
    spot: one.spot,
    run: one.run,
  });
}

function readParameter({ service, operation, names }: Reading, one: Call): Term {
  const [first = UNKNOWN, options] = one.args;
  const input = emptyObject();
  const isByName = names === 'Names' && first.kind === 'object';
  const value = isByName
    ? {
        kind: 'array' as const,
        items: [...first.properties.keys()].map((key): Term => ({ kind: 'literal', value: key })),
      }
    : first;
  const application = options?.kind === 'object' ? options.properties.get('application') : undefined;
  input.properties.set(names, names === 'Application' ? (application ?? UNKNOWN) : value);
  return recordCall({ service, operation, input, bound: undefined, spot: one.spot, run: one.run });
}

/** The persistence layer of idempotency keeps the handler's answers in its table. */
function persist(one: Call): Term {
  const input = tableInput(one.args[0], one);
  for (const operation of ['PutItem', 'GetItem', 'UpdateItem', 'DeleteItem'])
    recordCall({ service: 'dynamodb', operation, input, bound: undefined, spot: one.spot, run: one.run });
  return UNKNOWN;
}

function tableInput(options: Term | undefined, one: Call): Term {
  const input = emptyObject();
  if (options !== undefined) input.properties.set('TableName', memberOf(options, 'tableName', one.run));
  return input;
}

/** `{ fetchData: { key: '/name' } }`. */
function fetched({ service, operation, names }: Reading, one: Call): Term {
  const data = one.args[0] === undefined ? UNKNOWN : memberOf(one.args[0], 'fetchData', one.run);
  const values = membersOf(data).flatMap((member) => (member.kind === 'object' ? [...member.properties.values()] : []));
  const input = emptyObject();
  input.properties.set(names, values.length === 0 ? UNKNOWN : joinAll(values));
  recordCall({ service, operation, input, bound: undefined, spot: one.spot, run: one.run });
  return UNKNOWN;
}
