import type { Files } from '#source/files';
import type { Diagnostic } from '#source/place';
import { wholeFile } from '#source/place';
import { known } from '#model/value';
import type { Branch, Run } from './open-branch.ts';
import { openBranch } from './open-branch.ts';
import { givenParameters } from './parameters.ts';
import { closeTemplate } from './read-stack.ts';
import type { Stack } from './stack.ts';

export interface ReadStacksOptions {
  readonly files: Files;
  /** Path of the root template. */
  readonly template: string;
  readonly parameters?: Readonly<Record<string, string>>;
  /** First part of the path of every stack, where several root stacks are read together; `''` unless given. */
  readonly stackName?: string;
  /** Decides conditions and mappings on `AWS::Region`; the region stays symbolic in values. */
  readonly region?: string;
  /** For all stacks; found from each template where it is not given. */
  readonly dialect?: Stack['dialect'];
}

export interface StacksRead {
  /** The root first, then nested stacks in the order of their resources. Empty if the template cannot be read. */
  readonly stacks: readonly Stack[];
  /** Everything that was found, that of the stacks included. */
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Reads a template and the nested stacks that are on disk (`AWS::CloudFormation::Stack`, `AWS::Serverless::Application`).
 * Parameters go into a nested stack as the parent's values, its outputs come back as values; others stay unknown.
 */
export function readStacks(options: ReadStacksOptions): StacksRead {
  const { files, template: path, stackName: stack = '', region, dialect } = options;
  const run: Run = { files, region, diagnostics: [], opened: 0, characters: 0, chain: 0 };
  const at = wholeFile(path);
  const given = givenParameters(options.parameters ?? {}, at);
  const root = openBranch(run, {
    path,
    stack,
    given: (name) => given.get(name),
    at,
    exists: known(true, at),
    chain: [],
  });
  const stacks = root === undefined ? [] : closeAll(root, dialect);
  return { stacks, diagnostics: [...run.diagnostics, ...stacks.flatMap((one) => one.diagnostics)] };
}

function closeAll(branch: Branch, dialect: Stack['dialect'] | undefined): readonly Stack[] {
  const { tree, file } = branch;
  const own = closeTemplate(branch.template, dialect === undefined ? { tree, file } : { tree, file, dialect });
  return [inside(own, branch), ...branch.children().flatMap((child) => closeAll(child, dialect))];
}

/** What stands in a stack that may not exist may not exist either. */
function inside(stack: Stack, { exists }: Branch): Stack {
  if (exists.kind === 'known') return stack;
  const resources = stack.resources.map((one) => (one.exists.kind === 'known' ? { ...one, exists } : one));
  return { ...stack, resources };
}
