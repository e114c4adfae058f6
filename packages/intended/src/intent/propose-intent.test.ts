import { expect, test } from 'vitest';
import type { Application } from '#model/application';
import type { Store } from '#model/node';
import { deferred, known } from '#model/value';
import { dictionary, plain } from '#model/read-value';
import { wholeFile } from '#source/place';
import { checkIntent } from './check-intent.ts';
import { even } from './class-defaults.ts';
import { declaredNodes } from './declared-nodes.ts';
import type { DataClass } from './intent.ts';
import { parseIntent } from './parse-intent.ts';
import type { ProposedFlow } from './propose-intent.ts';
import { audienceOf, proposeIntent } from './propose-intent.ts';

const at = wholeFile('template.yaml');

const store = (id: string, holds: Store['holds']): Store => ({
  kind: 'store',
  id,
  service: 's',
  type: 'T',
  resources: [id],
  at,
  origin: 'template',
  holds,
  name: undefined,
  arn: undefined,
  keys: [],
  tags: [],
});

const application = (more: Partial<Application> = {}): Application => ({
  name: 'app',
  root: '/',
  dialects: [],
  templates: [],
  resources: new Map(),
  computes: [],
  stores: [],
  gates: [],
  actors: [],
  identities: [],
  grants: [],
  routes: [],
  wires: [],
  schemas: [],
  unresolved: [],
  diagnostics: [],
  ...more,
});

const dataClass = (id: string, kind: DataClass['kind']): DataClass => ({
  id,
  title: id,
  value: even(2),
  kind,
  fields: [],
  requires: [],
  evidence: [],
  at: undefined,
});

const classes = [
  dataClass('credentials', 'credential'),
  dataClass('pii', 'personal'),
  dataClass('rides', 'business'),
  dataClass('infrastructure', 'infrastructure'),
];
const flow = (service: string, verb: ProposedFlow['verb'], data: readonly string[], target: string): ProposedFlow => ({
  service,
  verb,
  data,
  in: target,
  evidence: [{ what: 'code', strength: 'strong', at }],
});

test('what happens today is proposed, except sensitive data in logs', () => {
  const app = application({ stores: [store('Rides', 'items'), store('Log', 'logs')] });
  const intent = proposeIntent(app, classes, [
    flow('F', 'write', ['pii', 'rides'], 'Rides'),
    flow('F', 'write', ['credentials', 'pii', 'infrastructure'], 'Log'),
  ]);
  expect(intent.services.get('F')?.may).toEqual([
    { verb: 'write', data: ['pii', 'rides'], in: ['Rides'], at },
    { verb: 'write', data: ['infrastructure'], in: ['Log'], at },
  ]);
  expect(intent.services.get('Rides')?.holds).toEqual(['pii', 'rides']);
  expect(intent.services.get('Log')?.holds).toEqual(['infrastructure']);
});

test('sensitive data in a public store is not proposed', () => {
  const app = application({ stores: [store('Site', 'objects')] });
  const intent = proposeIntent(app, classes, [flow('F', 'write', ['pii', 'rides'], 'Site')], {
    publicStores: new Set(['Site']),
  });
  expect(intent.services.get('F')?.may).toMatchObject([{ data: ['rides'] }]);
});

test('who writes to a website without data of the app writes its content', () => {
  const properties = plain({ WebsiteConfiguration: {} }, at);
  const site = {
    id: 'Site',
    logicalId: 'Site',
    stack: '',
    type: 'AWS::S3::Bucket',
    properties: properties.kind === 'dictionary' ? properties : dictionary({}, at),
    attributes: dictionary({}, at),
    exists: known(true as const, at),
    at,
    typeAt: at,
    origin: 'written' as const,
    expandedFrom: undefined,
  };
  const app = application({ stores: [store('Site', 'objects')], resources: new Map([['Site', site]]) });
  const intent = proposeIntent(
    app,
    [...classes, dataClass('content', 'content')],
    [flow('Deploy', 'write', [], 'Site')],
  );
  expect(intent.services.get('Deploy')?.may).toMatchObject([{ verb: 'write', data: ['content'], in: ['Site'] }]);
  expect(intent.services.get('Site')).toMatchObject({ public: true, holds: ['content'] });
});

test('the audience follows from what a route asks; the unknown is not public', () => {
  const kinds = ['none', 'key', 'iam', 'user-pool', 'jwt', 'custom', 'network'] as const;
  expect(kinds.map((kind) => audienceOf(known({ kind, by: undefined }, at)))).toEqual([
    'public',
    'public',
    'internal',
    'signed-in',
    'signed-in',
    'signed-in',
    'internal',
  ]);
  expect(audienceOf(deferred('parameter', 'Auth', at))).toBe('signed-in');
});

test('routes accept what their request schema shows and the proof of who calls', () => {
  const field = { name: 'email', parent: undefined, type: undefined, at };
  const app = application({
    routes: [
      {
        id: 'POST /ride',
        api: 'Api',
        method: 'POST',
        path: '/ride',
        to: 'F',
        identity: undefined,
        authn: known({ kind: 'jwt', by: undefined }, at),
        at,
        carriesData: true,
      },
    ],
    schemas: [{ on: 'Api', route: 'POST /ride', direction: 'request', origin: 'openapi', fields: [field] }],
  });
  expect(proposeIntent(app, classes, []).routes).toMatchObject([
    { route: 'POST /ride', audience: 'signed-in', accepts: ['credentials', 'pii'], returns: [] },
  ]);
});

const TEXT = `version: 1
data: { pii: { value: 3 } }
services:
  RideTable: { holds: [] }
  F: { may: [ { write: [pii], in: RidesTabel } ] }
  Legacy: { holds: [pii] }
routes: { POST /rides: { audience: public } }
external:
  Pay: { host: "https://Api.Pay.example/v1", holds: [pii] }
  Files: { service: s3, name: "arn:aws:s3:::files", holds: [pii] }
accept:
  - { finding: reach-exces, on: F, because: x }
`;

test('names that the application does not have are reported with the nearest that it has', () => {
  const parsed = parseIntent({ path: 'intended.yaml', text: TEXT }).intent;
  const app = application({
    stores: [store('RidesTable', 'items'), store('F', 'items')],
    routes: [
      {
        id: 'POST /ride',
        api: 'A',
        method: 'POST',
        path: '/ride',
        to: undefined,
        identity: undefined,
        authn: deferred('code', 'x', at),
        at,
        carriesData: true,
      },
    ],
  });
  const messages = checkIntent(parsed!, app, { controls: new Set(['reach-excess']) }).map(
    (found) => `${found.place.line} ${found.message}`,
  );
  expect(messages).toEqual([
    '4 service `RideTable` is not in the application, did you mean `RidesTable`?',
    '5 `RidesTabel`, which `F` may write, is not in the application, did you mean `RidesTable`?',
    '7 route `POST /rides` is not in the application, did you mean `POST /ride`?',
    '12 `reach-exces` is not a control, did you mean `reach-excess`?',
  ]);
});

test('what only the intent file knows becomes a declared node', () => {
  const parsed = parseIntent({ path: 'intended.yaml', text: TEXT }).intent;
  const nodes = declaredNodes(parsed!, application({ stores: [store('F', 'items')] }));
  expect(nodes.stores.map(({ id, holds, type, origin }) => [id, holds, type, origin])).toEqual([
    ['Pay', 'external', 'host', 'declared'],
    ['Files', 'objects', 'declared', 'declared'],
    ['Legacy', 'external', 'declared', 'declared'],
  ]);
  expect(nodes.stores[1]?.arn).toEqual(['arn:aws:s3:::files']);
});
