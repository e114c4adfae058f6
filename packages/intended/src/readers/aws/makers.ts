import type { Files } from '#source/files';
import type { Application, Resource } from '#model/application';
import type { Dictionary, Part, Value } from '#model/value';
import { deferred, known } from '#model/value';
import { readAws } from './read-aws.ts';

/** Makers for tests: resources in a line each, intrinsics in the short forms that CloudFormation has. */
export type Made = string | number | boolean | null | Intrinsic | readonly Made[] | { readonly [key: string]: Made };

interface Intrinsic {
  readonly $: Value;
}

const AT = { file: 'template.yaml', line: 1, column: 1, endLine: 1, endColumn: 1 } as const;

export const ref = (to: string): Intrinsic => text({ kind: 'reference', to, attribute: 'Ref' });
export const att = (to: string, attribute = 'Arn'): Intrinsic => text({ kind: 'reference', to, attribute });
export const parameter = (name: string): Intrinsic => ({ $: deferred('parameter', name, AT) });
/** `AWS::NoValue`. */
export const nothing: Intrinsic = { $: { kind: 'absent', at: AT } };
export const either = (condition: string, ...branches: readonly Made[]): Intrinsic => ({
  $: { kind: 'choice', condition, branches: branches.map(made), at: AT },
});

/** `!Sub`: `${AWS::Region}` is a pseudo parameter, `${Id}` a Ref, `${Id.Arn}` an attribute. */
export function sub(template: string): Intrinsic {
  const parts = template.split(/(\$\{[^}]+\})/).flatMap((piece): readonly Part[] => {
    const name = /^\$\{(.+)\}$/.exec(piece)?.[1];
    if (name === undefined) return piece === '' ? [] : [piece];
    if (name.startsWith('AWS::')) return [{ kind: 'pseudo', name }];
    const [to = '', attribute = 'Ref'] = name.split('.');
    return [{ kind: 'reference', to, attribute }];
  });
  return text(...parts);
}

function text(...parts: readonly Part[]): Intrinsic {
  return { $: { kind: 'text', parts, at: AT } };
}

export function made(value: Made): Value {
  if (Array.isArray(value)) return { kind: 'list', items: value.map(made), at: AT };
  if (typeof value === 'object' && value !== null) {
    if ('$' in value && isValue(value['$'])) return value['$'];
    const entries = Object.entries(value).map(([key, item]) => [key, { value: made(item), keyAt: AT }] as const);
    return { kind: 'dictionary', entries: new Map(entries), at: AT };
  }
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean')
    return { kind: 'scalar', value, at: AT };
  return { kind: 'scalar', value: null, at: AT };
}

function isValue(value: unknown): value is Value {
  return typeof value === 'object' && value !== null && 'kind' in value && 'at' in value;
}

export interface MadeResource {
  readonly Type: string;
  readonly Properties?: Made;
  readonly Metadata?: Made;
}

export function resource(id: string, { Type, Properties, Metadata }: MadeResource): Resource {
  return {
    id,
    logicalId: id,
    stack: '',
    type: Type,
    properties: asDictionary(made(Properties ?? {})),
    attributes: asDictionary(made(Metadata === undefined ? {} : { Metadata })),
    exists: known(true, AT),
    at: AT,
    typeAt: AT,
    origin: 'written',
    expandedFrom: undefined,
  };
}

function asDictionary(value: Value): Dictionary {
  return value.kind === 'dictionary' ? value : { kind: 'dictionary', entries: new Map(), at: AT };
}

/** Files of a made folder: contents by path; folders are implied. */
export function madeFiles(contents: Readonly<Record<string, string>> = {}): Files {
  const paths = Object.keys(contents);
  return {
    root: '/app',
    read: (path) => {
      const found = contents[path];
      if (found === undefined) return { kind: 'trouble', path, why: 'missing', message: 'not there' };
      return { kind: 'text', path, text: found };
    },
    kind: (path) => {
      if (contents[path] !== undefined) return 'file';
      return path === '.' || paths.some((one) => one.startsWith(`${path}/`)) ? 'folder' : undefined;
    },
    list: () => [],
  };
}

/** Reads made resources into an application. */
export function applicationOf(
  resources: Readonly<Record<string, MadeResource>>,
  files: Files = madeFiles(),
): Application {
  return readAws({
    name: 'app',
    root: '/app',
    files,
    stacks: [
      {
        path: '',
        file: 'template.yaml',
        dialect: 'cloudformation',
        resources: Object.entries(resources).map(([id, one]) => resource(id, one)),
        outputs: new Map(),
        globals: undefined,
        transforms: [],
        diagnostics: [],
      },
    ],
    dialects: ['cloudformation'],
    templates: ['template.yaml'],
    diagnostics: [],
  });
}
