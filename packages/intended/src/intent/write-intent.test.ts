import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { wholeFile } from '#source/place';
import { addAcceptance } from './accept.ts';
import { CLASS_KINDS } from './class-defaults.ts';
import type {
  Acceptance,
  DataClass,
  ExternalIntent,
  Intent,
  Permission,
  RouteIntent,
  ServiceIntent,
} from './intent.ts';
import { parseIntent } from './parse-intent.ts';
import { AUDIENCES } from './parse-route.ts';
import { VERBS } from './parse-service.ts';
import { mergeIntent, writeIntent } from './write-intent.ts';

const at = wholeFile('template.yaml');
const path = 'intended.yaml';

const NOT_WRITTEN = new Set(['at', 'evidence', 'origin', 'file']);

/** Everything but places, reasons and origin: those are not in the file's data. */
function bare(intent: Intent | undefined): string {
  const services = [...(intent?.services.values() ?? [])];
  return JSON.stringify({ ...intent, services }, (key, value: unknown) => (NOT_WRITTEN.has(key) ? undefined : value));
}

const name = fc.oneof(
  fc.stringMatching(/^[A-Za-z][\w-]{0,12}$/),
  fc.constantFrom(
    'POST /ride',
    'ANY /{proxy+}',
    '$connect',
    'true',
    'null',
    '1',
    '~',
    'a: b',
    'x # y',
    '- z',
    '"q"',
    "it's",
    'ünï',
    'a\nb',
    '&a',
    '*a',
    '!t',
    '__proto__',
    'constructor',
    '{}',
    '[x',
    '2026-01-01',
    'all there',
    'yes',
    '%d',
    '@at',
    '`t`',
    '\u2028',
    ' lead',
    'trail ',
    'q?',
    ':c',
    'c:',
  ),
  fc.string({ minLength: 1, maxLength: 8 }),
);
const level = fc.integer({ min: 0, max: 4 });
const value = fc.record({ confidentiality: level, integrity: level, availability: level });

const intents: fc.Arbitrary<Intent> = fc
  .uniqueArray(
    name.filter((id) => id !== '*' && id !== 'all'),
    { minLength: 1, maxLength: 5 },
  )
  .chain((ids) => {
    const subset = fc.subarray(ids);
    const dataClass = (id: string): fc.Arbitrary<DataClass> =>
      fc.record({
        id: fc.constant(id),
        title: name,
        value,
        kind: fc.constantFrom(...CLASS_KINDS),
        fields: fc.array(name, { maxLength: 30 }),
        requires: fc.array(name, { maxLength: 2 }),
        evidence: fc.array(fc.record({ what: name, strength: fc.constant('weak' as const), at: fc.constant(at) }), {
          maxLength: 4,
        }),
        at: fc.constant(undefined),
      });
    const permission: fc.Arbitrary<Permission> = fc.record({
      verb: fc.constantFrom(...VERBS),
      data: subset,
      in: fc.array(name, { minLength: 1, maxLength: 3 }),
      at: fc.constantFrom(undefined, at),
    });
    const service: fc.Arbitrary<ServiceIntent> = fc.record({
      service: name,
      may: fc.array(permission, { maxLength: 4 }),
      holds: subset,
      public: fc.boolean(),
      because: fc.option(name, { nil: undefined }),
      at: fc.constant(undefined),
    });
    const route: fc.Arbitrary<RouteIntent> = fc.record({
      route: name,
      audience: fc.constantFrom(...AUDIENCES),
      accepts: subset,
      returns: subset,
      at: fc.constantFrom(undefined, at),
    });
    const external: fc.Arbitrary<ExternalIntent> = fc.record({
      id: name,
      kind: fc.constantFrom('compute' as const, 'store' as const),
      host: fc.constantFrom(undefined, 'api.example.com'),
      name: fc.option(name, { nil: undefined }),
      service: fc.option(name, { nil: undefined }),
      holds: subset,
      at: fc.constant(undefined),
    });
    const acceptance: fc.Arbitrary<Acceptance> = fc.record({
      finding: name,
      on: name,
      data: fc.option(fc.constantFrom(...ids), { nil: undefined }),
      in: fc.option(name, { nil: undefined }),
      because: name,
      until: fc.constantFrom(undefined, '2027-06-01'),
      at: fc.constant(undefined),
    });
    return fc.record({
      version: fc.constant(1 as const),
      app: name,
      origin: fc.constant('proposed' as const),
      file: fc.constant(undefined),
      data: fc.tuple(...ids.map(dataClass)),
      services: fc
        .uniqueArray(service, { selector: (made) => made.service, maxLength: 4 })
        .map((made) => new Map(made.map((one) => [one.service, one]))),
      routes: fc.uniqueArray(route, { selector: (made) => made.route, maxLength: 3 }),
      external: fc.uniqueArray(external, { selector: (made) => made.id, maxLength: 3 }),
      accept: fc.array(acceptance, { maxLength: 2 }),
    });
  });

test('what is written is read back the same', () => {
  fc.assert(
    fc.property(intents, (intent) => {
      const text = writeIntent(intent);
      const { intent: read, diagnostics } = parseIntent({ path, text });
      expect(diagnostics).toEqual([]);
      expect(bare(read)).toEqual(bare(intent));
    }),
    { numRuns: 300 },
  );
});

test('merging a proposal into its own file changes nothing', () => {
  fc.assert(
    fc.property(intents, (intent) => {
      const text = writeIntent(intent);
      expect(mergeIntent({ path, text }, intent)).toEqual({ text, added: [], trouble: undefined });
    }),
    { numRuns: 100 },
  );
});

test('merging keeps every line of the file and a second merge adds nothing', () => {
  fc.assert(
    fc.property(intents, intents, (mine, proposal) => {
      const text = writeIntent(mine);
      const once = mergeIntent({ path, text }, proposal);
      fc.pre(once.trouble === undefined);
      const kept = once.text.split('\n');
      let from = 0;
      for (const line of text.split('\n')) {
        from = kept.indexOf(line, from) + 1;
        expect(from).toBeGreaterThan(0);
      }
      expect(mergeIntent({ path, text: once.text }, proposal).text).toBe(once.text);
    }),
    { numRuns: 100 },
  );
});

const proposal: Intent = {
  version: 1,
  app: 'x',
  origin: 'proposed',
  file: undefined,
  data: [
    {
      id: 'pii',
      title: 'Personal data',
      value: { confidentiality: 3, integrity: 3, availability: 3 },
      kind: 'personal',
      fields: ['email'],
      requires: ['GDPR'],
      evidence: [{ what: 'field `email`', strength: 'strong', at }],
      at: undefined,
    },
  ],
  services: new Map([
    [
      'F',
      {
        service: 'F',
        may: [{ verb: 'write', data: ['pii'], in: ['T'], at }],
        holds: [],
        public: false,
        because: undefined,
        at: undefined,
      },
    ],
  ]),
  routes: [],
  external: [],
  accept: [],
};

test.each([
  [
    'a block section with comments',
    'version: 1\ndata: # mine\n  riders: { value: 4, class: personal } # all of it\n  # end of data\nservices:\n    G:\n        holds: [riders] # why\n# bye\n',
    'version: 1\ndata: # mine\n  riders: { value: 4, class: personal } # all of it\n  # end of data\nservices:\n    G:\n        holds: [riders] # why\n    # proposed: template.yaml:1\n    F: { may: [{ write: [riders], in: T }] }\n# bye\n',
  ],
  [
    'an empty flow section',
    'version: 1\ndata: {} # none yet\n',
    'version: 1\ndata:  # none yet\n  # proposed (strong): field `email`, template.yaml:1:1\n  pii: { title: Personal data, value: 3, class: personal, fields: [email], requires: [GDPR] }\n\nservices:\n  # proposed: template.yaml:1\n  F: { may: [{ write: [pii], in: T }] }\n',
  ],
  [
    'a flow section over lines',
    'version: 1\ndata: {\n  riders: { value: 4, class: personal } # mine\n  }\nservices: { F: { holds: [riders] } }\n',
    'version: 1\ndata: {\n  riders: { value: 4, class: personal } # mine\n  }\nservices: { F: { holds: [riders] } }\n',
  ],
  [
    'a JSON file',
    '{ "version": 1, "data": { "riders": { "value": 4, "class": "personal" } } }\n',
    '{ "version": 1, "data": { "riders": { "value": 4, "class": "personal" } }, services: { F: { may: [{ write: [riders], in: T }] } } }\n',
  ],
  [
    'a file without an end of line',
    'version: 1\nservices:\n  F: {}',
    'version: 1\nservices:\n  F: {}\n\ndata:\n  # proposed (strong): field `email`, template.yaml:1:1\n  pii: { title: Personal data, value: 3, class: personal, fields: [email], requires: [GDPR] }\n',
  ],
  [
    'Windows line ends',
    'version: 1\r\ndata:\r\n  riders: { value: 4, class: personal }\r\n',
    'version: 1\r\ndata:\r\n  riders: { value: 4, class: personal }\r\n\r\nservices:\r\n  # proposed: template.yaml:1\r\n  F: { may: [{ write: [riders], in: T }] }\r\n',
  ],
])('%s is added to in place', (_, text, expected) => {
  const merged = mergeIntent({ path, text }, proposal);
  expect(merged.trouble).toBeUndefined();
  expect(merged.text).toBe(expected);
});

test('a file that cannot be read is left alone', () => {
  for (const text of ['[1]', 'version: 2\n', 'a: [', 'version: 1\ndata: [x]\n'])
    expect(mergeIntent({ path, text }, proposal)).toMatchObject({ text, added: [], trouble: expect.any(String) });
});

const acceptance: Acceptance = {
  finding: 's3-website',
  on: 'Site',
  data: undefined,
  in: undefined,
  because: 'the site: is public',
  until: '2027-06-01',
  at: undefined,
};

test.each([
  [
    'an empty file',
    '',
    '# yaml-language-server: $schema=https://unpkg.com/intended/schemas/intended.schema.json\nversion: 1\n\naccept:\n  - { finding: s3-website, on: Site, because: "the site: is public", until: 2027-06-01 }\n',
  ],
  [
    'a file without the section',
    'version: 1\n',
    'version: 1\n\naccept:\n  - { finding: s3-website, on: Site, because: "the site: is public", until: 2027-06-01 }\n',
  ],
  [
    'a list flush with its key',
    'version: 1\naccept:\n- { finding: x, because: y } # z\nroutes: {}\n',
    'version: 1\naccept:\n- { finding: x, because: y } # z\n- { finding: s3-website, on: Site, because: "the site: is public", until: 2027-06-01 }\nroutes: {}\n',
  ],
  [
    'a flow list',
    'version: 1\naccept: [{ finding: x, because: y }]\n',
    'version: 1\naccept: [{ finding: x, because: y }, { finding: s3-website, on: Site, because: "the site: is public", until: 2027-06-01 } ]\n',
  ],
])('an acceptance is added to %s', (_, text, expected) => {
  expect(addAcceptance({ path, text }, acceptance)).toEqual({ kind: 'added', text: expected });
});

test('an acceptance without reason, with no real day, or twice is refused', () => {
  expect(addAcceptance({ path, text: '' }, { ...acceptance, because: ' ' }).kind).toBe('refused');
  expect(addAcceptance({ path, text: '' }, { ...acceptance, until: '2027-13-01' }).kind).toBe('refused');
  const once = addAcceptance({ path, text: '' }, acceptance);
  expect(addAcceptance({ path, text: once.kind === 'added' ? once.text : '' }, acceptance)).toEqual({
    kind: 'refused',
    message: 'the intent file accepts this already',
  });
});
