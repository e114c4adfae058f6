import type { Resource } from '#model/application';
import type { Dictionary, Part, Value } from '#model/value';
import { known } from '#model/value';
import { dictionary, partsOf, plain } from '#model/read-value';
import { memoryFiles } from '#source/memory-files';
import { parseDocument } from '#source/parse-document';
import type { Tree } from '#source/tree';
import type { Stack } from '../cloudformation/stack.ts';
import { expandSam } from './expand-sam.ts';

// For tests only: a SAM template in YAML as a stack, with no more of CloudFormation's language than these tests use,
// so that a fault of the real reader does not show here.

/** The expansion of a template, with files beside it. */
export function expandedSam(template: string, files: Readonly<Record<string, string>> = {}): Stack {
  return expandSam(samStack(template), { files: memoryFiles({ ...files, 'template.yaml': template }) });
}

export function samStack(template: string): Stack {
  const { tree } = parseDocument({ path: 'template.yaml', text: template });
  const root = tree === undefined ? undefined : toValue(tree);
  const at = { file: 'template.yaml', line: 1, column: 1, endLine: 1, endColumn: 1 };
  const entry = (name: string): Value | undefined =>
    root?.kind === 'dictionary' ? root.entries.get(name)?.value : undefined;
  const resources = entry('Resources');
  return {
    path: '',
    file: 'template.yaml',
    dialect: 'sam',
    resources:
      resources?.kind === 'dictionary'
        ? [...resources.entries].map(([id, { value, keyAt }]) => toResource(id, value, keyAt))
        : [],
    outputs: new Map(
      entriesOf(entry('Outputs')).map(([name, value]) => [
        name,
        {
          value: value.kind === 'dictionary' ? (value.entries.get('Value')?.value ?? { kind: 'absent', at }) : value,
          exportName: undefined,
        },
      ]),
    ),
    globals: entry('Globals'),
    transforms: ['AWS::Serverless-2016-10-31'],
    diagnostics: [],
  };
}

/** A stack from JavaScript values, without intrinsics. */
export function stackOf(resources: Readonly<Record<string, unknown>>, globals?: unknown): Stack {
  const at = { file: 'template.yaml', line: 1, column: 1, endLine: 1, endColumn: 1 };
  const written = Object.entries(resources).map(([id, resource]) => toResource(id, plain(resource, at), at));
  return {
    ...samStack('Resources: {}'),
    resources: written,
    globals: globals === undefined ? undefined : plain(globals, at),
  };
}

function entriesOf(value: Value | undefined): readonly (readonly [string, Value])[] {
  return value?.kind === 'dictionary' ? [...value.entries].map(([key, entry]) => [key, entry.value] as const) : [];
}

function toResource(id: string, value: Value, at: Resource['at']): Resource {
  const parts: Dictionary = value.kind === 'dictionary' ? value : dictionary({}, at);
  const type = parts.entries.get('Type');
  const properties = parts.entries.get('Properties')?.value;
  const condition = parts.entries.get('Condition')?.value;
  const rest = [...parts.entries].filter(([key]) => !['Type', 'Properties', 'Condition'].includes(key));
  return {
    id,
    logicalId: id,
    stack: '',
    type: type?.value.kind === 'scalar' ? String(type.value.value) : '',
    properties: properties?.kind === 'dictionary' ? properties : dictionary({}, at),
    attributes: { kind: 'dictionary', entries: new Map(rest), at },
    exists:
      condition?.kind === 'scalar'
        ? { kind: 'deferred', why: { cause: 'condition', name: String(condition.value) }, at }
        : known(true, at),
    at,
    typeAt: type?.value.at ?? at,
    origin: 'written',
    expandedFrom: undefined,
  };
}

function toValue(tree: Tree): Value {
  const { at } = tree;
  if (tree.kind === 'scalar') return toScalar(tree);
  if (tree.kind === 'dictionary') {
    const entries = [...tree.entries].map(
      ([key, { value, keyAt }]) => [key, { value: toValue(value), keyAt }] as const,
    );
    return { kind: 'dictionary', entries: new Map(entries), at };
  }
  const items = tree.items.map(toValue);
  if (tree.tag === '!GetAtt')
    return refer(
      items.map((item) => String(partsOf(item)?.[0])),
      at,
    );
  if (tree.tag !== '!If') return { kind: 'list', items, at };
  return { kind: 'choice', condition: String(partsOf(items[0])?.[0]), branches: items.slice(1), at };
}

function toScalar(tree: Tree & { kind: 'scalar' }): Value {
  const { at, tag } = tree;
  const word = String(tree.value);
  if (tag === '!Ref') {
    if (word === 'AWS::NoValue') return { kind: 'absent', at };
    return {
      kind: 'text',
      parts: [word.startsWith('AWS::') ? { kind: 'pseudo', name: word } : reference(word, 'Ref')],
      at,
    };
  }
  if (tag === '!GetAtt') return refer(word.split('.'), at);
  if (tag !== '!Sub') return { kind: 'scalar', value: tree.value, at };
  const parts = word.split(/(\$\{[^}]+\})/).flatMap((piece): readonly Part[] => {
    const name = /^\$\{([^}]+)\}$/.exec(piece)?.[1];
    if (name === undefined) return piece === '' ? [] : [piece];
    if (name.startsWith('AWS::')) return [{ kind: 'pseudo', name }];
    const [to = '', attribute = 'Ref'] = name.split('.');
    return [reference(to, attribute)];
  });
  return { kind: 'text', parts, at };
}

function refer([to = '', ...attribute]: readonly string[], at: Tree['at']): Value {
  return { kind: 'text', parts: [reference(to, attribute.join('.'))], at };
}

function reference(to: string, attribute: string): Part {
  return { kind: 'reference', to, attribute };
}

/** Logical ids and types, by id. */
export function typesById(stack: Stack): Record<string, string> {
  const pairs = stack.resources.map((resource) => [resource.id, resource.type] as const);
  return Object.fromEntries(pairs.toSorted(([first], [second]) => first.localeCompare(second)));
}

/** A value without its places, texts as `${Name.Attribute}`. */
export function javascript(value: Value | undefined): unknown {
  switch (value?.kind) {
    case undefined:
    case 'absent':
      return undefined;
    case 'scalar':
      return value.value;
    case 'text':
      return value.parts.map(partText).join('');
    case 'list':
      return value.items.map(javascript);
    case 'dictionary':
      return Object.fromEntries([...value.entries].map(([key, entry]) => [key, javascript(entry.value)]));
    case 'choice':
      return { [`if ${value.condition}`]: value.branches.map(javascript) };
    case 'deferred':
      return { deferred: value.why };
    default:
      return value satisfies never;
  }
}

function partText(part: Part): string {
  if (typeof part === 'string') return part;
  if (part.kind === 'reference') return `\${${part.to}.${part.attribute}}`;
  return part.kind === 'pseudo' ? `\${${part.name}}` : `\${?${part.why.name}}`;
}
