/**
 * `npm run bench:guard`: the same handler bare, behind middy with its usual five middlewares, behind Powertools' three,
 * and behind the guard; bundled and minified each, fresh processes for the cold figure, all in one run.
 * Cold: from before the import to the end of the first invocation. Warm: one invocation among many.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const HERE = fileURLToPath(new URL('..', import.meta.url));
const RUNS = Number(process.argv.find((one) => one.startsWith('--runs='))?.slice(7) ?? 20);
const SCHEMA = `{ type: 'object', required: ['name', 'items'], additionalProperties: false, properties: { name: { type: 'string', maxLength: 100 }, items: { type: 'array', maxItems: 50, items: { type: 'object', required: ['sku', 'count'], additionalProperties: false, properties: { sku: { type: 'string', maxLength: 40 }, count: { type: 'integer', minimum: 1 } } } } } }`;
const WORK = `async (event) => { const body = typeof event.body === 'string' ? JSON.parse(event.body) : event.body; return { statusCode: 200, body: JSON.stringify({ items: body.items.length }) }; }`;

/** Sources of the contestants; ajv of middy's validator is compiled at start, as its page shows. */
const CONTESTANTS: Readonly<Record<string, string>> = {
  'bare handler': `export const handler = ${WORK};`,
  'middy, five middlewares': `import middy from '@middy/core'; import parser from '@middy/http-json-body-parser'; import normalizer from '@middy/http-header-normalizer'; import errors from '@middy/http-error-handler'; import security from '@middy/http-security-headers'; import validator from '@middy/validator'; import { transpileSchema } from '@middy/validator/transpile';
const schema = { type: 'object', required: ['body'], properties: { body: ${SCHEMA} } };
export const handler = middy().use(normalizer()).use(parser()).use(validator({ eventSchema: transpileSchema(schema) })).use(security()).use(errors()).handler(${WORK});`,
  'Powertools, three': `import { Logger } from '@aws-lambda-powertools/logger'; import { Metrics } from '@aws-lambda-powertools/metrics'; import { Tracer } from '@aws-lambda-powertools/tracer';
const logger = new Logger({ serviceName: 'bench', logLevel: 'SILENT' }); const metrics = new Metrics({ namespace: 'bench', serviceName: 'bench' }); const tracer = new Tracer({ enabled: false });
const work = ${WORK};
export const handler = async (event, context) => { logger.addContext(context); logger.info('request'); metrics.addMetric('requests', 'Count', 1); metrics.clearMetrics(); tracer.putAnnotation('a', 'b'); return work(event); };`,
  'guard: routes and schema': guarded('sinks: false,'),
  'guard: with sinks': guarded("egress: ['*.amazonaws.com'],"),
};

function guarded(more: string): string {
  return `import { guard } from '@intended/guard';
const standard = { '~standard': { version: 1, vendor: 'bench', validate: (value) => { const wrong = typeof value !== 'object' || value === null || typeof value.name !== 'string' || value.name.length > 100 || !Array.isArray(value.items) || value.items.some((one) => typeof one.sku !== 'string' || !Number.isInteger(one.count) || Object.keys(one).length !== 2) || Object.keys(value).length !== 2; return wrong ? { issues: [{ message: 'wrong' }] } : { value }; } } };
export const handler = guard({ version: 1, ${more} log: 'none', routes: { 'POST /orders': { allow: 'public', body: standard } } }, ${WORK});`;
}

const DRIVER = `const event = { version: '2.0', routeKey: 'POST /orders', rawPath: '/orders', rawQueryString: '', headers: { 'content-type': 'application/json', host: 'api.example.com', 'user-agent': 'bench', accept: '*/*' }, requestContext: { accountId: '1', apiId: 'a', domainName: 'api.example.com', stage: '$default', requestId: 'r', timeEpoch: 0, http: { method: 'POST', path: '/orders', protocol: 'HTTP/1.1', sourceIp: '203.0.113.7', userAgent: 'bench' } }, isBase64Encoded: false, body: JSON.stringify({ name: 'Ann', items: Array.from({ length: 40 }, (_, i) => ({ sku: 'article-number-' + i, count: 1 })) }) };
const context = { awsRequestId: 'r', functionName: 'bench', functionVersion: '1', memoryLimitInMB: '128', invokedFunctionArn: 'arn:aws:lambda:eu-west-1:1:function:bench', getRemainingTimeInMillis: () => 3000, callbackWaitsForEmptyEventLoop: true };
const before = performance.now();
const { handler } = await import(process.argv[2]);
const first = await handler(structuredClone(event), context);
const cold = performance.now() - before;
if (first.statusCode !== 200) throw new Error(JSON.stringify(first));
const memory = process.memoryUsage().rss;
const N = Number(process.argv[3]);
for (let i = 0; i < N / 4; i++) await handler(structuredClone(event), context);
const from = performance.now();
for (let i = 0; i < N; i++) await handler(structuredClone(event), context);
console.log(JSON.stringify({ cold, warm: ((performance.now() - from) / Math.max(1, N)) * 1000, memory }));`;

const work = mkdtempSync(join(tmpdir(), 'guard-bench-'));
writeFileSync(join(work, 'driver.mjs'), DRIVER);
const rows: string[][] = [];
let bareWarm = 0;
for (const [name, source] of Object.entries(CONTESTANTS)) {
  const file = join(work, `${rows.length}.mjs`);
  try {
    await build({
      stdin: { contents: source, resolveDir: HERE, loader: 'js' },
      outfile: file,
      bundle: true,
      minify: true,
      platform: 'node',
      format: 'esm',
      target: 'node20',
      conditions: ['@intended/source'],
      banner: { js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);" },
      logLevel: 'silent',
    });
  } catch (error) {
    rows.push([name, 'not measured', String(error).split('\n')[1] ?? '']);
    continue;
  }
  const cold = Array.from({ length: RUNS }, () => run(file, 0))
    .map((one) => one.cold)
    .toSorted((a, b) => a - b);
  const warm = Math.min(...Array.from({ length: 3 }, () => run(file, 20_000).warm));
  const { memory } = run(file, 0);
  if (rows.length === 0) bareWarm = warm;
  rows.push([
    name,
    `${at(cold, 0.1)} / ${at(cold, 0.5)} ms`,
    rows.length === 0 ? `${warm.toFixed(1)} µs` : `+${(warm - bareWarm).toFixed(1)} µs`,
    `${(statSync(file).size / 1024).toFixed(1)} KB`,
    `${(memory / 1048576).toFixed(0)} MB`,
  ]);
}
rmSync(work, { recursive: true, force: true });
const heads = ['', 'cold, p10 / median', 'warm, over bare', 'bundle', 'memory'];
const widths = heads.map((head, index) => Math.max(head.length, ...rows.map((row) => (row[index] ?? '').length)));
for (const row of [heads, ...rows])
  console.log(
    row
      .map((cell, index) => cell.padEnd(widths[index] ?? 0))
      .join('  ')
      .trimEnd(),
  );
console.log(
  `\nNode ${process.version}, ${RUNS} fresh processes each; the bundle of "bare" is what all the others carry, too.`,
);

function run(
  file: string,
  invocations: number,
): { readonly cold: number; readonly warm: number; readonly memory: number } {
  const { stdout, stderr, status } = spawnSync(
    process.execPath,
    [join(work, 'driver.mjs'), file, String(invocations)],
    { encoding: 'utf8' },
  );
  if (status !== 0) throw new Error(stderr);
  return JSON.parse(stdout.trim().split('\n').at(-1) ?? '{}') as ReturnType<typeof run>;
}

function at(sorted: readonly number[], part: number): string {
  return (sorted[Math.floor((sorted.length - 1) * part)] ?? 0).toFixed(1);
}
