import { join, resolve } from 'node:path';
import type { Gate } from '#finding/gate';
import { severityRank } from '#finding/severity';
import { packageTables } from '#source/package-tables';
import { openStack } from '#live/open-stack';
import type { OpenStack } from '#live/open-stack';
import type { Judgement, Verification } from '#live/verification';
import { verify as verifyStack } from '#live/verify';
import { parseGate } from './check-options.ts';
import type { Io } from './io.ts';
import { hasColors } from './io.ts';
import { verifyTable } from './verify-table.ts';
import { CannotDo, WrongUse } from './wrong-use.ts';

export interface VerifyFlags {
  readonly stack?: string;
  readonly region?: string;
  readonly intent?: string;
  readonly format?: string;
  readonly failOn?: string;
  readonly all?: boolean;
  readonly quiet?: boolean;
  readonly color?: boolean;
}

/** `intended verify`: exit code 1 for a failure at the gate or any drift, 2 where something could not be read. */
export async function verify(path: string, flags: VerifyFlags, version: string, io: Io): Promise<number> {
  if (flags.stack === undefined) throw new WrongUse('say which stack is deployed: `--stack NAME`');
  const gate = parseGate(flags.failOn);
  if (gate.kind === 'stars')
    throw new WrongUse('`--fail-on stars=…`: a stack has no stars; write `severity=LEVEL` or `never`');
  const intent = intentText(path, flags, io);
  const open = await opened(flags.stack, flags.region, io);
  if (open.stack === undefined) throw new CannotDo(`stack \`${flags.stack}\` has no template that can be read`);
  const verification = await verifyStack({
    stack: open.stack,
    region: open.region,
    intent,
    describe: open.describe,
    tables: packageTables(),
    today: io.today(),
    version,
    now: () => performance.now(),
    onProgress: progressOf(io, flags.quiet === true),
  });
  io.stdout.write(
    flags.format === 'json'
      ? `${JSON.stringify(verification, undefined, 2)}\n`
      : verifyTable(verification, flags.all === true, hasColors(io.stdout, io.environment, flags.color !== false)),
  );
  return exitCodeOf(verification, gate);
}

function intentText(path: string, flags: VerifyFlags, io: Io): string | undefined {
  const folder = resolve(io.cwd, path);
  if (!io.exists(folder)) throw new WrongUse(`\`${path}\` does not exist; give the folder of the intent file`);
  const file = flags.intent === undefined ? join(folder, 'intended.yaml') : resolve(io.cwd, flags.intent);
  if (io.exists(file)) return io.readFile(file);
  if (flags.intent !== undefined)
    throw new WrongUse(`\`${flags.intent}\` does not exist; give an intent file that does`);
  return undefined;
}

async function opened(stack: string, region: string | undefined, io: Io): Promise<OpenStack> {
  try {
    return await openStack({
      stack,
      region,
      environment: io.environment,
      clock: () => new Date(),
      random: Math.random,
    });
  } catch (error) {
    throw new CannotDo(wordsFor(error, stack));
  }
}

/** What the SDK says of a stack that cannot be read, in words that say what to do. */
function wordsFor(error: unknown, stack: string): string {
  const name = error instanceof Error ? error.name : '';
  const message = (error instanceof Error ? error.message : String(error)).split('\n', 1)[0] ?? '';
  if (/does not exist/.test(message)) return `there is no stack \`${stack}\` in this account and region`;
  if (/region is missing/i.test(message)) return 'no region: give `--region`, or set `AWS_REGION`';
  if (/Credentials|Token/.test(name)) return `no credentials that work: ${message}`;
  return `stack \`${stack}\` could not be read: ${message}`;
}

function progressOf(io: Io, isQuiet: boolean): (read: number, of: number) => void {
  if (isQuiet || !io.stderr.isTerminal) return () => undefined;
  return (read, of) => io.stderr.write(read === of ? '\r\u001b[K' : `\rreading ${read} of ${of} resources …`);
}

/** What could not be read wins: who tolerates drift must not tolerate blindness. */
function exitCodeOf({ judgements }: Verification, gate: Gate): 0 | 1 | 2 {
  const isBlind = judgements.some(({ verdict, control }) => verdict === 'undetermined' && control === undefined);
  if (isBlind || judgements.length === 0) return 2;
  return judgements.some((one) => isAtGate(one, gate)) ? 1 : 0;
}

/** Drift always counts, however small: nobody decided it. */
function isAtGate({ verdict, severity = 'info' }: Judgement, gate: Gate): boolean {
  if (gate.kind !== 'severity') return false;
  return verdict === 'drift' || (verdict === 'fail' && severityRank(severity) >= severityRank(gate.atLeast));
}
