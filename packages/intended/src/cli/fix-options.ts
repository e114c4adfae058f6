import type { Command } from 'commander';
import type { LoadEngine } from './engine-door.ts';
import type { FixFlags } from './fix-command.ts';
import type { Io } from './io.ts';

/** Adds `intended fix` to a command that already reads an app. */
export function addFix(command: Command, io: Io, load: LoadEngine, settle: (code: number) => void): void {
  command
    .description('patch what has a mechanical remedy, in your own template and formatting')
    .option('--write', 'write the patches instead of showing them')
    .option('--only <control|resource>', 'only these; may be repeated', (one: string, all: string[] | undefined) => [
      ...(all ?? []),
      one,
    ])
    .option('--all', 'also what is merely informative')
    .option('--no-color', 'plain text')
    .addHelpText('after', HELP)
    .action(async (path: string | undefined, flags: FixFlags) => {
      settle(await (await import('./fix-command.ts')).fix(path, flags, io, load));
    });
}

const HELP = `
Examples:
  intended fix                         show the patches as a diff
  intended fix --write                 apply them, and check again
  intended fix --only ddb-pitr --only RidesTable
  intended fix | git apply             take the diff elsewhere

Exit codes: 0 nothing to fix or all written, 1 patches wait, 2 could not judge, 3 wrong use`;
