import type { Files } from '#source/files';
import { parseDocument } from '#source/parse-document';
import type { Diagnostic } from '#source/place';
import { wholeFile } from '#source/place';
import type { Tree, TreeEntry } from '#source/tree';
import type { Resource } from '#model/application';
import type { Value } from '#model/value';
import { readStack } from '../cloudformation/read-stack.ts';
import type { Stack } from '../cloudformation/stack.ts';
import type { CompiledService } from './compile-service.ts';
import { compileService } from './compile-service.ts';
import { hiddenParts, withHidden } from './hidden-parts.ts';
import { makeTree, mergeTrees } from './make-tree.ts';
import { compileOtherProvider } from './other-provider.ts';
import { isPackaged, readPackaged } from './packaged.ts';
import { textAt, textOf } from './read-tree.ts';
import { Resolver } from './resolve-variables.ts';
import type { ServerlessRead } from './serverless-read.ts';
import { readService } from './service.ts';
import type { SourceOptions } from './variable-sources.ts';
import { literalRegion, stage, variableSources } from './variable-sources.ts';

export interface ServerlessOptions {
  readonly files: Files;
  /** The service file, or the packaged template in `.serverless`, relative to the files' root. */
  readonly file: string;
  readonly stage?: string | undefined;
  readonly region?: string | undefined;
  /** `--param` values. */
  readonly params?: Readonly<Record<string, string>> | undefined;
  /** Other command line options, for `${opt:…}`. */
  readonly options?: Readonly<Record<string, string>> | undefined;
  /** Environment variables that `${env:…}` may see; none unless given. */
  readonly environment?: Readonly<Record<string, string>> | undefined;
}

/** Sections that say what the stack is; the others are read only where variables lead into them. */
const SECTIONS = [
  'service',
  'provider',
  'functions',
  'layers',
  'resources',
  'stepFunctions',
  'plugins',
  'package',
  'constructs',
  'appSync',
  'pipes',
];
/** Settings of plugins that say what the stack is. */
const CUSTOM = ['serverless-iam-roles-per-function', 'appSync', 'apiGatewayServiceProxies', 'pipes'];

/**
 * Reads a service into the stack of plain CloudFormation resources that the framework would deploy, under the
 * framework's own logical ids and at the places of the service file. Variables that only a deployment knows are
 * deferred under their own names. Nothing is executed and nothing is asked over a network.
 * @see https://www.serverless.com/framework/docs/providers/aws/guide/serverless.yml
 */
export function readServerless(options: ServerlessOptions): ServerlessRead {
  if (isPackaged(options.file)) return readPackaged(options.files, options.file);
  const read = options.files.read(options.file);
  if (read.kind === 'trouble') return failed('error', options.file, read.message);
  const parsed = parseDocument(read);
  if (parsed.tree?.kind !== 'dictionary') {
    const why = failed(
      'error',
      options.file,
      'a service file is a dictionary with `service`, `provider` and `functions`; correct the top of the file',
    );
    return parsed.diagnostics.length > 0 ? { stacks: [], diagnostics: parsed.diagnostics } : why;
  }
  const diagnostics: Diagnostic[] = [...parsed.diagnostics];
  const sources = sourceOptions(options, parsed.tree, (diagnostic) => diagnostics.push(diagnostic));
  const resolver = new Resolver(variableSources(sources), literalRegion(parsed.tree, sources.options));
  const sections = resolveSections(parsed.tree, resolver);
  const service = readService(sections, options.file, stageOf(parsed.tree, sources, resolver));
  const provider = textAt(service.provider, 'name') ?? textOf(service.provider) ?? 'aws';
  const compiled =
    provider === 'aws' ? compileService(service, resolver.isOpen) : compileOtherProvider(service, provider);
  const stack = toStack(compiled, resolver, options);
  const found = [...diagnostics, ...resolver.diagnostics, ...compiled.diagnostics, ...stack.diagnostics];
  const all = withHidden(found, hiddenParts(sections, resolver.isOpen));
  return { stacks: [{ ...stack, diagnostics: all }], diagnostics: all };
}

function failed(severity: Diagnostic['severity'], file: string, message: string): ServerlessRead {
  return { stacks: [], diagnostics: [{ severity, place: wholeFile(file), message }] };
}

function sourceOptions(options: ServerlessOptions, root: Tree, report: SourceOptions['report']): SourceOptions {
  const { files, file, stage, region } = options;
  const given = { ...(stage === undefined ? {} : { stage }), ...(region === undefined ? {} : { region }) };
  return {
    files,
    file,
    root,
    stage,
    options: { ...options.options, ...given },
    params: options.params ?? {},
    environment: options.environment ?? {},
    report,
  };
}

function resolveSections(root: Tree, resolver: Resolver): Tree {
  if (root.kind !== 'dictionary') return root;
  const entries = new Map<string, TreeEntry>();
  for (const name of SECTIONS) {
    const entry = root.entries.get(name);
    if (entry !== undefined) entries.set(name, { ...entry, value: resolver.resolve(entry.value) });
  }
  const custom = new Map<string, TreeEntry>();
  for (const name of CUSTOM) {
    const found = resolver.follow(root, ['custom', name]);
    if (found !== undefined) custom.set(name, { value: resolver.resolve(found), keyAt: found.at });
  }
  const [first] = custom.values();
  if (first !== undefined) {
    const value: Tree = { kind: 'dictionary', entries: custom, tag: undefined, at: first.keyAt };
    entries.set('custom', { value, keyAt: first.keyAt });
  }
  return { ...root, entries };
}

function stageOf(root: Tree, sources: SourceOptions, resolver: Resolver): Tree {
  const outcome = stage({ type: 'sls', params: undefined, address: 'stage', at: root.at }, sources, resolver);
  return outcome.kind === 'value' ? resolver.resolve(outcome.tree) : makeTree('dev', root.at);
}

function toStack(compiled: CompiledService, resolver: Resolver, options: ServerlessOptions): Stack {
  const parameters = new Map<string, Value>();
  const declared: Record<string, Tree> = {};
  const at = wholeFile(options.file);
  // Stand-ins of open variables are parameters of the template, so that every intrinsic treats them as unknown.
  for (const [id, why] of resolver.unknowns) {
    parameters.set(id, { kind: 'deferred', why, at });
    declared[id] = makeTree({ Type: 'String' }, at);
  }
  const tree = mergeTrees(makeTree({ Parameters: declared }, at), compiled.template);
  const stack = readStack({
    tree,
    file: options.file,
    files: options.files,
    given: (name) => parameters.get(name),
    dialect: 'serverless-framework',
    region: options.region,
  });
  return { ...stack, resources: stack.resources.map((resource) => withOrigin(resource, compiled)) };
}

function withOrigin(resource: Resource, compiled: CompiledService): Resource {
  const made = compiled.made.get(resource.logicalId);
  return made === undefined ? resource : { ...resource, origin: 'expanded', expandedFrom: made.of };
}
