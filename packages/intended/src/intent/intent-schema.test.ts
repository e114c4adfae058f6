import { Ajv } from 'ajv';
import { load } from 'js-yaml';
import { expect, test } from 'vitest';
import schema from '../../schemas/intended.schema.json' with { type: 'json' };
import { CLASS_KINDS } from './class-defaults.ts';
import { ACCEPTANCE_KEYS } from './parse-acceptance.ts';
import { ATTESTATION_KEYS } from './parse-attestation.ts';
import { CLASS_KEYS } from './parse-data-class.ts';
import { EXTERNAL_KEYS } from './parse-external.ts';
import { INTENT_KEYS, parseIntent } from './parse-intent.ts';
import { AUDIENCES, ROUTE_KEYS } from './parse-route.ts';
import { SERVICE_KEYS, VERBS } from './parse-service.ts';

const validate = new Ajv({ allowUnionTypes: true }).compile(schema);

test('the schema knows the keys and words that the parser knows', () => {
  const { definitions } = schema;
  const keys = (part: { properties: object }) => Object.keys(part.properties).sort();
  expect(keys(schema)).toEqual([...INTENT_KEYS].sort());
  expect(keys(definitions.dataClass)).toEqual([...CLASS_KEYS].sort());
  expect(keys(definitions.service)).toEqual([...SERVICE_KEYS].sort());
  expect(keys(definitions.permission)).toEqual([...VERBS, 'in', 'data', 'with'].sort());
  expect(keys(definitions.route)).toEqual([...ROUTE_KEYS].sort());
  expect(keys(definitions.external)).toEqual([...EXTERNAL_KEYS].sort());
  expect(keys(definitions.acceptance)).toEqual([...ACCEPTANCE_KEYS].sort());
  expect(keys(definitions.attestation)).toEqual([...ATTESTATION_KEYS].sort());
  expect([...definitions.dataClass.properties.class.enum].sort()).toEqual([...CLASS_KINDS].sort());
  expect(definitions.route.properties.audience.enum).toEqual([...AUDIENCES]);
});

const head = 'version: 1\ndata: { pii: { value: 3, class: personal } }\n';

test.each<[string, string, boolean]>([
  ['the smallest file', 'version: 1\n', true],
  ['empty sections', 'version: 1\ndata:\nservices:\nroutes:\nexternal:\naccept:\n', true],
  ['a value by dimension', 'version: 1\ndata: { c: { value: { confidentiality: 0, integrity: 3 } } }\n', true],
  [
    'one store or several',
    `${head}services: { F: { may: [{ write: [pii], in: T }, { read: pii, in: [T, U] }] } }\n`,
    true,
  ],
  ['an invocation', `${head}services: { F: { may: { invoke: P, with: [pii] } } }\n`, true],
  ['a route', `${head}routes: { POST /ride: { audience: public, accepts: [pii] } }\n`, true],
  ['an external store', `${head}external: { P: { host: a.example, holds: [pii] } }\n`, true],
  ['an acceptance', `${head}accept: [{ finding: x, on: F, because: y, until: "2027-06-01" }]\n`, true],
  ['no version', 'app: x\n', false],
  ['another version', 'version: 3\n', false],
  ['an unknown section', 'version: 1\nservcies: {}\n', false],
  ['a value out of range', 'version: 1\ndata: { a: { value: 5 } }\n', false],
  ['a broken value', 'version: 1\ndata: { a: { value: 2.5 } }\n', false],
  ['a class without a value', 'version: 1\ndata: { a: { title: x } }\n', false],
  ['an unknown kind', 'version: 1\ndata: { a: { value: 1, class: secretish } }\n', false],
  ['a verb without a store', `${head}services: { F: { may: [{ write: [pii] }] } }\n`, false],
  ['an entry without a verb', `${head}services: { F: { may: [{ in: T }] } }\n`, false],
  ['an unknown audience', `${head}routes: { POST /ride: { audience: everybody } }\n`, false],
  ['no audience', `${head}routes: { POST /ride: {} }\n`, false],
  ['an unknown key of a service', `${head}services: { F: { hold: [pii] } }\n`, false],
  ['a truth that is none', `${head}services: { F: { public: sure } }\n`, false],
  ['an acceptance without a reason', `${head}accept: [{ finding: x }]\n`, false],
  ['an acceptance with no day', `${head}accept: [{ finding: x, because: y, until: soon }]\n`, false],
])('editors and the parser agree on %s', (_, text, isGood) => {
  expect(validate(load(text))).toBe(isGood);
  expect(parseIntent({ path: 'intended.yaml', text }).diagnostics.length === 0).toBe(isGood);
});
