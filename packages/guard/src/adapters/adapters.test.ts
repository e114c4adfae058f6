import { describe, expect, test, vi } from 'vitest';
import { Denied } from '../decision.ts';
import type { Policy } from '../policy.ts';
import { guardAzure } from './azure.ts';
import { guardFn } from './fn.ts';
import { guardCloudEvent, guardGoogle } from './google.ts';
import { guardKnative } from './knative.ts';
import { guardOpenFaas } from './openfaas.ts';

const body = Object.assign((value: unknown) => JSON.stringify(value) === '{"a":1}', {
  errors: [{ instancePath: '/a', keyword: 'type' }],
});
const query = (value: unknown): boolean => ['{}', '{"q":"x y"}'].includes(JSON.stringify(value));
const policy: Policy = {
  version: 1,
  sinks: false,
  logLevel: 'none',
  routes: {
    'POST /api/a': { allow: 'public', body, query },
    'GET /api/me': { allow: { roles: ['admin'] }, authorizer: true },
  },
  events: { 'cloudevent shop.order': { body }, fn: { body } },
};

interface Asked {
  readonly method: string;
  readonly path: string;
  readonly query?: Readonly<Record<string, string>>;
  readonly body?: string;
  readonly headers?: Readonly<Record<string, string>>;
}
/** Sends one request as each platform would, and gives the status and whether the handler ran. */
type Send = (asked: Asked) => Promise<{ readonly status: number; readonly ran: boolean }>;

const json = { 'content-type': 'application/json' };
const search = (query: Asked['query']): string => (query === undefined ? '' : `?${new URLSearchParams(query)}`);

const platforms: Readonly<Record<string, Send>> = {
  async azure(asked) {
    const handler = vi.fn(async (request: Request) => ({ status: 200, body: await request.text() }));
    const request = new Request(`https://f.azurewebsites.net${asked.path}${search(asked.query)}`, {
      method: asked.method,
      headers: { ...json, ...asked.headers },
      ...(asked.body === undefined ? {} : { body: asked.body }),
    });
    // `Request` resolves dots itself; Azure's request gives the URL as it came.
    const written = new Proxy(request, {
      get: (target, name) =>
        name === 'url'
          ? `https://f.azurewebsites.net${asked.path}${search(asked.query)}`
          : typeof Reflect.get(target, name) === 'function'
            ? Reflect.get(target, name).bind(target)
            : Reflect.get(target, name),
    });
    const answer = await guardAzure(policy, handler)(written, { invocationId: 'i' });
    return { status: answer.status, ran: handler.mock.calls.length > 0 };
  },
  async google(asked) {
    const handler = vi.fn((_request: unknown, response: { statusCode?: number }) => void (response.statusCode = 200));
    const response = {
      statusCode: 0,
      status(code: number) {
        this.statusCode = code;
        return this;
      },
      set() {
        return this;
      },
      send() {
        return this;
      },
    };
    await guardGoogle(policy, handler)(
      {
        method: asked.method,
        url: `${asked.path}${search(asked.query)}`,
        headers: { ...json, ...asked.headers },
        ...(asked.body === undefined ? { body: {} } : { rawBody: Buffer.from(asked.body), body: {} }),
      },
      response,
    );
    return { status: response.statusCode, ran: handler.mock.calls.length > 0 };
  },
  async fn(asked) {
    const handler = vi.fn(() => ({}));
    const gateway = {
      method: asked.method,
      requestURL: `${asked.path}${search(asked.query)}`,
      headers: { ...json, ...asked.headers },
      statusCode: 200,
      setResponseHeader: () => undefined,
    };
    await guardFn(policy, handler)(asked.body, { callID: 'c', httpGateway: gateway });
    return { status: gateway.statusCode, ran: handler.mock.calls.length > 0 };
  },
  async knative(asked) {
    const handler = vi.fn(() => ({ statusCode: 200 }));
    const answer = await guardKnative(policy, handler)(
      {
        method: asked.method,
        path: asked.path,
        headers: { ...json, ...asked.headers },
        ...(asked.query === undefined ? {} : { query: asked.query }),
      },
      asked.body,
    );
    return { status: answer.statusCode, ran: handler.mock.calls.length > 0 };
  },
  async openfaas(asked) {
    let status = 200;
    const handler = vi.fn(() => 'ok');
    const context = {
      status(code: number) {
        status = code;
        return this;
      },
      headers() {
        return this;
      },
      succeed: (answer: unknown) => answer,
    };
    await guardOpenFaas(policy, handler)(
      {
        method: asked.method,
        path: asked.path,
        headers: { ...json, ...asked.headers },
        body: asked.body ?? {},
        ...(asked.query === undefined ? {} : { query: asked.query }),
      },
      context,
    );
    return { status, ran: handler.mock.calls.length > 0 };
  },
};

const principal = (role: string): string =>
  Buffer.from(
    JSON.stringify({
      claims: [
        { typ: 'sub', val: 'u' },
        { typ: 'roles', val: role },
      ],
    }),
  ).toString('base64');
describe.each(Object.entries(platforms))('a function of %s', (_platform, send) => {
  test.each<[string, Asked, number]>([
    ['what is right', { method: 'POST', path: '/api/a', query: { q: 'x y' }, body: '{"a":1}' }, 200],
    ['a wrong body', { method: 'POST', path: '/api/a', body: '{"a":2}' }, 400],
    ['a field twice', { method: 'POST', path: '/api/a', body: '{"a":1,"a":1}' }, 400],
    ['a wrong query', { method: 'POST', path: '/api/a', query: { z: '1' }, body: '{"a":1}' }, 400],
    ['no entry', { method: 'GET', path: '/api/b' }, 404],
    ['dots', { method: 'POST', path: '/x/../api/a', body: '{"a":1}' }, 400],
    ['nobody', { method: 'GET', path: '/api/me' }, 401],
    ['somebody', { method: 'GET', path: '/api/me', headers: { 'x-ms-client-principal': principal('user') } }, 403],
    ['an admin', { method: 'GET', path: '/api/me', headers: { 'x-ms-client-principal': principal('admin') } }, 200],
  ])('is asked with %s', async (_name, asked, status) => {
    expect(await send(asked)).toEqual({ status, ran: status === 200 });
  });
});

describe('a CloudEvent', () => {
  test.each([
    ['that fits reaches the handler', { type: 'shop.order', id: '1', data: { a: 1 } }, true],
    ['of another type does not', { type: 'shop.other', id: '1', data: { a: 1 } }, false],
    ['with other data does not', { type: 'shop.order', id: '1', data: { a: 2 } }, false],
  ])('%s', async (_name, event, passes) => {
    const handler = vi.fn(() => 'ok');
    const answers = [
      guardCloudEvent(policy, handler)(event),
      guardKnative(policy, handler)({ method: 'POST', headers: {}, cloudevent: event }, event.data),
    ];
    for (const answer of answers) {
      const outcome = await answer.catch((error: unknown) => error instanceof Denied);
      expect(outcome).toBe(passes ? 'ok' : true);
    }
    expect(handler).toHaveBeenCalledTimes(passes ? 2 : 0);
  });
});

test('a function of Fn that is invoked directly is judged by its event rule', async () => {
  const handler = vi.fn(() => 'ok');
  expect(await guardFn(policy, handler)('{"a":1}', {})).toBe('ok');
  await expect(guardFn(policy, handler)('{"a":2}', {})).rejects.toThrow(Denied);
});
