import type { Command } from 'commander';
import type { GuardBuildFlags } from './guard-command.ts';
import type { Io } from './io.ts';

/** `intended guard`: what belongs to the run-time guard. */
export function addGuard(program: Command, io: Io, settle: (code: number) => void): void {
  const guard = program.command('guard').description('policies for `@intended/guard`, the run-time guard');
  guard
    .command('build')
    .argument('[path]', 'folder of the app', '.')
    .description('compile `intended.guard.js` from the intent file, OpenAPI documents and templates')
    .option('--openapi <file...>', 'OpenAPI documents (default: `openapi.yaml` and alike in the folder)')
    .option('--intent <file>', 'the intent file (default: intended.yaml)')
    .option('--template <file>', 'only this template')
    .option('--service <function>', 'only routes that lead to this function')
    .option('--out <file>', 'file to write (default: intended.guard.js)')
    .option('--check', 'write nothing; exit 1 when the file is not what the sources say')
    .addHelpText('after', HELP)
    .action(async (path: string, flags: GuardBuildFlags) => {
      settle(await (await import('./guard-command.ts')).guardBuild(path, flags, io));
    });
}

const HELP = `
A route without a schema, or that does not say who may call it, fails the build; so does a route of the template that
the guard does not know, and the reverse.

Examples:
  intended guard build
  intended guard build --openapi docs/api.yaml --out src/intended.guard.js
  intended guard build --check                 in CI: is the committed policy what the sources say?`;
