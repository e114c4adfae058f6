import { Command, Option } from 'commander';
import type { AcceptFlags } from './accept-command.ts';
import { addCompliance } from './compliance-options.ts';
import type { CheckFlags, JudgeFlags } from './check-options.ts';
import type { LoadEngine } from './engine-door.ts';
import { addFix } from './fix-options.ts';
import { FORMATS } from './formats.ts';
import { addGuard } from './guard-options.ts';
import { PEERS } from '#analyses/controls/peer-ids';
import { FRAMEWORKS } from '#frameworks/table';
import type { InitFlags } from './init-command.ts';
import type { Io } from './io.ts';
import { addTest } from './test-options.ts';
import { addVerify } from './verify-options.ts';
import { WrongUse } from './wrong-use.ts';

export interface Parsed {
  readonly program: Command;
  /** Exit code of the command that ran. */
  exitCode(): number;
}

/** The command line. Every action loads its own code when it runs, so that help and errors stay quick. */
export function makeProgram(version: string, io: Io, load: LoadEngine): Parsed {
  let exitCode = 0;
  const program = new Command('intended')
    .description('Your serverless app works as intended, and only as intended.')
    .version(version, '-V, --version', 'print the version')
    .helpOption('-h, --help', 'show help')
    .helpCommand('help [command]', 'show help for a command')
    .configureOutput({ writeOut: (text) => io.stdout.write(text), writeErr: (text) => io.stderr.write(text) })
    .showHelpAfterError('(`intended --help` shows how)')
    .exitOverride()
    .addHelpText('after', HELP);
  const settle = (code: number): void => {
    exitCode = code;
  };
  addCheck(program, io, load, settle);
  addInit(program, io, load, settle);
  addExplain(program, io, load, settle);
  addAccept(program, io, settle);
  addTest(reading(program.command('test'), 'folder or template to test'), io, load, settle);
  addFix(reading(program.command('fix'), 'folder or template to fix'), io, load, settle);
  addCompliance(program, io, settle);
  addVerify(program, version, io, settle);
  addGuard(program, io, settle);
  addCompletion(program, io);
  return { program, exitCode: () => exitCode };
}

type Settle = (code: number) => void;

function addCheck(program: Command, io: Io, load: LoadEngine, settle: Settle): void {
  judging(program.command('check'), 'folder or template to judge')
    .description('compare what each service is meant to touch with what it could')
    .addOption(new Option('-f, --format <format>', `print one format to standard output: ${FORMATS.join(', ')}`))
    .option('-o, --output <FORMAT=FILE>', 'also write a format to a file; may be repeated', collect)
    .option('--fail-on <gate>', 'exit 1 from `stars=N` or `severity=LEVEL` on, or `never` (default: severity=medium)')
    .option('--baseline <file>', 'findings in this file are known and do not fail the run')
    .option('--write-baseline', 'write the findings of this run to the baseline')
    .addOption(new Option('--ids <tool>', 'show the ids of another tool beside ours').choices(Object.keys(PEERS)))
    .addOption(new Option('--framework <name>', 'group by the requirements of a framework').choices(FRAMEWORKS))
    .option('-q, --quiet', 'print no report and no progress: the exit code tells')
    .option('--verbose', 'every finding in full')
    .addHelpText('after', CHECK_HELP)
    .action(async (path: string | undefined, flags: CheckFlags) => {
      settle(await (await import('./check-command.ts')).check(path, flags, io, load));
    });
}

function addInit(program: Command, io: Io, load: LoadEngine, settle: Settle): void {
  reading(program.command('init'), 'folder or template to read')
    .description('propose `intended.yaml` from templates and code, or what it does not mention yet')
    .option('-y, --yes', 'write the proposal without asking')
    .addHelpText('after', INIT_HELP)
    .action(async (path: string | undefined, flags: InitFlags) => {
      settle(await (await import('./init-command.ts')).init(path, flags, io, load));
    });
}

function addExplain(program: Command, io: Io, load: LoadEngine, settle: Settle): void {
  const command = program.command('explain').argument('<service|finding>', 'a service, a finding id or a fingerprint');
  judging(command, 'folder or template to judge')
    .description('show the evidence of one service or finding, hop by hop')
    .addHelpText('after', EXPLAIN_HELP)
    .action(async (subject: string, path: string | undefined, flags: JudgeFlags) => {
      settle(await (await import('./explain-command.ts')).explain(subject, path, flags, io, load));
    });
}

function addAccept(program: Command, io: Io, settle: Settle): void {
  program
    .command('accept')
    .argument('<finding>', 'id of the finding, such as `reach-excess`')
    .description('accept a finding for a reason, in `intended.yaml`')
    .requiredOption('--on <resource>', 'the service or resource, as the report names it')
    .requiredOption('--because <reason>', 'why it is right, for whoever reviews it')
    .option('--until <YYYY-MM-DD>', 'day after which it counts again')
    .option('--data <class>', 'only for this data class')
    .option('--in <store>', 'only for this store')
    .option('--intent <file>', 'the intent file (default: intended.yaml)')
    .addHelpText('after', ACCEPT_HELP)
    .action(async (finding: string, flags: AcceptFlags) => {
      settle((await import('./accept-command.ts')).accept(finding, flags, io));
    });
}

function addCompletion(program: Command, io: Io): void {
  program
    .command('completion')
    .argument('<shell>', 'bash, zsh or fish')
    .description('print a completion script for your shell')
    .addHelpText('after', COMPLETION_HELP)
    .action(async (shell: string) => {
      const { completion, isShell } = await import('./completion.ts');
      if (!isShell(shell)) throw new WrongUse(`no completion for \`${shell}\`; choose bash, zsh or fish`);
      io.stdout.write(completion(shell, program));
    });
}

/** Options of every command that reads an app. */
function reading(command: Command, what: string): Command {
  return command
    .argument('[path]', what, '.')
    .option('--template <file>', 'only this template')
    .option('--stack <name>', 'only this stack')
    .option('--environment <name>', 'parameters of this environment or stage')
    .option('--parameters <NAME=VALUE>', 'values of template parameters; more may follow', collect)
    .option('--intent <file>', 'the intent file (default: intended.yaml beside the app)');
}

/** Options of every command that judges one, too. */
function judging(command: Command, what: string): Command {
  return reading(command, what)
    .option('--faults <number>', 'how many components may misbehave at once: 1, 2 or all', '1')
    .option('--no-color', 'plain text');
}

function collect(value: string, previous: readonly string[] | undefined): readonly string[] {
  return [...(previous ?? []), value];
}

const HELP = `
Examples:
  intended check                       judge the app in this folder
  intended init                        write down what is intended
  intended explain OrdersTable         why is it reachable, hop by hop

Exit codes: 0 as intended, 1 findings at the gate, 2 could not judge, 3 wrong use`;

const CHECK_HELP = `
Examples:
  intended check
  intended check app/template.yaml --parameters Stage=prod
  intended check --format sarif > intended.sarif
  intended check --output html=report.html --output json=report.json
  intended check --baseline known.json --fail-on stars=3`;

const INIT_HELP = `
Examples:
  intended init                        ask before writing intended.yaml
  intended init --yes                  write it at once
  intended init | less                 look first: without a terminal nothing is written`;

const EXPLAIN_HELP = `
Examples:
  intended explain RequestUnicorn
  intended explain reach-leak services/orders
  intended explain 8daef7cf`;

const ACCEPT_HELP = `
Examples:
  intended accept s3-website --on WebsiteBucket --because "the site is public"
  intended accept reach-excess --on Export --in OrdersTable --because "nightly export" --until 2027-06-01`;

const COMPLETION_HELP = `
Examples:
  intended completion bash >> ~/.bashrc
  intended completion zsh > ~/.zfunc/_intended
  intended completion fish > ~/.config/fish/completions/intended.fish`;
