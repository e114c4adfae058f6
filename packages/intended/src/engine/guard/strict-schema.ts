import type { Documents, Mapping, Reference } from './documents.ts';
import { isMapping, member } from './documents.ts';
import { FORMAT_ALIASES, FORMATS, LOOSE_FORMATS } from './formats.ts';

/** What the author of a schema left open, and the guard does not. */
export interface Defaults {
  readonly maxLength: number;
  readonly maxItems: number;
}

export const DEFAULTS: Defaults = { maxLength: 4096, maxItems: 1000 };

export interface Strictness {
  readonly documents: Documents;
  readonly defaults: Defaults;
  /** Schemas that others refer to, by the name they get. */
  readonly definitions: Map<string, unknown>;
  readonly names: Map<string, string>;
  readonly report: (at: Reference, message: string) => void;
  /** As `report`, for what does not keep a policy from being built. */
  readonly warn: (at: Reference, message: string) => void;
}

/**
 * `closed`: fields that no schema names are wrong. `open`: a branch of `allOf`, which the whole closes.
 * `files`: file fields of a multipart form arrive as a description.
 */
interface Mode {
  readonly isClosed: boolean;
  readonly isMultipart: boolean;
}

const CLOSED: Mode = { isClosed: true, isMultipart: false };

/** Turns a schema of OpenAPI 3.0, 3.1, Swagger 2 or JSON Schema (draft 4 to 2020-12) into a strict one of 2020-12. */
export function strictSchema(schema: unknown, at: Reference, into: Strictness, isMultipart = false): unknown {
  return convert(schema, at, into, { ...CLOSED, isMultipart });
}

/** Keywords that hold one schema, several, and several by name. */
const ONE = [
  'items',
  'additionalItems',
  'contains',
  'not',
  'if',
  'then',
  'else',
  'propertyNames',
  'additionalProperties',
  'unevaluatedProperties',
  'unevaluatedItems',
];
const LIST = ['allOf', 'anyOf', 'oneOf', 'prefixItems'];
const BY_NAME = ['properties', 'patternProperties', 'dependentSchemas', '$defs', 'definitions'];
/** Words about a schema that say nothing about values. */
const WORDS = new Set([
  'title',
  'description',
  'example',
  'examples',
  'default',
  'deprecated',
  'xml',
  'externalDocs',
  'discriminator',
  'nullable',
  'readOnly',
  'writeOnly',
  '$schema',
  'id',
  '$id',
  '$comment',
  'contentMediaType',
  'contentEncoding',
  'definitions',
  '$defs',
  'collectionFormat',
  'allowReserved',
  '$anchor',
  '$recursiveAnchor',
  '$dynamicAnchor',
  '$vocabulary',
  'dependencies',
]);

function convert(schema: unknown, at: Reference, into: Strictness, mode: Mode): unknown {
  if (typeof schema === 'boolean') return schema;
  if (isMapping(schema) && isMapping(schema['dependencies']))
    return convert(modernDependencies(schema), at, into, mode);
  if (!isMapping(schema)) {
    into.report(at, 'this is not a schema; write a JSON Schema here');
    return false;
  }
  const reference = schema['$ref'] ?? schema['$recursiveRef'];
  if (typeof reference === 'string') return referred(schema, reference, at, into, mode);
  if (mode.isMultipart && schema['format'] === 'binary') return { type: 'object', required: ['filename', 'size'] };
  const made: Record<string, unknown> = {};
  const isUnion = composes(schema);
  for (const [keyword, value] of Object.entries(schema)) {
    // A null beside a keyword is how some generators leave it out.
    if (!WORDS.has(keyword) && !keyword.startsWith('x-') && (value !== null || keyword === 'const'))
      made[keyword] = keywordOf(keyword, value, at, into, inner(keyword, mode, isUnion));
  }
  for (const change of [modernBounds, nullable, formats, patterns, withoutReadOnly]) change(made, schema, at, into);
  bounded(made, into.defaults);
  if (mode.isClosed) close(made, schema);
  return made;
}

/** `dependencies` of the older drafts holds lists of fields and schemas alike. */
function modernDependencies(schema: Mapping): Mapping {
  const { dependencies, ...rest } = schema;
  const entries = Object.entries(isMapping(dependencies) ? dependencies : {});
  const required = entries.filter(([, value]) => Array.isArray(value));
  const schemas = entries.filter(([, value]) => !Array.isArray(value));
  return {
    ...rest,
    ...(required.length === 0 ? {} : { dependentRequired: Object.fromEntries(required) }),
    ...(schemas.length === 0 ? {} : { dependentSchemas: Object.fromEntries(schemas) }),
  };
}

/** A reference with fields beside it is both; OpenAPI 3.0 ignored the fields, which only makes this stricter. */
function referred(schema: Mapping, written: string, at: Reference, into: Strictness, mode: Mode): unknown {
  const target = into.documents.reference(at.file, written);
  const others = Object.keys(schema).filter(
    (keyword) => keyword !== '$ref' && keyword !== '$recursiveRef' && !WORDS.has(keyword) && !keyword.startsWith('x-'),
  );
  if (others.length > 0) {
    const { $ref: _written, $recursiveRef: _recursive, ...rest } = schema;
    return convert({ ...rest, allOf: [{ $ref: written }, ...asList(rest['allOf'])] }, at, into, mode);
  }
  const pointed = { $ref: `#/$defs/${definition(target, into, mode)}` };
  return schema['nullable'] === true ? { anyOf: [pointed, { type: 'null' }] } : pointed;
}

function definition(target: Reference, into: Strictness, mode: Mode): string {
  const key = `${target.file}#${target.pointer} ${mode.isClosed} ${mode.isMultipart}`;
  const known = into.names.get(key);
  if (known !== undefined) return known;
  const name = `s${into.names.size}`;
  into.names.set(key, name);
  const found = into.documents.at(target);
  if (found === undefined)
    into.report(target, `\`${target.file}#${target.pointer}\` does not exist; correct the reference to it`);
  into.definitions.set(name, found === undefined ? false : convert(found, target, into, mode));
  return name;
}

function asList(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

/** Fields may come from several places: only the whole knows which are unknown. */
function composes(schema: Mapping): boolean {
  const hasOwn = isMapping(schema['properties']);
  const unions = asList(schema['anyOf']).length + asList(schema['oneOf']).length;
  return (
    schema['allOf'] !== undefined ||
    schema['if'] !== undefined ||
    schema['dependentSchemas'] !== undefined ||
    (hasOwn && unions > 0)
  );
}

function inner(keyword: string, mode: Mode, isUnion: boolean): Mode {
  if (keyword === 'not' || keyword === 'if' || keyword === 'contains') return { ...mode, isClosed: false };
  const isBranch = ['allOf', 'anyOf', 'oneOf', 'then', 'else', 'dependentSchemas'].includes(keyword);
  return isBranch ? { ...mode, isClosed: mode.isClosed && !isUnion } : { ...mode, isClosed: true };
}

function keywordOf(keyword: string, value: unknown, at: Reference, into: Strictness, mode: Mode): unknown {
  const child = (name: string): Reference => ({ file: at.file, pointer: `${at.pointer}/${keyword}${name}` });
  if (ONE.includes(keyword)) {
    // A list of schemas under `items` is a tuple of the older drafts.
    if (keyword === 'items' && Array.isArray(value))
      return value.map((one, index) => convert(one, child(`/${index}`), into, mode));
    return convert(value, child(''), into, mode);
  }
  if (LIST.includes(keyword)) return asList(value).map((one, index) => convert(one, child(`/${index}`), into, mode));
  if (!BY_NAME.includes(keyword) || !isMapping(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, one]) => [
      name,
      convert(one, child(`/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`), into, mode),
    ]),
  );
}

type Change = (made: Record<string, unknown>, schema: Mapping, at: Reference, into: Strictness) => void;

/** Draft 4 and OpenAPI 3.0 make `minimum` exclusive with a boolean; tuples were `items`. */
const modernBounds: Change = (made) => {
  for (const [flag, bound] of [
    ['exclusiveMinimum', 'minimum'],
    ['exclusiveMaximum', 'maximum'],
  ] as const) {
    if (typeof made[flag] !== 'boolean') continue;
    const isExclusive = made[flag] === true;
    delete made[flag];
    if (!isExclusive || made[bound] === undefined) continue;
    made[flag] = made[bound];
    delete made[bound];
  }
  if (Array.isArray(made['items'])) {
    made['prefixItems'] = made['items'];
    made['items'] = made['additionalItems'] ?? false;
  }
  delete made['additionalItems'];
};

const nullable: Change = (made, schema) => {
  if (schema['nullable'] !== true) return;
  if (typeof made['type'] === 'string') made['type'] = [made['type'], 'null'];
  if (Array.isArray(made['enum']) && !made['enum'].includes(null)) made['enum'] = [...made['enum'], null];
};

const formats: Change = (made, _schema, at, into) => {
  // `file` is Swagger's type of an upload.
  if (made['type'] === 'file') made['type'] = 'object';
  const format = made['format'];
  if (format === undefined) return;
  const name = typeof format === 'string' ? (FORMAT_ALIASES[format] ?? format) : '';
  if (FORMATS[name] !== undefined) made['format'] = name;
  else {
    delete made['format'];
    if (!LOOSE_FORMATS.includes(name))
      into.warn(at, `format \`${String(format)}\` is not known and checks nothing; write a \`pattern\` beside it`);
  }
  if (format === 'int32')
    Object.assign(made, { minimum: made['minimum'] ?? -2_147_483_648, maximum: made['maximum'] ?? 2_147_483_647 });
};

/** What only answers have cannot be sent: setting `id` or `role` through an update is how fields are over-posted. */
const withoutReadOnly: Change = (made, schema) => {
  const properties = schema['properties'];
  if (!isMapping(properties) || !isMapping(made['properties'])) return;
  const readOnly = Object.keys(properties).filter((name) => member(properties[name], 'readOnly') === true);
  if (readOnly.length === 0) return;
  made['properties'] = Object.fromEntries(
    Object.entries(made['properties']).filter(([name]) => !readOnly.includes(name)),
  );
  made['required'] = asList(made['required']).filter((name) => !readOnly.includes(String(name)));
};

const patterns: Change = (made, _schema, at, into) => {
  const { pattern } = made;
  if (typeof pattern !== 'string' || isPattern(pattern, 'u') || isPattern(pattern, '')) return;
  into.report(at, `pattern \`${pattern.slice(0, 60)}\` is not a regular expression`);
  delete made['pattern'];
};

export function isPattern(pattern: string, flags: string): boolean {
  try {
    return new RegExp(pattern, flags).source !== '';
  } catch {
    return false;
  }
}

function bounded(made: Record<string, unknown>, defaults: Defaults): void {
  const types = Array.isArray(made['type']) ? made['type'] : [made['type']];
  const isDecided = made['enum'] !== undefined || made['const'] !== undefined;
  if (types.includes('string') && !isDecided && made['maxLength'] === undefined) made['maxLength'] = defaults.maxLength;
  if (types.includes('array') && made['maxItems'] === undefined) made['maxItems'] = defaults.maxItems;
}

/** An object whose fields are named takes no others, unless its author says so. */
function close(made: Record<string, unknown>, schema: Mapping): void {
  if (made['additionalProperties'] !== undefined || made['unevaluatedProperties'] !== undefined) return;
  if (composes(schema)) made['unevaluatedProperties'] = false;
  else if (isMapping(made['properties'])) made['additionalProperties'] = false;
}
