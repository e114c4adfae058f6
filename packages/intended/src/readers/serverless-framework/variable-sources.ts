import type { Files } from '#source/files';
import type { Diagnostic } from '#source/place';
import { wholeFile } from '#source/place';
import { normalizePath } from '#source/normalize-path';
import { parseDocument } from '#source/parse-document';
import type { Tree } from '#source/tree';
import { makeTree, ref } from './make-tree.ts';
import { textAt, textOf, treeAt } from './read-tree.ts';
import type { Asked, AskSource, Outcome, Resolver } from './resolve-variables.ts';

export interface SourceOptions {
  readonly files: Files;
  /** The service file, relative to the files' root. */
  readonly file: string;
  readonly root: Tree;
  readonly stage: string | undefined;
  /** Command line options, `--stage` and `--region` among them. */
  readonly options: Readonly<Record<string, string>>;
  readonly params: Readonly<Record<string, string>>;
  readonly environment: Readonly<Record<string, string>>;
  readonly report: (diagnostic: Diagnostic) => void;
}

const MISSING: Outcome = { kind: 'missing' };

/**
 * Answers the framework's variable sources from what is on disk and what is passed in. Sources that only a deployment
 * or a program can answer (`ssm`, `cf`, `s3`, `env`, JavaScript files …) are deferred, never asked.
 * @see https://www.serverless.com/framework/docs/guides/variables
 */
export function variableSources(options: SourceOptions): AskSource {
  const documents = new Map<string, Tree | Outcome>();
  return (asked, resolver) => {
    switch (asked.type) {
      case 'self':
        return self(asked, options, resolver);
      case 'file':
        return file(asked, options, documents, resolver);
      case 'opt':
        return opt(asked, options);
      case 'env':
        return given(options.environment[asked.address], asked);
      case 'param':
        return param(asked, options, resolver);
      case 'sls':
        return asked.address === 'stage' ? stage(asked, options, resolver) : later(asked);
      case 'aws':
        return aws(asked);
      case 'strToBool':
        return toBoolean(asked);
      default:
        return later(asked);
    }
  };
}

function value(tree: Tree | undefined): Outcome {
  return tree === undefined ? MISSING : { kind: 'value', tree };
}

function given(text: string | undefined, asked: Asked): Outcome {
  return text === undefined ? MISSING : { kind: 'value', tree: makeTree(text, asked.at) };
}

function later(asked: Asked): Outcome {
  const params = asked.params === undefined ? '' : `(${asked.params})`;
  return { kind: 'deferred', cause: 'variable', name: `${asked.type}${params}:${asked.address}` };
}

function steps(address: string): readonly string[] {
  return address
    .replaceAll(/\[(\d+)\]/g, '.$1')
    .split('.')
    .filter((step) => step !== '');
}

function self(asked: Asked, options: SourceOptions, resolver: Resolver): Outcome {
  const path = steps(asked.address);
  if (asked.address === 'provider.region') return { kind: 'value', tree: makeTree(ref('AWS::Region'), asked.at) };
  if (asked.address === 'service' || asked.address === 'service.name') {
    const service = treeAt(options.root, 'service');
    return value(treeAt(service, 'name') ?? service);
  }
  const found = resolver.follow(options.root, path);
  if (found === undefined && asked.address === 'provider.stage') return stage(asked, options, resolver);
  return value(found);
}

function opt(asked: Asked, options: SourceOptions): Outcome {
  const passed = options.options[asked.address] ?? (asked.address === 'stage' ? options.stage : undefined);
  if (passed === undefined && asked.address === 'region') return MISSING;
  return given(passed, asked);
}

/** The stage that is deployed: the option, else the provider's, else `dev`. */
export function stage(asked: Asked, options: SourceOptions, resolver: Resolver): Outcome {
  const passed = options.stage ?? options.options['stage'];
  const written = passed === undefined ? resolver.follow(options.root, ['provider', 'stage']) : undefined;
  if (written !== undefined) return { kind: 'value', tree: written };
  return { kind: 'value', tree: makeTree(passed ?? 'dev', asked.at) };
}

function param(asked: Asked, options: SourceOptions, resolver: Resolver): Outcome {
  const passed = options.params[asked.address];
  if (passed !== undefined) return given(passed, asked);
  const outcome = stage(asked, options, resolver);
  const name = outcome.kind === 'value' ? textOf(resolver.resolve(outcome.tree)) : undefined;
  const places = [
    ['params', name ?? 'default'],
    ['stages', name ?? 'default', 'params'],
    ['params', 'default'],
    ['stages', 'default', 'params'],
  ];
  for (const place of places) {
    const found = resolver.follow(options.root, [...place, asked.address]);
    if (found !== undefined) return { kind: 'value', tree: found };
  }
  return MISSING;
}

function aws(asked: Asked): Outcome {
  if (asked.address === 'region') return { kind: 'value', tree: makeTree(ref('AWS::Region'), asked.at) };
  if (asked.address === 'accountId') return { kind: 'value', tree: makeTree(ref('AWS::AccountId'), asked.at) };
  return later(asked);
}

function toBoolean(asked: Asked): Outcome {
  const text = (asked.params ?? '').trim().toLowerCase();
  if (['true', '1', 'false', '0', 'null', ''].includes(text))
    return { kind: 'value', tree: makeTree(text === 'true' || text === '1', asked.at) };
  return later(asked);
}

function file(
  asked: Asked,
  options: SourceOptions,
  documents: Map<string, Tree | Outcome>,
  resolver: Resolver,
): Outcome {
  const written = (asked.params ?? '').trim().replace(/^["']|["']$/g, '');
  const folder = options.file.includes('/') ? options.file.slice(0, options.file.lastIndexOf('/')) : '';
  const path = normalizePath(written.startsWith('/') ? written : `${folder}/${written}`.replace(/^\//, ''));
  const document = documents.get(path) ?? open(path, written, asked, options);
  documents.set(path, document);
  if (document.kind === 'missing' || document.kind === 'deferred' || document.kind === 'value') return document;
  if (asked.address === '') return { kind: 'value', tree: document };
  return value(resolver.follow(document, steps(asked.address)));
}

function open(path: string, written: string, asked: Asked, options: SourceOptions): Tree | Outcome {
  if (/\.(?:[cm]?js|ts)$/.test(path)) {
    options.report({
      severity: 'note',
      place: asked.at,
      message: `\`${written}\` is code and is never executed; what it gives stays unknown`,
    });
    return { kind: 'deferred', cause: 'code', name: `file(${written})` };
  }
  const read = options.files.read(path);
  if (read.kind === 'trouble')
    return { kind: 'missing', why: `\`\${file(${written})}\` cannot be read: ${read.message}` };
  if (!/\.(?:ya?ml|json|tfstate|tpl|yml\.\w+)$/.test(path)) return makeTree(read.text, wholeFile(read.path));
  const { tree, diagnostics } = parseDocument(read);
  for (const diagnostic of diagnostics) options.report(diagnostic);
  return tree ?? { kind: 'deferred', cause: 'malformed', name: `file(${written})` };
}

/** Region that addresses use where they need a literal. */
export function literalRegion(root: Tree, options: Readonly<Record<string, string>>): string {
  const written = textAt(root, 'provider', 'region');
  if (options['region'] !== undefined) return options['region'];
  if (written === undefined) return 'us-east-1';
  const fallback = /,\s*['"]?([a-z]{2}(?:-[a-z]+)+-\d)['"]?\s*\}/.exec(written)?.[1];
  return written.includes('${') ? (fallback ?? 'us-east-1') : written;
}
