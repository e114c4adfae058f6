import http from 'node:http';
import https from 'node:https';
import { hostRefusal } from './network.ts';
import { type Call, isCall, type Ledger, lock, replace } from './lock.ts';
import { mayHoldStatement, requestBreach } from './requests.ts';
import { insist, judge } from './watch.ts';

/**
 * Hooks requests by name: connections that a pool keeps are not opened again, so the host is judged here too; and
 * the bodies of AWS clients are read for statements.
 */
export function hookHttp(ledger: Ledger): void {
  for (const [module, label] of [
    [http, 'http'],
    [https, 'https'],
  ] as const)
    for (const name of ['request', 'get']) replace(module, name, `${label}.${name}`, requesting, ledger);
  hookFetch(ledger);
}

function requesting(original: Call): Call {
  return function hooked(this: unknown, ...args) {
    const host = hostOf(args);
    const refusal = host === undefined ? undefined : hostRefusal(host);
    if (refusal !== undefined) throw refusal;
    const request = Reflect.apply(original, this, args);
    if (request instanceof http.ClientRequest && mayHoldStatement(host ?? '', request.getHeader('x-amz-target')))
      readBody(request);
    return request;
  };
}

/** `request(url, options)` or `request(options)`; options win over the address. */
function hostOf(args: readonly unknown[]): string | undefined {
  const [first, second] = args;
  const options = typeof first === 'object' && first !== null && !(first instanceof URL) ? first : second;
  const given = typeof options === 'object' && options !== null ? options : {};
  // A named socket is judged when it is connected to.
  if (Reflect.get(given, 'socketPath') !== undefined && Reflect.get(given, 'socketPath') !== null) return undefined;
  for (const name of ['hostname', 'host']) {
    const value: unknown = Reflect.get(given, name);
    if (typeof value === 'string' && value !== '')
      return value.startsWith('[') ? value : value.replace(/^([^:]+):\d+$/, '$1');
  }
  return urlHost(first);
}

function urlHost(address: unknown): string | undefined {
  if (address instanceof URL) return address.hostname;
  if (typeof address !== 'string') return undefined;
  try {
    return new URL(address).hostname;
  } catch {
    return undefined;
  }
}

/** Collects the body on its way out and judges it before its end is sent: without the end it is no request. */
function readBody(request: http.ClientRequest): void {
  const chunks: Buffer[] = [];
  const { write, end }: { write: Call; end: Call } = { write: callOf(request, 'write'), end: callOf(request, 'end') };
  const keep = (chunk: unknown): void => {
    if (typeof chunk === 'string') chunks.push(Buffer.from(chunk));
    else if (chunk instanceof Uint8Array) chunks.push(Buffer.from(chunk));
  };
  lock(request, 'write', 'request.write', (...args: unknown[]) => {
    keep(args[0]);
    return Reflect.apply(write, request, args);
  });
  lock(request, 'end', 'request.end', (...args: unknown[]) => {
    keep(args[0]);
    const body = Buffer.concat(chunks).toString('utf8');
    const refusal = judge((taints) => requestBreach(body, taints));
    return refusal === undefined ? Reflect.apply(end, request, args) : request.destroy(refusal);
  });
}

function callOf(target: object, name: string): Call {
  const value: unknown = Reflect.get(target, name);
  if (!isCall(value)) throw new TypeError(`a request without \`${name}\``);
  return value;
}

/** Redirects of `fetch` to other hosts open connections of their own, which are judged there. */
function hookFetch(ledger: Ledger): void {
  replace(
    globalThis,
    'fetch',
    'fetch',
    (original) =>
      async function hooked(this: unknown, ...args) {
        const [input, init] = args;
        const url = input instanceof Request ? input.url : input;
        const host = urlHost(url);
        const refusal = host === undefined ? undefined : hostRefusal(host);
        if (refusal !== undefined) throw refusal;
        const body: unknown = typeof init === 'object' && init !== null ? Reflect.get(init, 'body') : undefined;
        if (typeof body === 'string' && mayHoldStatement(host ?? '', targetOf(init)))
          insist((taints) => requestBreach(body, taints));
        return Reflect.apply(original, this, args);
      },
    ledger,
  );
}

function targetOf(init: unknown): unknown {
  const headers: unknown = Reflect.get(Object(init), 'headers');
  if (headers instanceof Headers) return headers.get('x-amz-target');
  const entries = Array.isArray(headers) ? headers.filter(Array.isArray) : Object.entries(Object(headers));
  return entries.find(([name]) => String(name).toLowerCase() === 'x-amz-target')?.[1];
}
