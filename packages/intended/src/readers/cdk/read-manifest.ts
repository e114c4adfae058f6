import type { Files } from '#source/files';
import type { Diagnostic } from '#source/place';
import { wholeFile } from '#source/place';
import { parseDocument } from '#source/parse-document';
import type { Tree } from '#source/tree';

/** One stack of a cloud assembly, nested assemblies (stages) included. */
export interface StackArtifact {
  readonly id: string;
  readonly name: string;
  /** Path in the construct tree. */
  readonly displayName: string;
  /** Template file relative to the files' root. */
  readonly template: string;
  /** Undefined where the stack is for any region. */
  readonly region: string | undefined;
  readonly parameters: Readonly<Record<string, string>>;
}

export interface Manifest {
  readonly stacks: readonly StackArtifact[];
  /** Staged files by content hash: path relative to the files' root. */
  readonly assets: ReadonlyMap<string, string>;
  readonly diagnostics: readonly Diagnostic[];
}

/** A stage in a stage in a stage is the deepest that anyone builds. */
const DEEPEST = 8;

/**
 * Reads the manifest of a cloud assembly with its nested assemblies and asset lists.
 * @see https://github.com/aws/aws-cdk/blob/main/packages/aws-cdk-lib/cloud-assembly-schema/README.md
 */
export function readManifest(files: Files, folder: string, depth: number = 0): Manifest {
  const stacks: StackArtifact[] = [];
  const assets = new Map<string, string>();
  const diagnostics: Diagnostic[] = [];
  const manifest = readTree(files, inside(folder, 'manifest.json'), diagnostics);
  for (const [id, artifact] of entriesOf(at(manifest, 'artifacts'))) {
    const properties = at(artifact, 'properties');
    switch (text(at(artifact, 'type'))) {
      case 'aws:cloudformation:stack':
        stacks.push(stackArtifact(id, artifact, folder));
        break;
      case 'cdk:asset-manifest':
        readAssets(files, inside(folder, text(at(properties, 'file')) ?? `${id}.json`), folder, assets, diagnostics);
        break;
      case 'cdk:cloud-assembly': {
        const directory = text(at(properties, 'directoryName'));
        if (directory === undefined || depth >= DEEPEST) break;
        const nested = readManifest(files, inside(folder, directory), depth + 1);
        stacks.push(...nested.stacks);
        for (const [hash, path] of nested.assets) assets.set(hash, path);
        diagnostics.push(...nested.diagnostics);
        break;
      }
      default:
    }
  }
  return { stacks, assets, diagnostics };
}

function stackArtifact(id: string, artifact: Tree, folder: string): StackArtifact {
  const properties = at(artifact, 'properties');
  const region = /^aws:\/\/[^/]+\/([a-z0-9-]+)$/.exec(text(at(artifact, 'environment')) ?? '')?.[1];
  const parameters = entriesOf(at(properties, 'parameters')).flatMap(([name, value]) => {
    const given = text(value);
    return given === undefined ? [] : [[name, given] as const];
  });
  return {
    id,
    name: text(at(properties, 'stackName')) ?? id,
    displayName: text(at(artifact, 'displayName')) ?? id,
    template: inside(folder, text(at(properties, 'templateFile')) ?? `${id}.template.json`),
    region: region === 'unknown-region' ? undefined : region,
    parameters: Object.fromEntries(parameters),
  };
}

function readAssets(
  files: Files,
  path: string,
  folder: string,
  assets: Map<string, string>,
  diagnostics: Diagnostic[],
): void {
  const tree = readTree(files, path, diagnostics);
  for (const [hash, asset] of entriesOf(at(tree, 'files'))) {
    const staged = text(at(at(asset, 'source'), 'path'));
    if (staged !== undefined) assets.set(hash, inside(folder, staged));
  }
}

function readTree(files: Files, path: string, diagnostics: Diagnostic[]): Tree | undefined {
  const read = files.read(path);
  if (read.kind === 'trouble') {
    diagnostics.push({
      severity: 'error',
      place: wholeFile(path),
      message: `${read.message}; run \`cdk synth\` again`,
    });
    return undefined;
  }
  const { tree, diagnostics: found } = parseDocument(read);
  diagnostics.push(...found);
  return tree;
}

function inside(folder: string, path: string): string {
  return folder === '' ? path : `${folder}/${path}`;
}

function at(tree: Tree | undefined, key: string): Tree | undefined {
  return tree?.kind === 'dictionary' ? tree.entries.get(key)?.value : undefined;
}

function entriesOf(tree: Tree | undefined): readonly (readonly [string, Tree])[] {
  return tree?.kind === 'dictionary' ? [...tree.entries].map(([key, entry]) => [key, entry.value] as const) : [];
}

function text(tree: Tree | undefined): string | undefined {
  return tree?.kind === 'scalar' && typeof tree.value === 'string' ? tree.value : undefined;
}
