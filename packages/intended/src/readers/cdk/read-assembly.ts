import type { Files } from '#source/files';
import type { Diagnostic } from '#source/place';
import { wholeFile } from '#source/place';
import { readStacks } from '../cloudformation/read-stacks.ts';
import type { Stack } from '../cloudformation/stack.ts';
import { withAssets } from './asset-paths.ts';
import type { StackArtifact } from './read-manifest.ts';
import { readManifest } from './read-manifest.ts';

export interface AssemblyOptions {
  readonly files: Files;
  /** Folder of the cloud assembly, `cdk.out` as a rule, relative to the files' root. */
  readonly folder: string;
  /** Only the stack of this name, artifact id or construct path. */
  readonly stack?: string | undefined;
  readonly region?: string | undefined;
  readonly parameters?: Readonly<Record<string, string>> | undefined;
}

export interface AssemblyRead {
  readonly stacks: readonly Stack[];
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Reads every stack of a cloud assembly, with nested stacks and stages. Bookkeeping resources (`AWS::CDK::Metadata`) are
 * left out; staged assets are told as the local path of their code. Stacks are named by their artifact ids where there
 * are several. The construct path stays in each resource's `Metadata` (`aws:cdk:path`).
 */
export function readAssembly(options: AssemblyOptions): AssemblyRead {
  const manifest = readManifest(options.files, options.folder);
  const { stack: wanted } = options;
  const chosen = manifest.stacks.filter((stack) => wanted === undefined || isNamed(stack, wanted));
  const diagnostics = [...manifest.diagnostics];
  if (chosen.length === 0 && diagnostics.length === 0) diagnostics.push(noStack(options, manifest.stacks));
  const parts = chosen.map((artifact) => {
    const region = options.region ?? artifact.region;
    return readStacks({
      files: options.files,
      template: artifact.template,
      stackName: chosen.length === 1 ? '' : artifact.id,
      parameters: { ...artifact.parameters, ...options.parameters },
      dialect: 'cdk',
      ...(region === undefined ? {} : { region }),
    });
  });
  const stacks = parts
    .flatMap((part) => part.stacks)
    .map((stack) => withAssets(withoutBookkeeping(stack), manifest.assets));
  return { stacks, diagnostics: [...diagnostics, ...parts.flatMap((part) => part.diagnostics)] };
}

function isNamed(stack: StackArtifact, wanted: string): boolean {
  return [stack.id, stack.name, stack.displayName].includes(wanted);
}

function withoutBookkeeping(stack: Stack): Stack {
  return { ...stack, resources: stack.resources.filter(({ type }) => type !== 'AWS::CDK::Metadata') };
}

function noStack(options: AssemblyOptions, stacks: readonly StackArtifact[]): Diagnostic {
  const names = stacks.map(({ displayName }) => `\`${displayName}\``).join(', ');
  const message =
    options.stack === undefined
      ? 'the cloud assembly has no stacks; run `cdk synth` again'
      : `the cloud assembly has no stack \`${options.stack}\`; it has ${names}`;
  return { severity: 'error', place: wholeFile(`${options.folder}/manifest.json`), message };
}
