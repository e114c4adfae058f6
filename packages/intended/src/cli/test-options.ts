import type { Command } from 'commander';
import { Option } from 'commander';
import { GENERATORS } from '#engine/tests/generators';
import type { LoadEngine } from './engine-door.ts';
import type { Io } from './io.ts';
import type { TestFlags } from './test-command.ts';

/** Adds `intended test` to a command that already reads an app. */
export function addTest(command: Command, io: Io, load: LoadEngine, settle: (code: number) => void): void {
  command
    .description('write tests that keep the app as it is: its configuration and its matrix')
    .addOption(new Option('--generate <kind>', 'what to write').choices(GENERATORS))
    .option('-o, --output <file>', 'write to this file instead of standard output')
    .addHelpText('after', HELP)
    .action(async (path: string | undefined, flags: TestFlags) => {
      settle(await (await import('./test-command.ts')).test(path, flags, io, load));
    });
}

const HELP = `
Examples:
  intended test --generate vitest --output test/intended.test.ts
  intended test --generate node > intended.test.mjs
  intended test --generate guard --output rules/app.guard`;
