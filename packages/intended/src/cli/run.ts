import type { LoadEngine } from './engine-door.ts';
import type { Io } from './io.ts';
import { CannotDo, WrongUse } from './wrong-use.ts';

/**
 * Runs one command line (`argv` without node and script) and returns the exit code: 0 as intended, 1 findings at the
 * gate, 2 could not judge, 3 wrong use. Never throws: what nobody expected becomes one line on standard error.
 */
export async function run(argv: readonly string[], version: string, io: Io, load: LoadEngine): Promise<number> {
  // Editors and CI ask for the version often; nothing else needs to load for it.
  if (argv.length === 1 && (argv[0] === '--version' || argv[0] === '-V')) {
    io.stdout.write(`${version}\n`);
    return 0;
  }
  try {
    const { makeProgram } = await import('./program.ts');
    const { program, exitCode } = makeProgram(version, io, load);
    await program.parseAsync(argv.length === 0 ? ['--help'] : onePerOption(argv), { from: 'user' });
    return exitCode();
  } catch (error) {
    return exitCodeOfError(error, io);
  }
}

/**
 * `--parameters A=1 B=2 app` as `--parameters A=1 --parameters B=2 app`: an option with many values would take the path
 * that follows them for one more.
 */
function onePerOption(argv: readonly string[]): readonly string[] {
  let inside = false;
  return argv.flatMap((word, index) => {
    inside = argv[index - 1] === '--parameters' || (inside && /^\w[\w.:-]*=/.test(word));
    const isFirst = argv[index - 1] === '--parameters';
    return inside && !isFirst ? ['--parameters', word] : [word];
  });
}

function exitCodeOfError(error: unknown, io: Io): number {
  if (isCommanderError(error)) return error.exitCode === 0 ? 0 : 3;
  if (error instanceof WrongUse) {
    io.stderr.write(`error: ${error.message}\n`);
    return 3;
  }
  if (error instanceof CannotDo) {
    io.stderr.write(`error: ${error.message}\n`);
    return 2;
  }
  const isDebugging = io.environment['INTENDED_DEBUG'] === '1';
  const message = error instanceof Error ? error.message : String(error);
  const text = isDebugging && error instanceof Error ? (error.stack ?? message) : firstLine(message);
  const advice = isDebugging ? '' : ', with the command and what it prints under `INTENDED_DEBUG=1`';
  io.stderr.write(`error: ${text}; this is a fault of intended: please report it to its maintainers${advice}\n`);
  return 2;
}

function firstLine(message: string): string {
  return message.split('\n', 1)[0] ?? '';
}

/** By shape: the class would load commander, and errors of another copy would not be known. */
function isCommanderError(error: unknown): error is { readonly code: string; readonly exitCode: number } {
  return (
    typeof error === 'object' &&
    error !== null &&
    'exitCode' in error &&
    'code' in error &&
    typeof error.code === 'string' &&
    error.code.startsWith('commander.')
  );
}
