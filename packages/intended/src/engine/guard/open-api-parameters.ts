import type { Mapping, Reference } from './documents.ts';
import { isMapping, member, resolved } from './documents.ts';
import type { InputDraft } from './route-draft.ts';
import type { Strictness } from './strict-schema.ts';
import { strictSchema } from './strict-schema.ts';

export interface Operation {
  readonly path: string;
  readonly method: string;
  readonly operation: Mapping;
  /** The path item: parameters of all its operations. */
  readonly item: unknown;
  readonly at: Reference;
}

interface Parameter {
  readonly name: string;
  readonly in: string;
  readonly isRequired: boolean;
  readonly schema: unknown;
  readonly at: Reference;
  readonly written: Mapping;
}

/** Parameters of an operation as one object schema for each place, and Swagger 2's body and form. */
export function parameterInput(operation: Operation, strictness: Strictness): InputDraft {
  const parameters = parametersOf(operation, strictness);
  const place = (where: string): readonly Parameter[] => parameters.filter((one) => one.in === where);
  const path = place('path');
  const declared = [...operation.path.matchAll(/\{([^}+]+)\+?\}/g)].map((found) => found[1] ?? '');
  for (const name of declared) {
    if (!path.some((one) => one.name === name))
      strictness.report(operation.at, `path parameter \`${name}\` has no schema; add it under \`parameters\``);
  }
  return {
    ...(path.length === 0 ? {} : { path: objectOf(path, strictness, true) }),
    ...(place('query').length === 0 ? {} : { query: objectOf(place('query'), strictness, true) }),
    // Clients send other headers and cookies, always.
    ...(place('header').length === 0 ? {} : { headers: objectOf(place('header'), strictness, false) }),
    ...(place('cookie').length === 0 ? {} : { cookies: objectOf(place('cookie'), strictness, false) }),
    ...swaggerBody(place('body'), place('formData'), operation, strictness),
  };
}

/** The operation's own come after those of the path, and replace them. */
function parametersOf({ item, operation, at }: Operation, strictness: Strictness): readonly Parameter[] {
  const lists = [
    [member(item, 'parameters'), at.pointer.replace(/\/[^/]*$/, '')],
    [operation['parameters'], at.pointer],
  ] as const;
  const found = new Map<string, Parameter>();
  for (const [list, pointer] of lists) {
    for (const [index, one] of (Array.isArray(list) ? list : []).entries()) {
      const parameter = readParameter(one, { file: at.file, pointer: `${pointer}/parameters/${index}` }, strictness);
      if (parameter !== undefined) found.set(`${parameter.in} ${parameter.name}`, parameter);
    }
  }
  return [...found.values()];
}

const SWAGGER_WORDS = ['name', 'in', 'required', 'description', 'allowEmptyValue'];

function readParameter(written: unknown, at: Reference, { documents }: Strictness): Parameter | undefined {
  const { value, at: place } = resolved(written, at, documents);
  if (!isMapping(value) || typeof value['name'] !== 'string' || typeof value['in'] !== 'string') return undefined;
  const content = member(value, 'content');
  const own = Object.fromEntries(Object.entries(value).filter(([keyword]) => !SWAGGER_WORDS.includes(keyword)));
  const isContent = isMapping(content);
  const schema = value['schema'] ?? (isContent ? { type: 'string' } : own);
  const pointer = value['schema'] === undefined ? place.pointer : `${place.pointer}/schema`;
  const name = value['in'] === 'header' ? value['name'].toLowerCase() : value['name'];
  return {
    name,
    in: value['in'],
    isRequired: value['required'] === true,
    schema,
    at: { file: place.file, pointer },
    written: value,
  };
}

function objectOf(parameters: readonly Parameter[], strictness: Strictness, isClosed: boolean): unknown {
  const properties: Record<string, unknown> = {};
  const patternProperties: Record<string, unknown> = {};
  for (const parameter of parameters) {
    const { written } = parameter;
    const schema = strictSchema(parameter.schema, parameter.at, strictness);
    if (written['style'] === 'deepObject')
      patternProperties[`^${escape(parameter.name)}\\[\\w+\\]$`] = { type: 'string', maxLength: 256 };
    else
      properties[parameter.name] = isJoined(parameter)
        ? { type: 'string', maxLength: strictness.defaults.maxLength }
        : schema;
  }
  const required = parameters
    .filter((one) => one.isRequired && properties[one.name] !== undefined)
    .map((one) => one.name);
  return {
    type: 'object',
    properties,
    ...(Object.keys(patternProperties).length === 0 ? {} : { patternProperties }),
    ...(required.length === 0 ? {} : { required }),
    ...(isClosed ? { additionalProperties: false } : {}),
  };
}

function escape(name: string): string {
  return name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}

/** `a,b,c` in one value: only its length can be judged. */
function isJoined({ schema, written, in: where }: Parameter): boolean {
  const isArray = member(schema, 'type') === 'array';
  const isExploded =
    written['explode'] ??
    (where === 'query' && (written['style'] ?? 'form') === 'form' && written['schema'] !== undefined);
  return isArray && written['collectionFormat'] !== 'multi' && isExploded !== true;
}

function swaggerBody(
  body: readonly Parameter[],
  form: readonly Parameter[],
  operation: Operation,
  strictness: Strictness,
): InputDraft {
  const consumes = operation.operation['consumes'];
  const types = Array.isArray(consumes) ? consumes.filter((one) => typeof one === 'string') : [];
  const [first] = body;
  if (first !== undefined) {
    const schema = strictSchema(first.schema, first.at, strictness);
    const bodies = Object.fromEntries(
      (types.length === 0 ? ['application/json'] : types).map((type) => [type, schema]),
    );
    return { bodies, optionalBody: !first.isRequired };
  }
  if (form.length === 0) return {};
  const schema = objectOf(form, strictness, true);
  const formTypes = types.length === 0 ? ['application/x-www-form-urlencoded', 'multipart/form-data'] : types;
  return {
    bodies: Object.fromEntries(formTypes.map((type) => [type, schema])),
    optionalBody: !form.some((one) => one.isRequired),
  };
}
