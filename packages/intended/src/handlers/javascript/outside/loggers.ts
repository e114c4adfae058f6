import type { LogRecord } from '../record.ts';
import { keyOf } from '../record.ts';
import type { Call } from '../run.ts';
import type { MadeTerm, OutsideTerm, Term } from '../term.ts';
import { packageOf } from './package-name.ts';
import { EVENT, UNDEFINED, UNKNOWN, membersOf } from '../term.ts';

const LEVELS: ReadonlyMap<string, LogRecord['level']> = new Map([
  ['log', 'info'],
  ['info', 'info'],
  ['dir', 'info'],
  ['table', 'info'],
  ['notice', 'info'],
  ['http', 'info'],
  ['verbose', 'debug'],
  ['silly', 'debug'],
  ['debug', 'debug'],
  ['trace', 'debug'],
  ['warn', 'warn'],
  ['warning', 'warn'],
  ['error', 'error'],
  ['fatal', 'error'],
  ['critical', 'error'],
  ['exception', 'error'],
]);

/** Packages whose default or named exports make, or are, loggers. */
const LOGGER_PACKAGES = new Set([
  '@aws-lambda-powertools/logger',
  'pino',
  'pino-lambda',
  'winston',
  'bunyan',
  'lambda-log',
  'loglevel',
  'log4js',
  'consola',
  'signale',
  'npmlog',
  'tslog',
  'roarr',
  'loglevel-next',
  '@dazn/lambda-powertools-logger',
  '@middy/input-output-logger',
  'fancy-log',
  'debug',
]);

export function isLogger(outside: OutsideTerm): boolean {
  return LOGGER_PACKAGES.has(packageOf(outside.name));
}

export function logToConsole(member: string, one: Call): Term {
  const level = LEVELS.get(member) ?? (member.startsWith('process.') ? 'info' : undefined);
  if (level !== undefined)
    recordLog(member.startsWith('process.') ? member : `console.${member}`, level, one.args, one);
  return UNDEFINED;
}

export function recordLog(
  how: string,
  level: LogRecord['level'],
  what: readonly Term[],
  { run, spot }: Call,
  when?: string,
): void {
  const key = keyOf(spot, `${how}|${when ?? ''}`);
  const before = run.effects.logs.get(key);
  // A helper that logs what it is given is met once for each caller: one place, the data of all.
  const all = before === undefined ? [...what] : [...before.what, ...what].slice(0, 200);
  run.effects.logs.set(key, { how, level, what: all, spot, when });
}

/** A call on a logger of a known package; undefined for calls that log nothing. */
export function callLogger(made: MadeTerm | OutsideTerm, method: string, one: Call): Term | undefined {
  const name = method.split('.').at(-1) ?? method;
  if (name === 'injectLambdaContext' || name === 'logEventIfEnabled') return injectContext(made, name, one);
  const level = LEVELS.get(name);
  if (level === undefined) return undefined;
  recordLog(`logger.${name}`, level, one.args, one);
  return UNDEFINED;
}

/** Powertools prints the whole event with `logEvent`, or when the variable of its name is true. */
function injectContext(logger: Term, name: string, one: Call): Term {
  const options = one.args.flatMap((arg) => membersOf(arg)).find((arg) => arg.kind === 'object');
  const flag = options?.kind === 'object' ? options.properties.get('logEvent') : undefined;
  const isOff = flag?.kind === 'literal' && flag.value === false;
  const isOn = flag !== undefined && !isOff;
  if (name === 'logEventIfEnabled') recordLog('logEventIfEnabled', 'info', [EVENT], one, 'POWERTOOLS_LOGGER_LOG_EVENT');
  else if (!isOff)
    recordLog('injectLambdaContext', 'info', [EVENT], one, isOn ? undefined : 'POWERTOOLS_LOGGER_LOG_EVENT');
  return logger.kind === 'literal' ? UNKNOWN : logger;
}

/** A logger that cannot be seen (an argument, a package of one's own), known by its name and the level called. */
export function logByName(of: Term, method: string, one: Call): Term | undefined {
  if (of.kind === 'context' && method === 'log') {
    recordLog('context.log', 'info', one.args, one);
    return UNDEFINED;
  }
  if (of.kind !== 'unknown' || of.name === undefined || !/^_?(?:log|logger|logging)$|Logger$/.test(of.name))
    return undefined;
  const level = LEVELS.get(method);
  if (level === undefined) return undefined;
  recordLog(`${of.name}.${method}`, level, one.args, one);
  return UNDEFINED;
}
