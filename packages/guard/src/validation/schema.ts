import { deny, type Denial } from '../decision.ts';
import type { InputPlace } from '../inbound/inbound.ts';
import type { CompiledError, Schema, StandardIssue, StandardResult, StandardSchema } from '../policy.ts';

/** Judges one value; the denial names field and rule, never the value. Errors of the schema itself are thrown. */
export function validate(
  schema: Schema,
  value: unknown,
  where: InputPlace,
  isOpen = false,
): Denial | undefined | Promise<Denial | undefined> {
  if (isStandard(schema)) return standard(schema, value, where, isOpen);
  return schema(value) === true ? undefined : compiled(schema.errors?.[0], where);
}

/** Some libraries' schemas are functions, too (arktype). */
function isStandard(schema: Schema): schema is StandardSchema {
  return '~standard' in schema;
}

function compiled(error: CompiledError | undefined, where: InputPlace): Denial {
  if (error === undefined) return deny('input-invalid', { where, rule: 'schema' });
  const { additionalProperty, unevaluatedProperty, missingProperty, propertyName } = error.params ?? {};
  const unknown = additionalProperty ?? unevaluatedProperty;
  const last = unknown ?? missingProperty ?? propertyName;
  const steps = error.instancePath.split('/').slice(1).map(unpointer);
  if (typeof last === 'string') steps.push(last);
  const name = steps.length === 0 ? {} : { name: steps.join('.') };
  return deny(unknown === undefined ? 'input-invalid' : 'input-unknown', { where, rule: error.keyword, ...name });
}

function unpointer(step: string): string {
  return step.replaceAll('~1', '/').replaceAll('~0', '~');
}

function standard(
  schema: StandardSchema,
  value: unknown,
  where: InputPlace,
  isOpen: boolean,
): Denial | undefined | Promise<Denial | undefined> {
  const judge = (result: StandardResult): Denial | undefined => {
    if (result.issues !== undefined) return issue(result.issues[0], where);
    const dropped = isOpen ? undefined : droppedField(value, result.value, 0);
    return dropped === undefined ? undefined : deny('input-unknown', { where, rule: 'unknown-field', name: dropped });
  };
  const result = schema['~standard'].validate(value);
  return result instanceof Promise ? result.then(judge) : judge(result);
}

function issue(first: StandardIssue | undefined, where: InputPlace): Denial {
  const steps = (first?.path ?? []).map((step) => String(typeof step === 'object' ? step.key : step));
  // Libraries add a code of their own (zod `code`, valibot `type`); messages may quote the value and are not used.
  const { code, type, keys } = { code: undefined, type: undefined, keys: undefined, ...first };
  const rule = [code, type].find((one) => typeof one === 'string');
  const unknown: unknown = Array.isArray(keys) ? keys[0] : undefined;
  if (typeof unknown === 'string') steps.push(unknown);
  const name = steps.length === 0 ? {} : { name: steps.join('.') };
  const isUnknown = rule === 'unrecognized_keys';
  return deny(isUnknown ? 'input-unknown' : 'input-invalid', { where, rule: rule ?? 'schema', ...name });
}

/** Handlers read the event, not the parsed value: a field that a schema silently drops still reaches them. */
function droppedField(sent: unknown, kept: unknown, depth: number): string | undefined {
  if (depth > 64 || !isPlain(sent) || !isPlain(kept)) return undefined;
  for (const [key, child] of Object.entries(sent)) {
    if (!Object.hasOwn(kept, key)) return key;
    const inner = droppedField(child, (kept as Record<string, unknown>)[key], depth + 1);
    if (inner !== undefined) return `${key}.${inner}`;
  }
  return undefined;
}

function isPlain(value: unknown): value is object {
  if (typeof value !== 'object' || value === null) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return Array.isArray(value) || prototype === Object.prototype || prototype === null;
}
