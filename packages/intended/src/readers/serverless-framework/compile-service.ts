import type { Diagnostic } from '#source/place';
import type { DictionaryTree, Tree, TreeEntry } from '#source/tree';
import { compileEvents } from './compile-events.ts';
import { compileFunction, pathFrom } from './compile-function.ts';
import { compileRoles, hasOwnRole } from './compile-role.ts';
import { compileHttpApi } from './http-api.ts';
import { makeTree, mergeTrees } from './make-tree.ts';
import { layerId } from './names.ts';
import { pluginNotes } from './plugins.ts';
import { entriesOf, intrinsicOf, itemsOf, textOf, treeAt } from './read-tree.ts';
import { compileRestApi } from './rest-api.ts';
import type { Made, Piecework, Service } from './service.ts';
import { workpiece } from './service.ts';
import { compileStateMachines } from './state-machines.ts';

/** The CloudFormation template that a service stands for. */
export interface CompiledService {
  readonly template: Tree;
  /** What the framework generates, by logical id. */
  readonly made: ReadonlyMap<string, Made>;
  readonly diagnostics: readonly Diagnostic[];
}

/** Types of which several events make one resource: their parts are laid over each other. Others are the same each time. */
const SHARED = new Set([
  'AWS::S3::Bucket',
  'AWS::Cognito::UserPool',
  'AWS::CloudFront::Distribution',
  'Custom::S3',
  'Custom::CognitoUserPool',
]);

/** Sections of `resources` that go into the template as they are. */
const SECTIONS = ['Parameters', 'Mappings', 'Conditions', 'Resources', 'Outputs', 'Transform'];

/**
 * Compiles a service into one template of plain resources under the framework's logical ids, and lays `resources` and
 * `resources.extensions` over them. Left out: the deployment bucket, function versions and hashes in logical ids.
 */
export function compileService(service: Service, isOpen: (tree: Tree) => boolean): CompiledService {
  const events = compileEvents(service);
  const functions = service.functions.map((fn) => compileFunction(fn, service, hasOwnRole(fn, service)));
  const needs = [...functions, events].flatMap((piece) => piece.statements);
  const pieces: readonly Piecework[] = [
    ...functions,
    compileRoles(service, needs),
    compileLayers(service),
    compileRestApi(service, idsOf(events, 'AWS::ApiGateway::Method')),
    compileHttpApi(
      service,
      idsOf(events, 'AWS::ApiGatewayV2::Route').filter((id) => id.startsWith('HttpApiRoute')),
    ),
    compileStateMachines(service),
    events,
  ];
  const made = gather(pieces.flatMap((piece) => piece.made));
  const diagnostics = pieces.flatMap((piece) => piece.diagnostics);
  const entries = new Map<string, TreeEntry>([...made].map(([id, { tree, at }]) => [id, { value: tree, keyAt: at }]));
  const generated = makeTree(
    { Resources: { kind: 'dictionary', entries, tag: undefined, at: service.at } },
    service.at,
  );
  const laid = layResources(generated, treeAt(service.tree, 'resources'), isOpen);
  return { template: laid.template, made, diagnostics: [...diagnostics, ...laid.diagnostics, ...pluginNotes(service)] };
}

function idsOf(piece: Piecework, type: string): readonly string[] {
  return piece.made.filter(({ tree }) => textOf(treeAt(tree, 'Type')) === type).map(({ id }) => id);
}

function gather(all: readonly Made[]): ReadonlyMap<string, Made> {
  const made = new Map<string, Made>();
  for (const one of all) {
    const before = made.get(one.id);
    if (before === undefined) made.set(one.id, one);
    else if (SHARED.has(textOf(treeAt(one.tree, 'Type')) ?? ''))
      made.set(one.id, { ...before, tree: mergeTrees(before.tree, one.tree) });
  }
  return made;
}

/** `resources` is a template's sections, or a list of such parts; for variables without a value see `hiddenParts`. */
function layResources(
  generated: Tree,
  resources: Tree | undefined,
  isOpen: (tree: Tree) => boolean,
): { readonly template: Tree; readonly diagnostics: readonly Diagnostic[] } {
  let template = generated;
  const diagnostics: Diagnostic[] = [];
  for (const part of itemsOf(resources)) {
    if (isOpen(part)) continue;
    if (part.kind !== 'dictionary' || intrinsicOf(part) !== undefined) {
      diagnostics.push({
        severity: 'warning',
        place: part.at,
        message: 'this part of `resources` is not known; what it defines is not judged',
      });
      continue;
    }
    const sections = new Map([...part.entries].filter(([name]) => SECTIONS.includes(name)));
    template = mergeTrees(template, { ...part, entries: withoutOpen(sections, isOpen) });
    const extensions = treeAt(part, 'extensions');
    if (extensions?.kind === 'dictionary')
      template = mergeTrees(template, makeTree({ Resources: extensions }, extensions.at));
  }
  return { template, diagnostics };
}

/** Takes out sections and entries that are variables without a value: their warning says so, and a stand-in is no resource. */
function withoutOpen(sections: DictionaryTree['entries'], isOpen: (tree: Tree) => boolean): DictionaryTree['entries'] {
  const kept = new Map<string, TreeEntry>();
  for (const [name, section] of sections) {
    if (isOpen(section.value)) continue;
    if (section.value.kind !== 'dictionary') kept.set(name, section);
    else {
      const entries = new Map([...section.value.entries].filter(([, entry]) => !isOpen(entry.value)));
      kept.set(name, { ...section, value: { ...section.value, entries } });
    }
  }
  return kept;
}

function compileLayers(service: Service): Piecework {
  const work = workpiece(service.at);
  for (const [name, entry] of entriesOf(treeAt(service.tree, 'layers'))) {
    const artifact = treeAt(entry.value, 'package', 'artifact');
    const path = textOf(artifact ?? treeAt(entry.value, 'path'));
    const properties = {
      LayerName: treeAt(entry.value, 'name') ?? name,
      Description: treeAt(entry.value, 'description'),
      CompatibleRuntimes: treeAt(entry.value, 'compatibleRuntimes'),
      CompatibleArchitectures: treeAt(entry.value, 'compatibleArchitectures'),
      Content:
        path === undefined
          ? treeAt(entry.value, 'path')
          : makeTree(pathFrom(entry.keyAt.file, service.file, path), entry.keyAt),
    };
    const id = layerId(name);
    work.add(id, 'AWS::Lambda::LayerVersion', properties, { at: entry.keyAt });
    for (const account of itemsOf(treeAt(entry.value, 'allowedAccounts'))) {
      const permission = { Action: 'lambda:GetLayerVersion', LayerVersionArn: { Ref: id }, Principal: account };
      const part = textOf(account)?.replace('*', 'Wild') ?? 'Account';
      work.add(
        `${layerId(name).replace(/LambdaLayer$/, '')}${part}LambdaLayerPermission`,
        'AWS::Lambda::LayerVersionPermission',
        permission,
        { of: id, at: account.at },
      );
    }
  }
  return work;
}
