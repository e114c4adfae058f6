/**
 * The guard beside middy with its usual five middlewares and Powertools' three, on one POST of 1.2 KB.
 * `node packages/guard/bench/wrappers.mjs` after `npm run build`. Figures are microseconds of processor time, the best
 * of ten rounds, in one process: absolute figures depend on the machine, their order does not.
 */
import { injectLambdaContext } from '@aws-lambda-powertools/logger/middleware';
import { Logger } from '@aws-lambda-powertools/logger';
import { Metrics } from '@aws-lambda-powertools/metrics';
import { logMetrics } from '@aws-lambda-powertools/metrics/middleware';
import { Tracer } from '@aws-lambda-powertools/tracer';
import { captureLambdaHandler } from '@aws-lambda-powertools/tracer/middleware';
import wrap from '@middy/core';
import httpErrorHandler from '@middy/http-error-handler';
import httpHeaderNormalizer from '@middy/http-header-normalizer';
import httpJsonBodyParser from '@middy/http-json-body-parser';
import httpSecurityHeaders from '@middy/http-security-headers';
import validator from '@middy/validator';
import { Ajv } from 'ajv';
import { guard } from '@intended/guard';

process.env.POWERTOOLS_TRACE_ENABLED = 'false';
// Powertools remarks on every invocation without a metric.
const quiet = { trace() {}, debug() {}, info() {}, warn() {}, error() {} };
const item = {
  type: 'object',
  properties: { sku: { type: 'string' }, count: { type: 'integer' }, note: { type: 'string' } },
  additionalProperties: false,
};
const schema = {
  type: 'object',
  required: ['items'],
  properties: { items: { type: 'array', items: item } },
  additionalProperties: false,
};
const body = new Ajv().compile(schema);
const whole = new Ajv({ strict: false }).compile({ type: 'object', properties: { body: schema } });
const headers = {
  'content-type': 'application/json',
  accept: '*/*',
  host: 'api.example.com',
  'user-agent': 'bench',
  'x-forwarded-for': '203.0.113.7',
};

function event() {
  const items = Array.from({ length: 22 }, (_, at) => ({ sku: `A-${at}`, count: at, note: `some text of note ${at}` }));
  return {
    resource: '/orders',
    path: '/orders',
    httpMethod: 'POST',
    headers: { ...headers },
    multiValueHeaders: Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, [value]])),
    queryStringParameters: null,
    pathParameters: null,
    requestContext: {
      resourcePath: '/orders',
      httpMethod: 'POST',
      stage: 'prod',
      requestId: 'r',
      identity: { sourceIp: '203.0.113.7' },
    },
    body: JSON.stringify({ items }),
    isBase64Encoded: false,
  };
}

const answer = { statusCode: 200, body: '{}' };
const parse = async (request) => {
  if (typeof request.body === 'string') JSON.parse(request.body);
  return { ...answer };
};
const policy = { version: 1, routes: { 'POST /orders': { allow: 'public', body } } };
const context = {
  functionName: 'f',
  awsRequestId: 'r',
  memoryLimitInMB: '128',
  invokedFunctionArn: 'arn',
  getRemainingTimeInMillis: () => 1000,
};
const logger = new Logger({ logLevel: 'SILENT' });
const wrappers = {
  bare: parse,
  'guard, without sink hooks': guard({ ...policy, sinks: false }, parse),
  'guard, with sink hooks': guard(policy, parse),
  'middy, five middlewares': wrap(parse)
    .use(httpHeaderNormalizer())
    .use(httpJsonBodyParser())
    .use(validator({ eventSchema: whole }))
    .use(httpSecurityHeaders())
    .use(httpErrorHandler({ logger: false })),
  'Powertools, three middlewares': wrap(parse)
    .use(injectLambdaContext(logger))
    .use(logMetrics(new Metrics({ namespace: 'n', logger: quiet }), { throwOnEmptyMetrics: false }))
    .use(captureLambdaHandler(new Tracer())),
};

async function round(handler, count) {
  const events = Array.from({ length: count }, event);
  const start = process.cpuUsage();
  for (const one of events) await handler(one, context);
  const { user, system } = process.cpuUsage(start);
  return (user + system) / count;
}

const best = {};
for (let at = 0; at < 10; at += 1) {
  for (const [name, handler] of Object.entries(wrappers)) {
    best[name] = Math.min(best[name] ?? Infinity, await round(handler, 1000));
  }
}
for (const [name, micros] of Object.entries(best)) console.log(`${micros.toFixed(1).padStart(8)} µs  ${name}`);
