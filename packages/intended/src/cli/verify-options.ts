import type { Command } from 'commander';
import { Option } from 'commander';
import type { Io } from './io.ts';
import type { VerifyFlags } from './verify-command.ts';

/** Adds `intended verify`. */
export function addVerify(program: Command, version: string, io: Io, settle: (code: number) => void): void {
  program
    .command('verify')
    .argument('[path]', 'folder of the intent file', '.')
    .description('judge what is deployed like the template, and see where they differ')
    .option('--stack <name>', 'name or ARN of the stack')
    .option('--region <region>', 'region of the stack (default: that of your environment or profile)')
    .option('--intent <file>', 'the intent file (default: intended.yaml in the folder)')
    .addOption(new Option('-f, --format <format>', 'what to print').choices(['terminal', 'json']).default('terminal'))
    .option('--fail-on <gate>', 'what fails: `severity=LEVEL` and worse, or `never` (default: severity=medium)')
    .option('--all', 'also what passes')
    .option('-q, --quiet', 'print no progress')
    .option('--no-color', 'plain text')
    .addHelpText('after', HELP)
    .action(async (path: string, flags: VerifyFlags) => {
      settle(await (await import('./verify-command.ts')).verify(path, flags, version, io));
    });
}

const HELP = `
Examples:
  intended verify --stack wild-rydes
  intended verify --stack wild-rydes --region eu-west-1 services/rides
  intended verify --stack wild-rydes --format json > verified.json

It only reads. Credentials come from where the AWS CLI takes them.

Exit codes: 0 as intended, 1 a failure or a drift, 2 could not judge, 3 wrong use`;
