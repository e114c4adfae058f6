import type { Command } from 'commander';
import type { ImportFlags } from './compliance-command.ts';
import type { Io } from './io.ts';

/** Adds the command to the program. */
export function addCompliance(program: Command, io: Io, settle: (code: number) => void): void {
  program
    .command('compliance')
    .description('lists of the services that compliance programs cover')
    .command('import')
    .argument('<file>', 'saved copy of a provider’s page: HTML, Markdown or text')
    .description('use a saved page instead of the list that this version carries')
    .requiredOption('--program <name>', 'the program whose list it is, such as PCI')
    .option('--as-of <YYYY-MM-DD>', 'day of the page, where it does not say')
    .option('--address <url>', 'where the page is from, for the evidence')
    .addHelpText('after', HELP)
    .action(async (file: string, flags: ImportFlags) => {
      settle((await import('./compliance-command.ts')).importList(file, flags, io));
    });
}

const HELP = `
Examples:
  intended compliance import services-in-scope.html --program PCI
  intended compliance import hipaa.html --program HIPAA --as-of 2026-11-01`;
