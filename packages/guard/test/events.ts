/** One HTTP request, written as each of AWS's event shapes. */
export interface Request {
  readonly method?: string;
  readonly path?: string;
  /** Route of the platform; default a catch-all. */
  readonly template?: string;
  readonly parameters?: Readonly<Record<string, string>>;
  readonly query?: Readonly<Record<string, readonly string[]>>;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: unknown;
  readonly isBase64?: boolean;
  readonly authorizer?: unknown;
  readonly client?: string;
}

export type HttpShape = 'apigw-v1' | 'apigw-v2' | 'function-url' | 'alb' | 'alb-multi';
export const HTTP_SHAPES: readonly HttpShape[] = ['apigw-v1', 'apigw-v2', 'function-url', 'alb', 'alb-multi'];

export function httpEvent(shape: HttpShape, request: Request): Record<string, unknown> {
  switch (shape) {
    case 'apigw-v1':
      return restEvent(request);
    case 'alb':
    case 'alb-multi':
      return albEvent(shape, request);
    default:
      return payload2(shape, request);
  }
}

function bodyOf({ body, isBase64 }: Request): { readonly body: unknown; readonly isBase64Encoded: boolean } {
  const text = body === undefined ? null : typeof body === 'string' ? body : JSON.stringify(body);
  const isEncoded = isBase64 === true && text !== null;
  return { body: isEncoded ? Buffer.from(text).toString('base64') : text, isBase64Encoded: isEncoded };
}

function headersOf(request: Request): Record<string, string> {
  const type = request.body === undefined ? {} : { 'content-type': 'application/json' };
  return { host: 'api.example.com', 'user-agent': 'test', ...type, ...request.headers };
}

export function restEvent(request: Request): Record<string, unknown> {
  const headers = headersOf(request);
  const query = request.query ?? {};
  const method = request.method ?? 'GET';
  const template = request.template ?? '/{proxy+}';
  return {
    resource: template,
    path: request.path ?? '/',
    httpMethod: method,
    headers,
    multiValueHeaders: Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, [value]])),
    queryStringParameters: Object.fromEntries(Object.entries(query).map(([name, values]) => [name, values.at(-1)])),
    multiValueQueryStringParameters: query,
    pathParameters: request.parameters ?? null,
    stageVariables: null,
    requestContext: {
      resourcePath: template,
      httpMethod: method,
      path: `/prod${request.path ?? '/'}`,
      stage: 'prod',
      requestId: 'c6af9ac6-7b61-11e6-9a41-93e8deadbeef',
      identity: { sourceIp: request.client ?? '203.0.113.7', userAgent: 'test' },
      ...(request.authorizer === undefined ? {} : { authorizer: request.authorizer }),
    },
    ...bodyOf(request),
  };
}

function payload2(shape: 'apigw-v2' | 'function-url', request: Request): Record<string, unknown> {
  const query = Object.entries(request.query ?? {});
  const method = request.method ?? 'GET';
  const path = request.path ?? '/';
  const template = request.template ?? '/{proxy+}';
  const routeKey = shape === 'function-url' ? '$default' : `${method} ${template}`;
  const { cookie, ...headers } = headersOf(request);
  return {
    version: '2.0',
    routeKey,
    rawPath: path,
    rawQueryString: query
      .flatMap(([name, values]) => values.map((value) => `${encodeURIComponent(name)}=${encodeURIComponent(value)}`))
      .join('&'),
    ...(cookie === undefined ? {} : { cookies: cookie.split('; ') }),
    headers,
    ...(query.length === 0
      ? {}
      : { queryStringParameters: Object.fromEntries(query.map(([name, values]) => [name, values.join(',')])) }),
    ...(request.parameters === undefined ? {} : { pathParameters: request.parameters }),
    requestContext: {
      accountId: '123456789012',
      domainName:
        shape === 'function-url' ? 'abc.lambda-url.eu-west-1.on.aws' : 'abc.execute-api.eu-west-1.amazonaws.com',
      http: { method, path, protocol: 'HTTP/1.1', sourceIp: request.client ?? '203.0.113.7', userAgent: 'test' },
      requestId: 'JKJaXmPLvHcESHA=',
      routeKey,
      stage: '$default',
      ...(request.authorizer === undefined ? {} : { authorizer: request.authorizer }),
    },
    ...bodyOf(request),
    body: bodyOf(request).body ?? undefined,
  };
}

function albEvent(shape: 'alb' | 'alb-multi', request: Request): Record<string, unknown> {
  const headers = { ...headersOf(request), 'x-forwarded-for': request.client ?? '203.0.113.7' };
  const query = Object.entries(request.query ?? {});
  const encoded = query.map(([name, values]) => [encodeURIComponent(name), values.map(encodeURIComponent)] as const);
  const multi = {
    multiValueHeaders: Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, [value]])),
    multiValueQueryStringParameters: Object.fromEntries(encoded),
  };
  const single = {
    headers,
    queryStringParameters: Object.fromEntries(encoded.map(([name, values]) => [name, values.at(-1)])),
  };
  return {
    requestContext: { elb: { targetGroupArn: 'arn:aws:elasticloadbalancing:eu-west-1:123456789012:targetgroup/t/1' } },
    httpMethod: request.method ?? 'GET',
    path: request.path ?? '/',
    ...(shape === 'alb' ? single : multi),
    ...bodyOf(request),
    body: bodyOf(request).body ?? '',
  };
}

export function sqsEvent(...bodies: readonly string[]): { readonly Records: readonly Record<string, unknown>[] } {
  return {
    Records: bodies.map((body, at) => ({
      messageId: `m${at}`,
      receiptHandle: 'r',
      body,
      attributes: { ApproximateReceiveCount: '1', SenderId: 'A' },
      messageAttributes: {},
      md5OfBody: 'x',
      eventSource: 'aws:sqs',
      eventSourceARN: 'arn:aws:sqs:eu-west-1:123456789012:orders',
      awsRegion: 'eu-west-1',
    })),
  };
}

export function s3Event(key: string, bucket = 'uploads'): { readonly Records: readonly Record<string, unknown>[] } {
  return {
    Records: [
      {
        eventVersion: '2.1',
        eventSource: 'aws:s3',
        eventName: 'ObjectCreated:Put',
        s3: {
          bucket: { name: bucket, arn: `arn:aws:s3:::${bucket}` },
          object: {
            key: encodeURIComponent(key).replaceAll('%20', '+').replaceAll('%2F', '/'),
            size: 10,
            sequencer: '0A',
          },
        },
      },
    ],
  };
}

export function snsEvent(message: string): { readonly Records: readonly Record<string, unknown>[] } {
  const TopicArn = 'arn:aws:sns:eu-west-1:123456789012:news';
  return {
    Records: [
      {
        EventSource: 'aws:sns',
        EventVersion: '1.0',
        Sns: { TopicArn, MessageId: 'a', Subject: 'hi', Message: message, MessageAttributes: {} },
      },
    ],
  };
}

export function kinesisEvent(...data: readonly string[]): { readonly Records: readonly Record<string, unknown>[] } {
  return {
    Records: data.map((one, at) => ({
      eventSource: 'aws:kinesis',
      eventSourceARN: 'arn:aws:kinesis:eu-west-1:123456789012:stream/clicks',
      eventID: `shard:${at}`,
      kinesis: { sequenceNumber: String(at), partitionKey: 'p', data: Buffer.from(one).toString('base64') },
    })),
  };
}

export function dynamoEvent(image: unknown): { readonly Records: readonly Record<string, unknown>[] } {
  return {
    Records: [
      {
        eventID: '1',
        eventName: image === undefined ? 'REMOVE' : 'INSERT',
        eventSource: 'aws:dynamodb',
        eventSourceARN: 'arn:aws:dynamodb:eu-west-1:123456789012:table/Rides/stream/1',
        dynamodb: {
          Keys: { id: { S: 'a' } },
          ...(image === undefined ? {} : { NewImage: image }),
          SequenceNumber: '1',
        },
      },
    ],
  };
}

export function eventBridgeEvent(detail: unknown): Record<string, unknown> {
  return {
    version: '0',
    id: 'e1',
    'detail-type': 'OrderPlaced',
    source: 'shop.orders',
    account: '1',
    time: '2026-11-24T00:00:00Z',
    region: 'eu-west-1',
    resources: [],
    detail,
  };
}

export function cognitoEvent(attributes: Record<string, string>): Record<string, unknown> {
  return {
    version: '1',
    region: 'eu-west-1',
    userPoolId: 'p',
    userName: 'u',
    triggerSource: 'PreSignUp_SignUp',
    callerContext: {},
    request: { userAttributes: attributes, validationData: null },
    response: {},
  };
}

export function webSocketEvent(routeKey: string, body?: string): Record<string, unknown> {
  return {
    requestContext: {
      routeKey,
      eventType: 'MESSAGE',
      connectionId: 'c1',
      stage: 'prod',
      requestId: 'r',
      identity: { sourceIp: '203.0.113.7' },
    },
    ...(body === undefined ? {} : { body }),
    isBase64Encoded: false,
  };
}
