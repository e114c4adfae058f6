import type { IncomingMessage } from 'node:http';

export const SHAPES = ['rest', 'http', 'url', 'alb'] as const;
export type Shape = (typeof SHAPES)[number];

/** What API Gateway (REST, HTTP), a function URL or a load balancer makes of a request: the event that Lambda gets. */
export function eventOf(shape: Shape, request: IncomingMessage, body: string): Record<string, unknown> {
  const url = new URL(request.url ?? '/', 'http://localhost');
  const headers = Object.fromEntries(Object.entries(request.headers).map(([name, value]) => [name, String(value)]));
  const query = [...url.searchParams];
  const seen = { url, headers, query, method: request.method ?? 'GET', body: body === '' ? null : body };
  if (shape === 'rest') return restEvent(seen);
  return shape === 'alb' ? balancerEvent(seen) : payload2(seen, shape);
}

interface Seen {
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  readonly query: readonly (readonly [string, string])[];
  readonly method: string;
  readonly body: string | null;
}

function restEvent({ url, headers, query, method, body }: Seen): Record<string, unknown> {
  const multi: Record<string, string[]> = {};
  for (const [name, value] of query) (multi[name] ??= []).push(value);
  return {
    resource: url.pathname,
    path: url.pathname,
    httpMethod: method,
    headers,
    multiValueHeaders: Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, [value]])),
    queryStringParameters: query.length === 0 ? null : Object.fromEntries(query),
    multiValueQueryStringParameters: query.length === 0 ? null : multi,
    pathParameters: null,
    stageVariables: null,
    requestContext: {
      resourcePath: url.pathname,
      httpMethod: method,
      path: `/prod${url.pathname}`,
      stage: 'prod',
      protocol: 'HTTP/1.1',
      apiId: 'lambhack00',
      accountId: '123456789012',
      requestId: '00000000-0000-4000-8000-000000000000',
      identity: { sourceIp: '203.0.113.7', userAgent: headers['user-agent'] ?? '' },
    },
    body,
    isBase64Encoded: false,
  };
}

function payload2({ url, headers, query, method, body }: Seen, shape: 'http' | 'url'): Record<string, unknown> {
  const routeKey = shape === 'url' ? '$default' : `${method} ${url.pathname}`;
  const domain = shape === 'url' ? 'abcdefgh.lambda-url.eu-west-1.on.aws' : 'lambhack00.execute-api.eu-west-1.amazonaws.com';
  return {
    version: '2.0',
    routeKey,
    rawPath: url.pathname,
    rawQueryString: url.search.slice(1),
    headers,
    ...(query.length === 0 ? {} : { queryStringParameters: Object.fromEntries(query) }),
    requestContext: {
      accountId: '123456789012',
      apiId: 'lambhack00',
      domainName: domain,
      domainPrefix: domain.split('.', 1)[0],
      http: { method, path: url.pathname, protocol: 'HTTP/1.1', sourceIp: '203.0.113.7', userAgent: headers['user-agent'] ?? '' },
      requestId: 'requestid',
      routeKey,
      stage: '$default',
      time: '24/Nov/2026:00:00:00 +0000',
      timeEpoch: 1_795_478_400_000,
    },
    // As payload 2.0 often does, so that no guard gets by with reading plain text.
    ...(body === null ? { isBase64Encoded: false } : { body: Buffer.from(body).toString('base64'), isBase64Encoded: true }),
  };
}

/** A load balancer hands the query on as it came: still encoded. */
function balancerEvent({ url, headers, method, body }: Seen): Record<string, unknown> {
  const pairs = url.search.slice(1).split('&').filter((pair) => pair !== '').map((pair) => pair.split(/=(.*)/s));
  return {
    requestContext: { elb: { targetGroupArn: 'arn:aws:elasticloadbalancing:eu-west-1:123456789012:targetgroup/lambhack/0000000000000000' } },
    httpMethod: method,
    path: url.pathname,
    queryStringParameters: Object.fromEntries(pairs.map(([name, value]) => [name, decodeURIComponent((value ?? '').replaceAll('+', ' '))])),
    headers,
    body: body ?? '',
    isBase64Encoded: false,
  };
}
