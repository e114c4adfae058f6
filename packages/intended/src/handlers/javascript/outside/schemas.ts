import { recordFields } from '../record.ts';
import { placeOf } from '../script.ts';
import type { Call } from '../run.ts';
import { fieldsOf } from '../sdk/item-fields.ts';
import type { OutsideTerm, Term } from '../term.ts';
import { emptyObject } from '../term.ts';

const SCHEMA_PACKAGES = new Set([
  'zod',
  'joi',
  '@hapi/joi',
  'yup',
  'superstruct',
  'valibot',
  'io-ts',
  'arktype',
  'runtypes',
  '@sinclair/typebox',
  'myzod',
  'mongoose',
  '@effect/schema',
]);
const SHAPES = new Set([
  'object',
  'keys',
  'shape',
  'strictObject',
  'looseObject',
  'type',
  'Object',
  'Schema',
  'Record',
  'partial',
  'extend',
]);

export function isSchemaPackage(by: OutsideTerm): boolean {
  return SCHEMA_PACKAGES.has(by.name);
}

/** `z.object({ … })` and its like: the fields that data must have. */
export function noteSchema(method: string, { args, run, spot }: Call): void {
  const [shape] = args;
  if (shape?.kind !== 'object' || !SHAPES.has(method)) return;
  recordFields(run.effects, { origin: 'schema', call: undefined, fields: fieldsOf(shape, spot), at: placeOf(spot) });
}

/** `schema.parse(data)` gives the data back; `safeParse` and `validate` in an object. */
export function parseBySchema(method: string, args: readonly Term[]): Term | undefined {
  const [data] = args;
  if (data === undefined) return undefined;
  if (/^(?:parse|parseAsync|cast|validateSync|attempt|assert|create|mask|decode)$/.test(method)) return data;
  if (!/^(?:safeParse|safeParseAsync|validate|validateAsync|spa)$/.test(method)) return undefined;
  const answer = emptyObject();
  answer.properties.set('data', data);
  answer.properties.set('value', data);
  answer.rest.push({ key: undefined, value: data });
  return answer;
}
