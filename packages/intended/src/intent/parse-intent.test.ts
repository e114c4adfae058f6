import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseIntent } from './parse-intent.ts';

export const WILD_RYDES = `version: 1
app: wild-rydes
data:
  pii:         { title: Rider identity and location, value: 3, class: personal, fields: [email, username, pickupLocation] }
  credentials: { title: Passwords and tokens, value: 4, class: credential }
  financials:  { title: Card payments, value: 4, class: cardholder, requires: [PCI] }
  schedules:   { title: Ride times, value: 1 }
  content:     { title: Pages, value: { confidentiality: 0, integrity: 3 }, class: content }
services:
  RequestUnicorn:
    may: [ { write: [pii, schedules], in: RidesTable }, { invoke: PaymentProvider } ]
  WebsiteBucket: { holds: [content], public: true, because: static site }
routes:
  POST /ride: { audience: signed-in, accepts: [pii] }
external:
  PaymentProvider: { host: api.payments.example, holds: [financials] }
accept:
  - { finding: s3-website, on: WebsiteBucket, because: the site is public, until: 2027-06-01 }
`;

const parse = (text: string) => parseIntent({ path: 'intended.yaml', text });
const troubles = (text: string) =>
  parse(text).diagnostics.map((found) => `${found.place.line}:${found.place.column} ${found.message}`);

test('the example of the design is read whole and without complaint', () => {
  const { intent, diagnostics } = parse(WILD_RYDES);
  expect(diagnostics).toEqual([]);
  expect(intent).toMatchObject({ version: 1, app: 'wild-rydes', origin: 'file', file: 'intended.yaml' });
  expect(
    intent?.data.map(({ id, kind, value, requires }) => [id, kind, value.confidentiality, value.integrity, requires]),
  ).toEqual([
    ['pii', 'personal', 3, 3, ['GDPR']],
    ['credentials', 'credential', 4, 4, []],
    ['financials', 'cardholder', 4, 4, ['PCI']],
    ['schedules', 'business', 1, 1, []],
    ['content', 'content', 0, 3, []],
  ]);
  expect(intent?.services.get('RequestUnicorn')?.may).toMatchObject([
    { verb: 'write', data: ['pii', 'schedules'], in: ['RidesTable'] },
    { verb: 'invoke', data: [], in: ['PaymentProvider'] },
  ]);
  expect(intent?.services.get('WebsiteBucket')).toMatchObject({
    holds: ['content'],
    public: true,
    because: 'static site',
  });
  expect(intent?.routes).toMatchObject([{ route: 'POST /ride', audience: 'signed-in', accepts: ['pii'], returns: [] }]);
  expect(intent?.external).toMatchObject([
    { id: 'PaymentProvider', kind: 'store', host: 'api.payments.example', holds: ['financials'] },
  ]);
  expect(intent?.accept).toMatchObject([
    { finding: 's3-website', on: 'WebsiteBucket', because: 'the site is public', until: '2027-06-01' },
  ]);
});

test.each([
  [
    'a misspelt section',
    'version: 1\nservcies: {}',
    '2:1 `servcies` is not a key of the intent file, did you mean `services`?',
  ],
  [
    'a value out of range',
    'version: 1\ndata:\n  pii: { value: 5 }',
    '3:17 the value of data class `pii` cannot be `5`; write a whole number from 0 (public) to 4 (strictly confidential)',
  ],
  [
    'an unknown class',
    'version: 1\ndata:\n  pii: { value: 3 }\nservices:\n  A: { holds: [pi] }',
    '5:16 data class `pi` is not declared, did you mean `pii`?',
  ],
  [
    'a misspelt kind',
    'version: 1\ndata:\n  pii: { value: 3, class: persnal }',
    '3:27 `persnal` is not a class of data, did you mean `personal`?',
  ],
  [
    'a permission without a store',
    'version: 1\ndata: { a: { value: 1 } }\nservices:\n  F:\n    may: [ { read: [a] } ]',
    '5:14 `read` of service `F` does not say where; add `in: <store>`',
  ],
  [
    'a misspelt verb',
    'version: 1\ndata: { a: { value: 1 } }\nservices:\n  F:\n    may: [ { reed: [a], read: [a], in: T } ]',
    '5:14 `reed` is not a key of an entry of `may`, did you mean `read`?',
  ],
  [
    'an impossible day',
    'version: 1\naccept:\n  - { finding: x, because: y, until: 2027-02-30 }',
    '3:38 `2027-02-30` is not a day; write `until` as year-month-day, such as 2027-06-01',
  ],
  [
    'an acceptance without a reason',
    'version: 1\naccept:\n  - { finding: x }',
    '3:5 an acceptance has no `because`; say why it is acceptable',
  ],
  [
    'a list where a mapping belongs',
    'version: 1\nservices: [a]',
    '2:11 `services` is a list; write it as a mapping (`key: value`)',
  ],
  [
    'a version from the future',
    'version: 2',
    '1:10 version `2` of the intent file is not known; update `intended` to read it',
  ],
  ['an empty file', '', '1:1 the intent file is empty; run `intended init` to propose one'],
])('%s is reported with its place and remedy', (_, text, message) => {
  expect(troubles(text)).toEqual([message]);
});

test('a malformed entry does not cost the others', () => {
  const { intent } = parse(
    'version: 1\ndata:\n  a: { value: 9 }\n  b: { value: 2 }\nservices:\n  F: [no]\n  G: { holds: b }\n',
  );
  expect(intent?.data.map((found) => found.id)).toEqual(['a', 'b']);
  expect(intent?.services.get('G')?.holds).toEqual(['b']);
});

test('reading never throws, whatever the text', () => {
  const piece = fc.constantFrom(
    'version: 1',
    'data:',
    'services:',
    '  a:',
    '    value: 3',
    '    may: [',
    '{ write: [pii], in: T }',
    ']',
    '- x',
    '&a',
    '*a',
    '!Ref x',
    '? q',
    ': ',
    '"',
    "'",
    '|',
    '\t',
    '{}',
    'null',
    '<<: *a',
    'accept:',
    '  - finding: x',
    'until: 2027-06-01',
  );
  const text = fc.oneof(
    fc.string(),
    fc.array(fc.oneof(piece, fc.string({ maxLength: 6 }))).map((parts) => parts.join('\n')),
    fc.json(),
  );
  fc.assert(
    fc.property(text, (written) => Array.isArray(parse(written).diagnostics)),
    { numRuns: 500 },
  );
});
