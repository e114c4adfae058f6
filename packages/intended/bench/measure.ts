import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** One run of a whole process. */
export interface Run {
  readonly wallMs: number;
  /** From start to the first byte on standard output; the end where there was none. */
  readonly firstMs: number;
  /** User and system, all threads: what a busy machine does not change. */
  readonly cpuMs: number;
  /** Peak; undefined for programs that are not node. */
  readonly rssMb: number | undefined;
  readonly code: number | null;
  readonly out: string;
}

const USAGE = fileURLToPath(new URL('usage.cjs', import.meta.url));

/** Runs a script with this node and measures the process from outside and inside. */
export function runNode(argv: readonly string[], options: { readonly keep?: boolean } = {}): Promise<Run> {
  return run(process.execPath, ['--require', USAGE, ...argv], options.keep === true, parseUsage);
}

/** Runs any program under bash's `time`, which knows the CPU time of its children on every machine. */
export function runProgram(program: string, argv: readonly string[]): Promise<Run> {
  const script = 'TIMEFORMAT="%U %S"; { time "$@" 2>/dev/null; } 2>&3; exit $?';
  return run('bash', ['-c', script, 'bash', program, ...argv], false, (text) => {
    const [user = 0, system = 0] = text.trim().split(/\s+/).map(Number);
    return { cpuMs: (user + system) * 1000, rssMb: undefined };
  });
}

type Usage = Pick<Run, 'cpuMs' | 'rssMb'>;

function parseUsage(text: string): Usage {
  const { cpuMs, rssMb }: Record<string, unknown> = text === '' ? {} : JSON.parse(text);
  return { cpuMs: Number(cpuMs), rssMb: Number(rssMb) };
}

function run(program: string, argv: readonly string[], keep: boolean, usage: (text: string) => Usage): Promise<Run> {
  const start = performance.now();
  let firstMs: number | undefined;
  let out = '';
  let told = '';
  const child = spawn(program, argv, {
    stdio: ['ignore', 'pipe', 'ignore', 'pipe'],
    env: { ...process.env, NO_COLOR: '1', FORCE_COLOR: undefined, NODE_OPTIONS: undefined },
  });
  child.stdout?.on('data', (chunk: Buffer) => {
    firstMs ??= performance.now() - start;
    if (keep) out += chunk.toString('utf8');
  });
  child.stdio[3]?.on('data', (chunk: Buffer) => void (told += chunk.toString('utf8')));
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => {
      const wallMs = performance.now() - start;
      resolve({ wallMs, firstMs: firstMs ?? wallMs, code, out, ...usage(told) });
    });
  });
}

/** The same run several times, one after the other. */
export async function repeat<T>(times: number, once: () => Promise<T>): Promise<readonly T[]> {
  const runs: T[] = [];
  for (let time = 0; time < times; time++) runs.push(await once());
  return runs;
}

export function min(values: readonly number[]): number {
  return Math.min(...values);
}

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  const upper = sorted[middle] ?? 0;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? upper) + upper) / 2;
}
