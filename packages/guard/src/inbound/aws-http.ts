import { Denied, deny } from '../decision.ts';
import type { Bounds } from '../policy.ts';
import { lazyBody } from './body.ts';
import { claimsOf } from './claims.ts';
import { blank, type Draft } from './draft.ts';
import { eachText, eachTexts, label, malformed, part, text, type Fields } from './fields.ts';
import { isForbiddenName, multi, pairs, unescape } from './form.ts';
import { cookiesOf, eventHeaders, refuseOverrides } from './headers.ts';
import type { Body, Multi, SourceKind } from './inbound.ts';

type HttpSource = Extract<SourceKind, 'apigw-v1' | 'apigw-v2' | 'function-url' | 'alb' | 'websocket'>;

/** API Gateway (REST, HTTP, WebSocket), function URLs and ALB. Source: their developer guides, event formats. */
export function awsHttp(source: HttpSource, event: Fields, bounds: Bounds): Draft {
  const context = part(event, 'requestContext');
  const headers = eventHeaders(event, bounds);
  const request = requestLine(source, event, context);
  if (!/^[A-Z]{1,16}$/.test(request.method)) throw malformed('method');
  if (request.path.length > bounds.maxUrlBytes) throw new Denied(deny('query-limit', { rule: 'maxUrlBytes' }));
  refuseOverrides(headers, request.method, request.path);
  const parameters = new Map<string, string>();
  eachText(event, 'pathParameters', 64, (key, value) => parameters.set(key, decoded(value)));
  const body = eventBody(event, headers, bounds);
  return {
    ...blank(source, body),
    ...request,
    id: label(context, 'requestId') ?? headers.get('x-amzn-trace-id')?.[0],
    stage: label(context, 'stage'),
    parameters,
    query: queryOf(source, event, bounds),
    headers,
    cookies: cookiesOf(headers, cookieList(event), bounds),
    claims: claimsOf(context),
    client: clientOf(source, context, headers),
  };
}

type RequestLine = Pick<Draft, 'method' | 'path' | 'template'>;

function requestLine(source: HttpSource, event: Fields, context: Fields): RequestLine {
  if (source === 'websocket') {
    return { method: 'WS', path: '', template: text(event, 'routeKey') ?? text(context, 'routeKey') };
  }
  if (source === 'apigw-v1' || source === 'alb') {
    const method = agreed('httpMethod', text(event, 'httpMethod'), text(context, 'httpMethod'));
    const template =
      source === 'alb' ? undefined : agreed('resource', text(event, 'resource'), label(context, 'resourcePath'));
    return {
      method: method.toUpperCase(),
      path: text(event, 'path') ?? '',
      template: template === '' ? undefined : template,
    };
  }
  const http = part(context, 'http');
  const routeKey = text(event, 'routeKey') ?? label(context, 'routeKey');
  const method = (text(http, 'method') ?? '').toUpperCase();
  return {
    method,
    path: text(event, 'rawPath') ?? text(http, 'path') ?? '',
    template: routeTemplate(routeKey, method),
  };
}

/** Both places must say the same where both speak: a router may read either. */
function agreed(name: string, one: string | undefined, other: string | undefined): string {
  if (one !== undefined && other !== undefined && one !== other) throw new Denied(deny('event-ambiguous', { name }));
  return one ?? other ?? '';
}

/** `POST /orders` is `/orders`; a key for another method than the request's contradicts itself. */
function routeTemplate(key: string | undefined, method: string): string | undefined {
  if (key === undefined || key === '$default') return undefined;
  const space = key.indexOf(' ');
  if (space < 0) return key;
  const verb = key.slice(0, space);
  if (verb !== 'ANY' && verb !== method) throw new Denied(deny('event-ambiguous', { name: 'routeKey' }));
  return key.slice(space + 1);
}

function queryOf(source: HttpSource, event: Fields, bounds: Bounds): Multi {
  const max = bounds.maxQueryParameters;
  const raw = text(event, 'rawQueryString') ?? '';
  if (raw.length > bounds.maxUrlBytes) throw new Denied(deny('query-limit', { rule: 'maxUrlBytes' }));
  const query = new Map<string, string[]>();
  // ALB alone delivers query values still encoded.
  const read = source === 'alb' ? decoded : (value: string): string => value;
  let count = eachTexts(event, 'multiValueQueryStringParameters', max, (key, values) => {
    query.set(read(key), values.map(read));
  });
  count = Math.max(
    count,
    eachText(event, 'queryStringParameters', max, (key, value) => addSingle(query, read(key), read(value))),
  );
  const written = pairs(raw, max);
  if (written === undefined) throw new Denied(deny('path-encoding', { where: 'query' }));
  if (Math.max(count, written.length) > max) throw new Denied(deny('query-limit', { rule: 'maxQueryParameters' }));
  splitJoined(query, multi(written));
  refuseForbidden(query);
  if (size(query) > bounds.maxUrlBytes) throw new Denied(deny('query-limit', { rule: 'maxUrlBytes' }));
  return query;
}

/** Query parsers nest `a[__proto__][b]`, too. */
export function refuseForbidden(query: Multi): void {
  for (const name of query.keys()) {
    if (isForbiddenName(name)) throw new Denied(deny('body-forbidden-key', { where: 'query', name }));
  }
}

/** The single form gives the last value of a list; another value is one that a handler may read, too. */
function addSingle(query: Map<string, string[]>, name: string, value: string): void {
  const known = query.get(name);
  if (known === undefined) query.set(name, [value]);
  else if (!known.includes(value)) query.set(name, [...known, value]);
}

/** Payload 2.0 joins repeated parameters with commas; the raw query string tells the commas apart. */
function splitJoined(query: Map<string, string[]>, written: Multi): void {
  for (const [name, values] of written) {
    const known = query.get(name);
    if (known === undefined) query.set(name, [...values]);
    else if (known.length === 1 && known[0] === values.join(',')) query.set(name, [...values]);
  }
}

function size(query: Multi): number {
  let bytes = 0;
  for (const [name, values] of query) for (const value of values) bytes += name.length + value.length;
  return bytes;
}

/** Decodes a path parameter or an ALB query part; broken or overlong escapes deny. */
function decoded(value: string): string {
  const clear = unescape(value);
  if (clear === undefined) throw new Denied(deny('path-encoding', { where: 'path' }));
  return clear;
}

function eventBody(event: Fields, headers: Multi, bounds: Bounds): Body {
  const encoded = event['isBase64Encoded'] ?? false;
  // A handler that takes `'false'` for true would read another body than the guard.
  if (typeof encoded !== 'boolean') throw malformed('isBase64Encoded');
  return lazyBody({
    raw: text(event, 'body'),
    isBase64: encoded,
    contentType: headers.get('content-type')?.[0],
    bounds,
  });
}

function cookieList(event: Fields): readonly string[] {
  const list = event['cookies'];
  if (list === undefined || list === null) return [];
  if (!Array.isArray(list) || list.length > 200) throw malformed('cookies');
  return list.filter((cookie) => typeof cookie === 'string');
}

/** ALB names the client only in the header that it appends to: the last address is the one it saw. */
function clientOf(source: HttpSource, context: Fields, headers: Multi): string | undefined {
  if (source === 'alb') return headers.get('x-forwarded-for')?.[0]?.split(',').at(-1)?.trim();
  return label(part(context, 'identity'), 'sourceIp') ?? label(part(context, 'http'), 'sourceIp');
}
