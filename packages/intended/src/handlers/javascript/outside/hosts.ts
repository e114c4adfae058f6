import type { HostRecord } from '../record.ts';
import { keyOf } from '../record.ts';
import type { Call } from '../run.ts';
import type { Term } from '../term.ts';
import { UNKNOWN, membersOf } from '../term.ts';
import { callbackArguments } from '../escape.ts';
import { memberOf } from '../member.ts';

const METHODS = new Set([
  'get',
  'post',
  'put',
  'patch',
  'delete',
  'head',
  'options',
  'request',
  'send',
  'fetch',
  'stream',
]);

/** `fetch(url, { method, body, headers })` and what is called like it. */
export function callHost(how: string, one: Call, base?: Term): Term {
  const { args, run } = one;
  const [first = UNKNOWN, second] = args;
  const options = [first, second].find((arg) => arg?.kind === 'object');
  const url = first.kind === 'object' ? addressIn(first, run) : first;
  const verb = how.split('.').at(-1) ?? '';
  const method =
    METHODS.has(verb) && verb !== 'request' && verb !== 'fetch' && verb !== 'send'
      ? verb.toUpperCase()
      : methodOf(options, one);
  const sends = [
    ...args.slice(1),
    ...membersOf(url).filter((part) => part.kind === 'text'),
    ...(first.kind === 'object' ? [first] : []),
  ];
  return recordHost({ host: base ?? url, method, sends, spot: one.spot }, one);
}

function addressIn(options: Term, run: Call['run']): Term {
  for (const name of ['url', 'uri', 'baseURL', 'hostname', 'host']) {
    const value = options.kind === 'object' && options.properties.has(name) ? memberOf(options, name, run) : undefined;
    if (value !== undefined) return name === 'url' && isRelative(value) ? addressIn(withoutUrl(options), run) : value;
  }
  return UNKNOWN;
}

function withoutUrl(options: Term): Term {
  if (options.kind !== 'object') return options;
  const properties = new Map(options.properties);
  properties.delete('url');
  return { ...options, properties };
}

function isRelative(url: Term): boolean {
  const first = url.kind === 'text' ? url.parts[0] : url;
  return first?.kind === 'literal' && String(first.value).startsWith('/');
}

function methodOf(options: Term | undefined, { run }: Call): string | undefined {
  const method =
    options?.kind === 'object' && options.properties.has('method') ? memberOf(options, 'method', run) : undefined;
  return method?.kind === 'literal' ? String(method.value).toUpperCase() : undefined;
}

export function recordHost(host: HostRecord, one: Call): Term {
  const key = keyOf(host.spot);
  const before = one.run.effects.hosts.get(key);
  const record = before ?? host;
  if (before === undefined) one.run.effects.hosts.set(key, host);
  const reply: Term = { kind: 'reply', host: record, path: [] };
  // `request(url, (error, response, body) => …)` as well as `https.get(url, (response) => …)`.
  for (const arg of one.args)
    if (arg.kind === 'function')
      one.run.interpreter.call({ ...one, callee: arg, args: callbackArguments(arg, [reply, reply]), isNew: false });
  return reply;
}
