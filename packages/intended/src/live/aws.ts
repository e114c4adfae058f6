import { setTimeout as sleep } from 'node:timers/promises';
import type { Json } from './json.ts';
import { at, parseJson, textAt } from './json.ts';
import type { Credentials } from './sign.ts';
import { encode, sign } from './sign.ts';
import type { Xml } from './xml.ts';
import { elements, parseXml, textOf } from './xml.ts';

/** Services asked by plain signed requests, for what Cloud Control does not tell. Every call only reads. */
export interface Aws {
  readonly region: string;
  /** Services that speak JSON with a target header, such as `DynamoDB_20120810.DescribeTable`. */
  target(service: string, target: string, body: Json): Promise<Json>;
  /** Services that answer `Action=…` with XML. */
  query(service: string, version: string, action: string, parameters: Readonly<Record<string, string>>): Promise<Xml>;
  /** A GET; the text of the answer. Path segments are encoded by the caller. */
  get(service: string, path: string, query?: Readonly<Record<string, string>>): Promise<string>;
}

/** A service refused: its own error code, such as `AccessDeniedException` without the suffix of its namespace. */
export class AwsFault extends Error {
  override readonly name = 'AwsFault';
  readonly code: string;
  readonly status: number;
  constructor(code: string, status: number, message: string) {
    super(message);
    this.code = code;
    this.status = status;
  }
}

export function isDenied(error: unknown): boolean {
  return /^(?:AccessDenied|AuthorizationError|UnauthorizedOperation|Forbidden|NotAuthorized)/i.test(codeOf(error));
}

/** Error code by shape: those of the SDK carry it as their name. */
export function codeOf(error: unknown): string {
  if (error instanceof AwsFault) return error.code;
  return error instanceof Error ? error.name : '';
}

export interface AwsSettings {
  readonly region: string;
  readonly credentials: () => Promise<Credentials>;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly now: () => Date;
  /** 0 to 1, for the jitter of retries. */
  readonly random: () => number;
}

interface Ask {
  readonly service: string;
  readonly method: 'GET' | 'POST';
  readonly path: string;
  readonly query: Readonly<Record<string, string>>;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

const POST = { method: 'POST', path: '/', query: {} } as const;

export function openAws(settings: AwsSettings): Aws {
  const ask = (request: Ask): Promise<string> => askPatiently(request, settings);
  return {
    region: settings.region,
    async target(service, target, body) {
      const version = target.startsWith('AmazonSQS') || target.startsWith('DynamoDB') ? '1.0' : '1.1';
      const headers = { 'content-type': `application/x-amz-json-${version}`, 'x-amz-target': target };
      return parseJson(await ask({ ...POST, service, headers, body: JSON.stringify(body) })) ?? {};
    },
    async query(service, version, action, parameters) {
      const body = Object.entries({ Action: action, Version: version, ...parameters })
        .map(([name, value]) => `${encode(name)}=${encode(value)}`)
        .join('&');
      const headers = { 'content-type': 'application/x-www-form-urlencoded; charset=utf-8' };
      return parseXml(await ask({ ...POST, service, headers, body }));
    },
    get: (service, path, query = {}) => ask({ service, method: 'GET', path, query, headers: {}, body: '' }),
  };
}

const ATTEMPTS = 6;
const FIRST_WAIT_MS = 100;
const LONGEST_WAIT_MS = 5000;
const ANSWER_WITHIN_MS = 30_000;
const BUSY = /Throttl|TooManyRequests|RequestLimitExceeded|SlowDown|ServiceUnavailable|InternalError|InternalFailure/i;

/** Asks again where the service is busy, each time waiting up to twice as long. */
async function askPatiently(request: Ask, settings: AwsSettings): Promise<string> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await askOnce(request, settings);
    } catch (error) {
      const isWorthIt = !(error instanceof AwsFault) || error.status >= 502 || BUSY.test(error.code);
      if (!isWorthIt || attempt === ATTEMPTS) throw error;
      await sleep(settings.random() * Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** attempt));
    }
  }
}

async function askOnce(request: Ask, settings: AwsSettings): Promise<string> {
  const region = request.service === 'iam' ? homeOfIam(settings.region) : settings.region;
  const url = new URL(request.path, endpointOf(request.service, settings));
  for (const [name, value] of Object.entries(request.query)) url.searchParams.set(name, value);
  const unsigned = { ...request, url, region };
  const headers = sign(unsigned, await settings.credentials(), settings.now());
  const answer = await fetch(url, {
    method: request.method,
    headers: { ...headers },
    ...(request.method === 'POST' ? { body: request.body } : {}),
    signal: AbortSignal.timeout(ANSWER_WITHIN_MS),
  });
  const text = await answer.text();
  if (answer.ok) return text;
  throw faultOf(text, answer.status, answer.headers.get('x-amzn-errortype') ?? '');
}

function faultOf(text: string, status: number, header: string): AwsFault {
  const json = parseJson(text);
  if (json !== undefined || header !== '') {
    const type = textAt(json, '__type') ?? textAt(json, 'code') ?? header;
    const message = at(json, 'message') ?? at(json, 'Message');
    return new AwsFault(shortCode(header === '' ? type : header), status, String(message ?? `status ${status}`));
  }
  const xml = parseXml(text);
  const error = elements(xml, 'Error')[0] ?? elements(xml, 'ErrorResponse', 'Error')[0];
  const code = error === undefined ? undefined : textOf(error, 'Code');
  const message = error === undefined ? undefined : textOf(error, 'Message');
  return new AwsFault(
    code ?? (status === 403 ? 'AccessDenied' : `status ${status}`),
    status,
    message ?? `status ${status}`,
  );
}

/** `com.amazonaws.dynamodb.v20120810#ResourceNotFoundException:http://…` to `ResourceNotFoundException`. */
function shortCode(type: string): string {
  return (type.split('#').at(-1) ?? type).split(':')[0] ?? type;
}

/** The default chain of endpoints: of the service, of all services, the provider's own. Source: https://docs.aws.amazon.com/sdkref/latest/guide/feature-ss-endpoints.html */
function endpointOf(service: string, { region, environment }: AwsSettings): string {
  const own = environment[`AWS_ENDPOINT_URL_${SDK_NAMES[service] ?? service.toUpperCase()}`];
  const all = environment['AWS_ENDPOINT_URL'];
  const ignored = environment['AWS_IGNORE_CONFIGURED_ENDPOINT_URLS'] === 'true';
  const configured = ignored ? undefined : [own, all].find((one) => one !== undefined && one !== '');
  if (configured !== undefined) return configured;
  const suffix = region.startsWith('cn-') ? 'amazonaws.com.cn' : 'amazonaws.com';
  if (service !== 'iam') return `https://${service}.${region}.${suffix}`;
  if (region.startsWith('cn-')) return `https://iam.cn-north-1.${suffix}`;
  return region.startsWith('us-gov-') ? `https://iam.us-gov.${suffix}` : `https://iam.${suffix}`;
}

const SDK_NAMES: Readonly<Record<string, string>> = { logs: 'CLOUDWATCH_LOGS' };

function homeOfIam(region: string): string {
  if (region.startsWith('cn-')) return 'cn-north-1';
  return region.startsWith('us-gov-') ? 'us-gov-west-1' : 'us-east-1';
}
