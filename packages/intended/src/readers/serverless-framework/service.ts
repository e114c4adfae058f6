import type { Diagnostic, Place } from '#source/place';
import type { Tree } from '#source/tree';
import type { Makings } from './make-tree.ts';
import { getArn, makeTree } from './make-tree.ts';
import { lambdaId } from './names.ts';
import { entriesOf, intrinsicOf, itemsOf, referencedId, textOf, treeAt } from './read-tree.ts';

/** One function of a service, as written and with its variables resolved. */
export interface ServerlessFunction {
  /** Key in `functions`. */
  readonly key: string;
  readonly id: string;
  readonly tree: Tree;
  readonly at: Place;
  /** Physical name: written, else `service-stage-key`. */
  readonly name: Tree;
  readonly events: readonly ServerlessEvent[];
}

export interface ServerlessEvent {
  /** `http`, `sqs` … */
  readonly kind: string;
  readonly tree: Tree;
  readonly at: Place;
}

/** A service whose variables are resolved. */
export interface Service {
  readonly tree: Tree;
  readonly provider: Tree | undefined;
  readonly name: Tree;
  readonly stage: Tree;
  readonly functions: readonly ServerlessFunction[];
  readonly plugins: readonly string[];
  readonly file: string;
  readonly at: Place;
}

/** A resource to be made: the framework's logical id and what it is. */
export interface Made {
  readonly id: string;
  readonly tree: Tree;
  readonly at: Place;
  /** Logical id of the function that it was made for. */
  readonly of: string | undefined;
}

/** What one part of a service compiles to. Parts of the same id are laid over each other. */
export interface Piecework {
  readonly made: readonly Made[];
  /** Statements that the execution role of a function needs for its events. */
  readonly statements: readonly { readonly of: string; readonly statement: Tree }[];
  readonly diagnostics: readonly Diagnostic[];
}

/** Collects what a part of the compiler makes. */
export interface Workpiece extends Piecework {
  readonly add: (
    id: string,
    type: string,
    properties: Makings,
    options?: { readonly of?: string; readonly attributes?: Makings; readonly at?: Place },
  ) => void;
  readonly allow: (of: string, actions: readonly string[], resource: Makings, at: Place) => void;
  readonly warn: (severity: Diagnostic['severity'], place: Place, message: string) => void;
}

export function workpiece(at: Place): Workpiece {
  const made: Made[] = [];
  const statements: { of: string; statement: Tree }[] = [];
  const diagnostics: Diagnostic[] = [];
  return {
    made,
    statements,
    diagnostics,
    add(id, type, properties, options = {}) {
      const place = options.at ?? at;
      const attributes = options.attributes === undefined ? {} : { ...Object(options.attributes) };
      made.push({
        id,
        tree: makeTree({ Type: type, Properties: properties, ...attributes }, place),
        at: place,
        of: options.of,
      });
    },
    allow(of, actions, resource, place) {
      statements.push({ of, statement: makeTree({ Effect: 'Allow', Action: actions, Resource: resource }, place) });
    },
    warn(severity, place, message) {
      diagnostics.push({ severity, place, message });
    },
  };
}

/** Reads the outer shape of a service. `functions` and `events` may be lists of parts, as `${file()}` makes them. */
export function readService(tree: Tree, file: string, stage: Tree): Service {
  const service = treeAt(tree, 'service');
  const name = treeAt(service, 'name') ?? service ?? makeTree('service', tree.at);
  const partial = { tree, provider: treeAt(tree, 'provider'), name, stage, file, at: tree.at };
  const parts = itemsOf(treeAt(tree, 'functions'));
  const functions = parts
    .filter((part) => intrinsicOf(part) === undefined)
    .flatMap(entriesOf)
    .filter(([, entry]) => entry.value.kind === 'dictionary');
  return {
    ...partial,
    plugins: readPlugins(treeAt(tree, 'plugins')),
    functions: functions.map(([key, entry]) => readFunction(key, entry.value, entry.keyAt, partial)),
  };
}

function readPlugins(tree: Tree | undefined): readonly string[] {
  const list = treeAt(tree, 'modules') ?? tree;
  return itemsOf(list).flatMap((item) => textOf(item) ?? []);
}

function readFunction(
  key: string,
  tree: Tree,
  at: Place,
  service: { readonly name: Tree; readonly stage: Tree },
): ServerlessFunction {
  const events = itemsOf(treeAt(tree, 'events')).flatMap((item) => readEvents(item));
  const name = treeAt(tree, 'name') ?? makeTree(joinTexts('-', service.name, service.stage, key), at);
  return { key, id: lambdaId(key), tree, at, name, events };
}

function readEvents(item: Tree): readonly ServerlessEvent[] {
  const bare = textOf(item);
  if (intrinsicOf(item) !== undefined) return [];
  if (bare !== undefined) return [{ kind: bare, tree: makeTree({}, item.at), at: item.at }];
  return entriesOf(item).map(([kind, entry]) => ({ kind, tree: entry.value, at: entry.keyAt }));
}

/** One text where every part is known, else a `Fn::Join`. */
export function joinTexts(separator: string, ...parts: readonly (Tree | string)[]): Makings {
  const texts = parts.map((part) => (typeof part === 'string' ? part : textOf(part)));
  if (texts.every((text) => text !== undefined)) return texts.join(separator);
  return { 'Fn::Join': [separator, parts] };
}

/** A setting of the function, else the provider's. */
export function setting(fn: ServerlessFunction, service: Service, ...path: readonly string[]): Tree | undefined {
  return treeAt(fn.tree, ...path) ?? treeAt(service.provider, ...path);
}

/** An ARN as people give it: text, intrinsic, or the key of a function of this service. */
export function arnOf(tree: Tree | undefined, service: Service): Makings {
  const text = textOf(tree);
  const own = text === undefined ? undefined : service.functions.find((fn) => fn.key === text);
  return own === undefined ? tree : getArn(own.id);
}

/** Name that the framework takes from an ARN for a logical id: the last part, the resource, or the import's name. */
export function nameInArn(tree: Tree | undefined): string {
  const text = textOf(tree);
  if (text !== undefined) return text.split(/[:/]/).at(-1) ?? text;
  const id = referencedId(tree);
  if (id !== undefined) return id;
  const intrinsic = intrinsicOf(tree);
  if (intrinsic === undefined) return 'unnamed';
  if (intrinsic.name === 'Fn::Join') return nameInArn(itemsOf(treeAt(intrinsic.argument, 1)).at(-1));
  return nameInArn(itemsOf(intrinsic.argument)[0]).replaceAll(/\$\{|\}/g, '');
}

/** Service and stage as plain text for logical ids, or a stand-in where a variable is open. */
export function functionNameText(fn: ServerlessFunction, service: Service): string {
  return textOf(fn.name) ?? [textOf(service.name) ?? '', textOf(service.stage) ?? '', fn.key].join('-');
}
