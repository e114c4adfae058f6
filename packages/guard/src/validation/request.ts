import { deny, type Denial } from '../decision.ts';
import type { Body, Inbound, InputPlace, Multi } from '../inbound/inbound.ts';
import type { Bounds, EventRule, RouteRule, Schema } from '../policy.ts';
import { validate } from './schema.ts';

/** Judges everything that a request brings against the schemas of its route. The cheap parts come first. */
export function judgeRequest(
  inbound: Inbound,
  parameters: ReadonlyMap<string, string>,
  rule: RouteRule,
  bounds: Bounds,
): Judgement {
  const isOpen = rule.unknownFields === 'ignore';
  const steps: readonly (() => Judgement)[] = [
    () => judgeHead(inbound.body, inbound, rule, bounds),
    () => fields(rule.path, parameters, 'path', isOpen),
    () => query(inbound.query, rule, isOpen),
    // Clients send headers and cookies that no application names: only those that a schema names are judged.
    () => fields(rule.headers, inbound.headers, 'header', true),
    () => fields(rule.cookies, inbound.cookies, 'cookie', true),
    () => judgeBody(inbound.body, rule, isOpen),
  ];
  return firstOf(steps, 0);
}

export type Judgement = Denial | undefined | Promise<Denial | undefined>;

/** Almost every schema answers at once, and a promise costs more than the schema: it is waited for only if there is one. */
function firstOf(steps: readonly (() => Judgement)[], from: number): Judgement {
  for (let at = from; at < steps.length; at += 1) {
    const answer = steps[at]?.();
    if (answer instanceof Promise) return answer.then((denial) => denial ?? firstOf(steps, at + 1));
    if (answer !== undefined) return answer;
  }
  return undefined;
}

/** What can be said of a body before it is parsed. */
function judgeHead(body: Body, inbound: Inbound, rule: RouteRule, bounds: Bounds): Denial | undefined {
  if (body.size === 0) return undefined;
  if (body.size > (rule.maxBodyBytes ?? bounds.maxBodyBytes)) return deny('body-too-large', { where: 'body' });
  if (rule.body === undefined && rule.bodies === undefined)
    return deny('input-unknown', { where: 'body', rule: 'no-body' });
  const accepts = accepted(rule);
  if (accepts === undefined) return undefined;
  if (body.contentType !== undefined && typeFor(body.contentType, accepts) === undefined) {
    return deny('content-type', { where: 'header', name: 'content-type' });
  }
  return encoding(inbound);
}

function accepted(rule: RouteRule): readonly string[] | undefined {
  if (rule.accepts !== undefined) return rule.accepts;
  if (rule.bodies !== undefined) return Object.keys(rule.bodies);
  return rule.body === 'any' ? undefined : ['application/json'];
}

/** The narrowest of the accepted types that fits. A body that states no type is taken for the first. */
function typeFor(contentType: string | undefined, accepts: readonly string[]): string | undefined {
  if (contentType === undefined) return accepts[0];
  const family = `${contentType.split('/', 1)[0]}/*`;
  const fits = (wanted: string): string | undefined => accepts.find((one) => one.toLowerCase() === wanted);
  return fits(contentType) ?? fits(family) ?? fits('*/*');
}

function schemaFor(body: Body, rule: RouteRule): Schema | 'any' | undefined {
  if (rule.bodies === undefined) return rule.body;
  const type = typeFor(body.contentType, Object.keys(rule.bodies));
  return type === undefined ? undefined : rule.bodies[type];
}

/** Another charset, or compression, makes the handler read other text than the schema judged. */
function encoding(inbound: Inbound): Denial | undefined {
  const charset = /;\s*charset\s*=\s*"?([^";\s]+)/i.exec(inbound.headers.get('content-type')?.[0] ?? '')?.[1];
  if (charset !== undefined && !/^(?:utf-?8|us-ascii|iso-8859-1)$/i.test(charset)) {
    return deny('content-type', { where: 'header', name: 'content-type', rule: 'charset' });
  }
  const coding = inbound.headers.get('content-encoding')?.[0];
  return coding === undefined || /^(?:identity)?$/i.test(coding.trim())
    ? undefined
    : deny('content-type', { where: 'header', name: 'content-encoding', rule: 'content-encoding' });
}

function fields(
  schema: Schema | undefined,
  map: ReadonlyMap<string, string | readonly string[]>,
  where: InputPlace,
  isOpen: boolean,
): Judgement {
  if (schema === undefined) return undefined;
  return validate(schema, plainFields(map), where, isOpen);
}

function plainFields(map: ReadonlyMap<string, string | readonly string[]>): Record<string, unknown> {
  const value: Record<string, unknown> = {};
  for (const [name, found] of map) {
    const one = typeof found !== 'string' && found.length === 1 ? found[0] : found;
    // `__proto__` must become a field that the schema sees, not a prototype.
    Object.defineProperty(value, name, {
      value: typeof one === 'string' ? one : [...(one ?? [])],
      enumerable: true,
      writable: true,
      configurable: true,
    });
  }
  return value;
}

function query(values: Multi, rule: RouteRule, isOpen: boolean): Judgement {
  if (rule.query === 'any') return undefined;
  if (rule.query !== undefined) return fields(rule.query, values, 'query', isOpen);
  const [name] = values.keys();
  return name === undefined ? undefined : deny('input-unknown', { where: 'query', rule: 'no-query', name });
}

function judgeBody(body: Body, rule: RouteRule, isOpen: boolean): Judgement {
  const schema = schemaFor(body, rule);
  if (schema === undefined || (body.size === 0 && rule.optionalBody === true)) return undefined;
  if (body.fault !== undefined) return deny(body.fault.code, { where: 'body', ...named(body.fault.name) });
  return schema === 'any' ? undefined : validate(schema, body.value ?? body.bytes, 'body', isOpen);
}

function named(name: string | undefined): { readonly name?: string } {
  return name === undefined ? {} : { name };
}

/** Judges one record of a batch, or an event without records. */
export async function judgeRecord(
  record: { readonly body: Body; readonly attributes: ReadonlyMap<string, unknown> },
  rule: EventRule,
  mayLackBody: boolean,
): Promise<Denial | undefined> {
  const { body, attributes } = record;
  if (body.fault !== undefined) return deny(body.fault.code, { where: 'record', ...named(body.fault.name) });
  const isOpen = rule.unknownFields === 'ignore';
  if (rule.attributes !== undefined) {
    const denial = await validate(rule.attributes, Object.fromEntries(attributes), 'record', isOpen);
    if (denial !== undefined) return denial;
  }
  const value = body.value ?? body.bytes;
  // A REMOVE of a table's stream has keys alone.
  if (rule.body === undefined || (value === undefined && mayLackBody)) return undefined;
  return validate(rule.body, value, 'record', isOpen);
}
