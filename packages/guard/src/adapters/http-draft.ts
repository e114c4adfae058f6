import { Denied, deny } from '../decision.ts';
import { lazyBody, valueBody } from '../inbound/body.ts';
import { claims } from '../inbound/claims.ts';
import { blank, type Draft } from '../inbound/draft.ts';
import { isFields } from '../inbound/fields.ts';
import { isForbiddenName, multi, pairs } from '../inbound/form.ts';
import { cookiesOf, Headers, refuseOverrides } from '../inbound/headers.ts';
import type { Claims, Multi, SourceKind } from '../inbound/inbound.ts';
import type { Bounds } from '../policy.ts';

/** A request in the words that Node's servers and the web share. */
export interface WebRequest {
  readonly source: SourceKind;
  readonly method: string;
  /** Path and query, or a whole URL. */
  readonly url: string;
  readonly headers: Iterable<readonly [string, string | readonly string[] | undefined]>;
  readonly body: string | Uint8Array | undefined;
  /** A body of which only the parsed value is left. */
  readonly parsed?: unknown;
  readonly client?: string | undefined;
  readonly id?: string | undefined;
  readonly parameters?: ReadonlyMap<string, string>;
}

export function webDraft(request: WebRequest, bounds: Bounds): Draft {
  const method = String(request.method).toUpperCase();
  if (!/^[A-Z]{1,16}$/.test(method)) throw new Denied(deny('event-malformed', { name: 'method' }));
  const { path, search } = splitUrl(request.url, bounds);
  const headers = headersOf(request.headers, bounds);
  refuseOverrides(headers, method, path);
  const raw = request.body;
  const body =
    raw === undefined && request.parsed !== undefined
      ? { ...valueBody(request.parsed, bounds), size: 1, contentType: headers.get('content-type')?.[0] }
      : lazyBody({ raw, isBase64: false, contentType: headers.get('content-type')?.[0], bounds });
  return {
    ...blank(request.source, body),
    method,
    path,
    headers,
    query: queryOf(search, bounds),
    cookies: cookiesOf(headers, [], bounds),
    client: request.client,
    id: request.id,
    parameters: request.parameters ?? new Map(),
    claims: platformClaims(headers),
  };
}

function splitUrl(url: string, bounds: Bounds): { readonly path: string; readonly search: string } {
  if (typeof url !== 'string') throw new Denied(deny('event-malformed', { name: 'url' }));
  if (url.length > bounds.maxUrlBytes * 2) throw new Denied(deny('query-limit', { rule: 'maxUrlBytes' }));
  // Not `new URL`: it resolves dot segments, and so hides what the handler may still see.
  const local = url.replace(/^[a-z][a-z\d+.-]*:\/\/[^/?#]*/i, '').replace(/#.*$/s, '');
  const mark = local.indexOf('?');
  return mark < 0
    ? { path: local || '/', search: '' }
    : { path: local.slice(0, mark) || '/', search: local.slice(mark + 1) };
}

function headersOf(list: WebRequest['headers'], bounds: Bounds): Multi {
  const headers = new Headers(bounds);
  for (const [name, value] of list) {
    if (value === undefined) continue;
    for (const one of typeof value === 'string' ? [value] : value) headers.add(name, String(one));
  }
  return headers.map;
}

function queryOf(search: string, bounds: Bounds): Multi {
  const found = pairs(search, bounds.maxQueryParameters);
  if (found === undefined) throw new Denied(deny('path-encoding', { where: 'query' }));
  if (found.length > bounds.maxQueryParameters) throw new Denied(deny('query-limit', { rule: 'maxQueryParameters' }));
  const bad = found.find(([name]) => isForbiddenName(name));
  if (bad !== undefined) throw new Denied(deny('body-forbidden-key', { where: 'query', name: bad[0] }));
  return multi(found);
}

/** What App Service's authentication puts before the function; it counts only where the policy says `authorizer`. */
function platformClaims(headers: Multi): Claims | undefined {
  const encoded = headers.get('x-ms-client-principal')?.[0];
  if (encoded === undefined) return undefined;
  try {
    const principal: unknown = JSON.parse(Buffer.from(encoded, 'base64').toString('utf8'));
    const list = isFields(principal) && Array.isArray(principal['claims']) ? principal['claims'] : [];
    const values: Record<string, unknown> = { sub: headers.get('x-ms-client-principal-id')?.[0] };
    for (const claim of list.slice(0, 256))
      if (isFields(claim) && typeof claim['typ'] === 'string') add(values, claim['typ'], claim['val']);
    return claims('platform', values);
  } catch {
    return undefined;
  }
}

function add(values: Record<string, unknown>, name: string, value: unknown): void {
  const known = values[name];
  values[name] = known === undefined ? value : [...(Array.isArray(known) ? known : [known]), value];
}
