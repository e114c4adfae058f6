import { callBuiltIn } from '../built-ins.ts';
import { handOver, noteClients } from '../escape.ts';
import { recordUnknown } from '../record.ts';
import type { Call } from '../run.ts';
import { callSdk } from '../sdk/client.ts';
import { noteSigner } from '../sdk/signer.ts';
import type { MadeTerm, OutsideTerm, Term } from '../term.ts';
import { EVENT, UNKNOWN, emptyObject } from '../term.ts';
import { findMethod, memberOf } from '../member.ts';
import { noteUse } from '../event-use.ts';
import { askDatabase, openDatabase } from './databases.ts';
import { callEntity, isMapper, noteEntity } from './entities.ts';
import { callLambdaLibrary, callProvider } from './lambda-libraries.ts';
import { isSchemaPackage, noteSchema, parseBySchema } from './schemas.ts';
import { callThirdParty } from './third-parties.ts';
import { callHost } from './hosts.ts';
import { callLogger, isLogger } from './loggers.ts';

/** A call of something a package exports. */
export function callOutside(outside: OutsideTerm, one: Call): Term {
  noteSigner(outside.name, one);
  const known = callSdk(outside, one) ?? callLambdaLibrary(outside, one) ?? callKnown(outside, one);
  if (known !== undefined) return known;
  return make(outside, one, undefined, undefined);
}

/** A call of, or of a method of, what a package gave. */
export function callMade(made: MadeTerm, one: Call, method?: string): Term {
  const { by } = made;
  // Tracers give back what they are given, wrapped.
  if (method !== undefined && method.startsWith('captureAWS')) return one.args[0] ?? UNKNOWN;
  if (method === 'then' || method === 'catch' || method === 'finally') return callBuiltIn(made, method, one);
  if (isLogger(by) && method !== undefined) {
    const logged = callLogger(made, method, one);
    if (logged !== undefined) return logged;
  }
  const followed = method === undefined ? undefined : callFollowed(made, method, one);
  if (followed !== undefined) return followed;
  if (isWebFramework(by) && method !== undefined && ROUTES.has(method)) return route(made, one);
  if (HTTP_PACKAGES.has(by.name)) {
    const base = made.args[0]?.kind === 'object' ? made.args[0].properties.get('baseURL') : undefined;
    return callHost(`${by.name}.${method ?? 'request'}`, one, base);
  }
  return make(by, one, made, method);
}

const HTTP_PACKAGES = new Set([
  'axios',
  'got',
  'node-fetch',
  'cross-fetch',
  'isomorphic-fetch',
  'undici',
  'superagent',
  'needle',
  'request',
  'request-promise',
  'request-promise-native',
  'ky',
  'phin',
  'bent',
  'http',
  'https',
  'http2',
  'wretch',
  'ofetch',
]);
const HTTP_MEMBERS = new Set([
  '',
  'get',
  'post',
  'put',
  'patch',
  'delete',
  'del',
  'head',
  'options',
  'request',
  'fetch',
  'stream',
  'default',
  'ofetch',
  'ky',
  'got',
  'axios',
  'postForm',
  'putForm',
  'patchForm',
]);

function callKnown(outside: OutsideTerm, one: Call): Term | undefined {
  const member = outside.path.at(-1) ?? '';
  if (HTTP_PACKAGES.has(outside.name) && HTTP_MEMBERS.has(member)) return callHost(`${outside.name}.${member}`, one);
  if (isLogger(outside) && !one.isNew && outside.path.length > 0) {
    const logged = callLogger(outside, member, one);
    if (logged !== undefined) return logged;
  }
  openDatabase(outside, one);
  if (isSchemaPackage(outside)) noteSchema(member, one);
  if (isMapper(outside)) noteEntity(outside, one);
  if (outside.name === 'cfn-response' && member === 'send')
    one.run.effects.returns.push({ term: one.args[3] ?? UNKNOWN, spot: one.spot });
  if (outside.name === 'envalid' && member === 'cleanEnv') return one.args[0] ?? UNKNOWN;
  if (outside.name === 'env-var' && member === 'get') return variableNamed(one);
  if (outside.path.length > 0 && !one.isNew) {
    const asked = callThirdParty(outside, member, one);
    if (asked !== undefined) return asked;
  }
  if (outside.name === 'util' && member === 'promisify') return one.args[0] ?? UNKNOWN;
  if (/^(?:vm|vm2|isolated-vm)$/.test(outside.name))
    recordUnknown(one.run.effects, '*', 'code made at run time', { cause: 'code', name: outside.name }, one.spot);
  return undefined;
}

/** Methods of what known packages made. */
function callFollowed(made: MadeTerm, method: string, one: Call): Term | undefined {
  const { by } = made;
  if (isMapper(by)) return callEntity(made, method, one);
  if (isSchemaPackage(by)) {
    noteSchema(method, one);
    return parseBySchema(method, one.args);
  }
  if (by.name.startsWith('@aws-lambda-powertools/parameters')) return callProvider(made, method, one);
  return callThirdParty(by, method, one) ?? askDatabase(made, method, one) ?? callResolved(made, method, one);
}

/** `container.resolve(Rides).save()`: whoever was given the class may give an instance of it. */
function callResolved(made: MadeTerm, method: string, one: Call): Term | undefined {
  const of = made.args.find((arg) => arg.kind === 'class' && findMethod(arg, method) !== undefined);
  if (of === undefined) return undefined;
  const self = one.run.interpreter.call({ ...one, callee: of, args: [], isNew: true });
  return one.run.interpreter.call({ ...one, callee: memberOf(self, method, one.run), isNew: false });
}

/** `env.get('TABLE').required().asString()`. */
function variableNamed({ args, run, spot }: Call): Term {
  const [name] = args;
  if (name?.kind !== 'literal') return UNKNOWN;
  const variable: Term = { kind: 'variable', name: String(name.value) };
  noteUse(variable, spot, run.effects);
  return variable;
}

const ROUTES = new Set(['get', 'post', 'put', 'patch', 'delete', 'head', 'options', 'all', 'use', 'route', 'any']);
const WEB_FRAMEWORKS = new Set([
  'express',
  'fastify',
  'hono',
  'koa',
  '@koa/router',
  'koa-router',
  'lambda-api',
  'restify',
  'polka',
  'itty-router',
  'openapi-backend',
  'express-promise-router',
]);

function isWebFramework(by: OutsideTerm): boolean {
  return WEB_FRAMEWORKS.has(by.name);
}

/** The event under the names that web frameworks give its parts. */
function requestOf(by: OutsideTerm): Term {
  const request = emptyObject();
  const part = (name: string): Term => ({ kind: 'event', path: [name] });
  for (const [name, of] of REQUEST_PARTS) request.properties.set(name, part(of));
  request.rest.push({ key: undefined, value: EVENT });
  if (by.name !== 'hono' && !by.name.includes('koa')) return request;
  const context = emptyObject();
  for (const name of ['req', 'request']) context.properties.set(name, request);
  for (const name of ['json', 'text', 'html', 'body'])
    context.properties.set(name, { kind: 'method', of: { kind: 'responder' }, name });
  context.rest.push({ key: undefined, value: EVENT });
  return context;
}

const REQUEST_PARTS: readonly (readonly [string, string])[] = [
  ['body', 'body'],
  ['json', 'body'],
  ['params', 'pathParameters'],
  ['param', 'pathParameters'],
  ['query', 'queryStringParameters'],
  ['headers', 'headers'],
];

/** Handlers of a web framework get the request, which the event is, and a response to answer with. */
function route(made: MadeTerm, one: Call): Term {
  handOver(one.args, one.run, [requestOf(made.by), { kind: 'responder' }, UNKNOWN]);
  return made;
}

function make(by: OutsideTerm, one: Call, from: MadeTerm | undefined, method: string | undefined): Term {
  if (!isSchemaPackage(by)) handOver(one.args, one.run);
  if (!isMapper(by) && !by.name.startsWith('@aws-lambda-powertools/') && !by.name.startsWith('@middy/'))
    noteClients(one.args, `\`${by.name}\``, one.spot, one.run);
  return { kind: 'made', by, args: one.args, from, method };
}
