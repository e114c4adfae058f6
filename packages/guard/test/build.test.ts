import { describe, expect, test } from 'vitest';
import { buildGuard } from '../../intended/src/engine/guard/build-guard.ts';
import { parseIntent } from '../../intended/src/intent/parse-intent.ts';
import { readApplications } from '../../intended/src/readers/read-application.ts';
import { memoryFiles } from '../../intended/src/source/memory-files.ts';
import { guard } from '../src/guard.ts';
import type { Policy } from '../src/policy.ts';
import { HTTP_SHAPES, httpEvent, sqsEvent, type Request } from './events.ts';

const openapi = `
openapi: 3.0.3
info: { title: shop, version: '1' }
servers: [{ url: 'https://api.shop.example/v1/' }]
security: [{ user: [] }]
components:
  securitySchemes: { user: { type: http, scheme: bearer } }
  parameters:
    Page: { name: page, in: query, schema: { type: integer, minimum: 1, maximum: 1000 } }
  schemas:
    Money: { type: object, required: [amount], properties: { amount: { type: number, minimum: 0, exclusiveMinimum: true }, currency: { type: string, enum: [EUR, USD] } } }
    Item: { type: object, required: [sku, count], properties: { sku: { type: string, pattern: '^[A-Z0-9-]{1,20}$' }, count: { type: integer, minimum: 1 }, note: { type: string, nullable: true, maxLength: 5 } } }
    Order:
      allOf:
        - type: object
          required: [items]
          properties: { id: { type: string, readOnly: true }, items: { type: array, minItems: 1, items: { $ref: '#/components/schemas/Item' } } }
        - type: object
          properties: { price: { $ref: '#/components/schemas/Money' }, when: { type: string, format: date-time }, by: { type: string, format: email } }
    Node: { type: object, properties: { name: { type: string }, children: { type: array, items: { $ref: '#/components/schemas/Node' } } } }
    Cat: { type: object, required: [meow], properties: { meow: { type: boolean } } }
    Dog: { type: object, required: [bark], properties: { bark: { type: boolean } } }
paths:
  /orders:
    get:
      parameters:
        - $ref: '#/components/parameters/Page'
        - { name: tag, in: query, schema: { type: array, items: { type: string, enum: [a, b] } } }
        - { name: open, in: query, required: true, schema: { type: boolean } }
      responses: {}
    post:
      requestBody: { required: true, content: { application/json: { schema: { $ref: '#/components/schemas/Order' } } } }
      responses: {}
  /orders/{id}:
    parameters: [{ name: id, in: path, required: true, schema: { type: string, format: uuid } }]
    get: { security: [], responses: {} }
  /pets:
    post:
      security: []
      requestBody: { content: { application/json: { schema: { oneOf: [{ $ref: '#/components/schemas/Cat' }, { $ref: '#/components/schemas/Dog' }] } } } }
      responses: {}
  /tree:
    post:
      security: []
      requestBody: { required: true, content: { application/json: { schema: { $ref: '#/components/schemas/Node' } } } }
      responses: {}
  /form:
    post:
      security: []
      requestBody:
        required: true
        content:
          application/x-www-form-urlencoded: { schema: { type: object, required: [age], properties: { age: { type: integer }, name: { type: string, maxLength: 10 } } } }
          multipart/form-data: { schema: { type: object, required: [file], properties: { file: { type: string, format: binary }, name: { type: string } } } }
      responses: {}
`;
const intended = `
version: 1
app: shop
routes:
  POST /orders: { audience: partner }
guard:
  openapi: [openapi.yaml]
  routes:
    PUT /notes/{id}: { roles: [editor], path: { type: object, properties: { id: { type: string, pattern: '^\\d+$' } } }, body: schemas/note.json }
  events:
    'sqs arn:aws:sqs:*:*:orders': { body: schemas/note.json }
`;
const note =
  '{ "$schema": "http://json-schema.org/draft-07/schema#", "type": "object", "required": ["text"], "properties": { "text": { "type": "string", "maxLength": 20 } } }';

async function build(
  texts: Record<string, string>,
  template = false,
): Promise<{ readonly code: string | undefined; readonly problems: readonly string[] }> {
  const files = memoryFiles(texts);
  const applications = template
    ? (
        await readApplications({
          files,
          path: undefined,
          template: undefined,
          stack: undefined,
          stage: undefined,
          parameters: {},
          now: () => 0,
        })
      ).applications
    : [];
  const { intent } = parseIntent({ path: 'intended.yaml', text: texts['intended.yaml'] ?? '' });
  const built = await buildGuard({ files, applications, intent, openApi: [], service: undefined });
  return {
    code: built.code,
    problems: built.problems.map(({ place, message }) => `${place.file}:${place.line} ${message}`),
  };
}

async function load(code: string | undefined): Promise<Policy> {
  const module: { readonly default: Policy } = await import(
    `data:text/javascript;base64,${Buffer.from(code ?? '').toString('base64')}`
  );
  return module.default;
}

const order = { items: [{ sku: 'A-1', count: 2 }] };
const uuid = '6f1b5b3e-9c1a-4d2e-8a57-0d6a4f0c9d11';
const partner = { jwt: { claims: { sub: 'u', 'cognito:groups': 'partner,editor' }, scopes: [] } };
const form = { 'content-type': 'application/x-www-form-urlencoded' };
const cases: readonly (readonly [string, Request, number])[] = [
  ['an order', { method: 'POST', path: '/orders', body: order }, 200],
  [
    'an order with all there is',
    {
      method: 'POST',
      path: '/orders',
      body: {
        ...order,
        price: { amount: 1.5, currency: 'EUR' },
        when: '2026-11-24T01:00:00Z',
        by: 'a.b+c@example.co.uk',
      },
    },
    200,
  ],
  ['a field that no part of allOf names', { method: 'POST', path: '/orders', body: { ...order, admin: true } }, 400],
  ['a field that is read only', { method: 'POST', path: '/orders', body: { ...order, id: 'x' } }, 400],
  [
    'an unknown field of an item',
    { method: 'POST', path: '/orders', body: { items: [{ sku: 'A', count: 1, $gt: '' }] } },
    400,
  ],
  [
    'a null where it may be',
    { method: 'POST', path: '/orders', body: { items: [{ sku: 'A', count: 1, note: null }] } },
    200,
  ],
  [
    'a text that is too long',
    { method: 'POST', path: '/orders', body: { items: [{ sku: 'A', count: 1, note: '123456' }] } },
    400,
  ],
  ['a number as text in JSON', { method: 'POST', path: '/orders', body: { items: [{ sku: 'A', count: '1' }] } }, 400],
  ['an amount that is exclusive', { method: 'POST', path: '/orders', body: { ...order, price: { amount: 0 } } }, 400],
  ['a date that is none', { method: 'POST', path: '/orders', body: { ...order, when: '2026-13-01T00:00:00Z' } }, 400],
  ['a query', { path: '/orders', query: { open: ['true'], page: ['3'] } }, 200],
  ['a list in a query', { path: '/orders', query: { open: ['false'], tag: ['a', 'b'] } }, 200],
  ['one value of a list', { path: '/orders', query: { open: ['false'], tag: ['a'] } }, 200],
  ['a wrong value of a list', { path: '/orders', query: { open: ['false'], tag: ['c'] } }, 400],
  ['a query without what it needs', { path: '/orders', query: { page: ['3'] } }, 400],
  ['a page that is no number', { path: '/orders', query: { open: ['true'], page: ['3 OR 1=1'] } }, 400],
  ['an unknown name in a query', { path: '/orders', query: { open: ['true'], debug: ['1'] } }, 400],
  ['a path', { path: `/orders/${uuid}` }, 200],
  ['a path that is no id', { path: '/orders/../../etc' }, 400],
  ['a path with an attack', { path: "/orders/1'--" }, 400],
  ['a path below its server', { path: `/v1/orders/${uuid}` }, 200],
  ['a path below another', { path: `/v2/orders/${uuid}` }, 404],
  ['a cat', { method: 'POST', path: '/pets', body: { meow: true } }, 200],
  ['neither cat nor dog', { method: 'POST', path: '/pets', body: { meow: true, bark: true } }, 400],
  ['no pet, where that is right', { method: 'POST', path: '/pets' }, 200],
  ['a tree', { method: 'POST', path: '/tree', body: { name: 'a', children: [{ name: 'b', children: [] }] } }, 200],
  [
    'a tree with a strange leaf',
    { method: 'POST', path: '/tree', body: { name: 'a', children: [{ name: 'b', children: [{ x: 1 }] }] } },
    400,
  ],
  ['a form', { method: 'POST', path: '/form', body: 'age=4&name=Jos%C3%A9', headers: form }, 200],
  ['a form with an attack', { method: 'POST', path: '/form', body: 'age=4%20OR%201=1', headers: form }, 400],
  [
    'an upload',
    {
      method: 'POST',
      path: '/form',
      body: '--x\r\nContent-Disposition: form-data; name="file"; filename="a.png"\r\nContent-Type: image/png\r\n\r\n\u0001\u0002\r\n--x--\r\n',
      headers: { 'content-type': 'multipart/form-data; boundary=x' },
    },
    200,
  ],
  ['a note', { method: 'PUT', path: '/notes/7', body: { text: 'hi' } }, 200],
  ['a note of another id', { method: 'PUT', path: '/notes/x', body: { text: 'hi' } }, 400],
  ['a route that nothing names', { path: '/admin' }, 404],
];

describe('a policy built from OpenAPI and the intent file', async () => {
  const built = await build({ 'intended.yaml': intended, 'openapi.yaml': openapi, 'schemas/note.json': note });
  test('has no problems, and loads nothing', () => {
    expect(built.problems).toEqual([]);
    expect(built.code).not.toMatch(/require\(|^import /m);
  });

  const policy = await load(built.code);
  const trusted: Policy = {
    ...policy,
    logLevel: 'none',
    routes: Object.fromEntries(
      Object.entries(policy.routes ?? {}).map(([key, rule]) => [key, { ...rule, authorizer: true }]),
    ),
  };
  test.each(cases)('judges %s in every shape', async (_name, request, status) => {
    for (const shape of HTTP_SHAPES) {
      if (shape === 'alb' && (request.query?.['tag']?.length ?? 0) > 1) continue;
      // ALB has no authorizer: its routes are asked without one.
      const open = Object.fromEntries(
        Object.entries(trusted.routes ?? {}).map(([key, rule]) => [key, { ...rule, allow: 'public' as const }]),
      );
      const used = shape.startsWith('alb') ? { ...trusted, routes: open } : trusted;
      const answer = await guard(used, () => ({ statusCode: 200 }))(
        httpEvent(shape, { ...request, authorizer: partner }),
        {},
      );
      expect([shape, answer]).toMatchObject([shape, { statusCode: status }]);
    }
  });

  test('asks for who may call', async () => {
    const ask = async (request: Request): Promise<unknown> =>
      guard(trusted, () => ({ statusCode: 200 }))(httpEvent('apigw-v1', request), {});
    expect(await ask({ path: '/orders', query: { open: ['true'] } })).toMatchObject({ statusCode: 401 });
    const user = { claims: { sub: 'u' } };
    expect(await ask({ path: '/orders', query: { open: ['true'] }, authorizer: user })).toMatchObject({
      statusCode: 200,
    });
    expect(await ask({ method: 'POST', path: '/orders', body: order, authorizer: user })).toMatchObject({
      statusCode: 403,
    });
  });

  test('judges events', async () => {
    const run = (text: string): Promise<unknown> => guard(trusted, () => 'ok')(sqsEvent(text), {}) as Promise<unknown>;
    expect(await run('{"text":"hi"}')).toBe('ok');
    expect(await run('{"text":"hi","more":1}')).toEqual({ batchItemFailures: [{ itemIdentifier: 'm0' }] });
  });
});

describe('a build fails', () => {
  const template = `
Transform: AWS::Serverless-2016-10-31
Resources:
  F:
    Type: AWS::Serverless::Function
    Properties: { Handler: a.h, Runtime: nodejs22.x, InlineCode: 'x', Events: { A: { Type: Api, Properties: { Path: /a, Method: get } } } }
`;
  test.each<[string, Record<string, string>, RegExp]>([
    [
      'on a route without allow',
      { 'intended.yaml': 'version: 1\nguard: { routes: { GET /a: { input: none } } }' },
      /intended.yaml:2 `GET \/a` does not say who may call/,
    ],
    [
      'on a route without a schema',
      { 'intended.yaml': 'version: 1\nroutes: { POST /a: { audience: public } }' },
      /has no schema/,
    ],
    [
      'on a template route without an entry',
      { 'intended.yaml': 'version: 1\n', 'template.yaml': template },
      /template.yaml:\d+ `GET \/a` of the template has no entry/,
    ],
    [
      'on an entry without a template route',
      {
        'intended.yaml':
          'version: 1\nguard: { routes: { GET /a: { input: none, allow: public }, GET /b: { input: none, allow: public } } }',
        'template.yaml': template,
      },
      /`GET \/b` is in no template/,
    ],
    [
      'on a reference to nothing',
      {
        'intended.yaml': "version: 1\nguard: { routes: { POST /a: { allow: public, body: 'x.json#/nope' } } }",
        'x.json': '{}',
      },
      /does not exist/,
    ],
    [
      'on sources that disagree',
      {
        'intended.yaml':
          'version: 1\nroutes: { GET /a: { audience: public } }\nguard: { routes: { GET /a: { roles: [x], input: none } } }',
      },
      /make them say the same/,
    ],
    [
      'on a format that nobody knows',
      {
        'intended.yaml':
          'version: 1\nguard: { routes: { POST /a: { allow: public, body: { type: string, pattern: "(" } } } }',
      },
      /pattern `\(` is not a regular expression/,
    ],
    [
      'on a key that nobody knows',
      { 'intended.yaml': 'version: 1\nguard: { routes: { POST /a: { alow: public } } }' },
      /`alow` is not known/,
    ],
  ])('%s', async (_name, texts, message) => {
    const built = await build(texts, texts['template.yaml'] !== undefined);
    expect(built.code).toBeUndefined();
    expect(built.problems.join('\n')).toMatch(message);
  });

  test('not on a format that nobody knows, nor on a pattern without the flag `u`', async () => {
    const schema = String.raw`{ type: string, format: foo, pattern: '^[a-z\-]+]?$' }`;
    const text = `version: 1\nguard: { routes: { POST /a: { allow: public, body: ${schema} } } }`;
    const built = await build({ 'intended.yaml': text });
    expect(built.problems).toEqual([expect.stringContaining('format `foo` is not known')]);
    const policy = await load(built.code);
    const ask = (body: string): Promise<unknown> =>
      guard({ ...policy, sinks: false, logLevel: 'none' }, () => ({ statusCode: 200 }))(
        httpEvent('apigw-v1', { method: 'POST', path: '/a', body: JSON.stringify(body) }),
        {},
      );
    expect([await ask('a-b'), await ask('A')]).toMatchObject([{ statusCode: 200 }, { statusCode: 400 }]);
  });

  test('not when template and entries agree', async () => {
    const built = await build(
      {
        'intended.yaml': 'version: 1\nguard: { routes: { GET /a: { input: none, allow: public } } }',
        'template.yaml': template,
      },
      true,
    );
    expect(built.problems).toEqual([]);
    expect(Object.keys((await load(built.code)).routes ?? {})).toEqual(['GET /a']);
  });
});
