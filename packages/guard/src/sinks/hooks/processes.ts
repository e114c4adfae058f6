import childProcess from 'node:child_process';
import process from 'node:process';
import type { Policy } from '../../policy.ts';
import { argumentBreach, shellBreach } from '../shell/structure.ts';
import { shellTokens } from '../shell/words.ts';
import type { Breach, Taint } from '../taint.ts';
import { type Call, type Ledger, replace, replaceWhereKnown } from './lock.ts';
import { insist } from './watch.ts';

/**
 * Hooks every way to start a program. The asynchronous ones (exec, execFile, spawn, fork, cluster) meet in
 * `ChildProcess.prototype.spawn`; the synchronous ones are three functions that do not call each other's exports.
 */
export function hookProcesses(ledger: Ledger): void {
  const { ChildProcess } = childProcess;
  replace(ChildProcess.prototype, 'spawn', 'ChildProcess.prototype.spawn', looking(fromSpawnOptions), ledger);
  replace(childProcess, 'spawnSync', 'child_process.spawnSync', looking(fromArguments), ledger);
  replace(childProcess, 'execFileSync', 'child_process.execFileSync', looking(fromArguments), ledger);
  replace(
    childProcess,
    'execSync',
    'child_process.execSync',
    looking(([command]) => shellStart(text(command))),
    ledger,
  );
  replaceWhereKnown(process, 'execve', 'process.execve', looking(fromArguments), ledger);
}

/** What is about to run; `shellText` where a shell reads it. */
interface Start {
  readonly file: string;
  readonly args: readonly string[];
  readonly shellText: string | undefined;
}

/** Judges what `spawn_sync` is about to start: the options are those of `ChildProcess.prototype.spawn`. */
export function startOfSpawn(options: unknown): void {
  const start = fromSpawnOptions([options]);
  insist((taints, policy) => startBreach(start, taints, policy));
}

function looking(read: (args: readonly unknown[]) => Start): (original: Call) => Call {
  return (original) =>
    function hooked(this: unknown, ...args) {
      const start = read(args);
      insist((taints, policy) => startBreach(start, taints, policy));
      return Reflect.apply(original, this, args);
    };
}

/** Input that shapes the command comes first: it is never meant, declared program or not. */
function startBreach(start: Start, taints: readonly Taint[], policy: Policy): Breach | undefined {
  const shaped =
    start.shellText === undefined
      ? argumentBreach(start.file, start.args, taints)
      : shellBreach(start.shellText, taints);
  if (shaped !== undefined) return shaped;
  if (isDeclared(start, policy.processes ?? [])) return undefined;
  return {
    code: 'process-undeclared',
    rule: 'process.undeclared',
    input: undefined,
    because: 'the program is not among the `processes` of the policy',
  };
}

/** In a shell line every command word must be declared, and be a word: `$(…)` names nothing. */
function isDeclared(start: Start, declared: readonly string[]): boolean {
  if (declared.length === 0) return false;
  if (isListed(start.file, declared)) return true;
  if (start.shellText === undefined) return false;
  const line = start.shellText;
  const commands = shellTokens(line).flatMap((token) => (token.kind === 'word' && token.isCommand ? [token] : []));
  const isPlain = commands.every((word) => word.parts.every((part) => part.kind === 'bare'));
  return (
    isPlain && commands.length > 0 && commands.every((word) => isListed(line.slice(word.start, word.end), declared))
  );
}

/** `git` declares the program of that name wherever it lies, `/usr/bin/git` only that file. */
function isListed(file: string, declared: readonly string[]): boolean {
  return declared.includes(file) || declared.includes(file.slice(file.lastIndexOf('/') + 1));
}

function fromSpawnOptions([options]: readonly unknown[]): Start {
  const given = typeof options === 'object' && options !== null ? options : {};
  const args = texts(Reflect.get(given, 'args'));
  // The first argument is the name that the program sees of itself.
  return startOf(text(Reflect.get(given, 'file')), args.slice(1));
}

function fromArguments([file, second, third]: readonly unknown[]): Start {
  const args = texts(second);
  const options: unknown = Array.isArray(second) ? third : (third ?? second);
  const shell: unknown = typeof options === 'object' && options !== null ? Reflect.get(options, 'shell') : undefined;
  if (shell !== undefined && shell !== false && shell !== '') return shellStart([text(file), ...args].join(' '));
  return startOf(text(file), args);
}

function startOf(file: string, args: readonly string[]): Start {
  const isShell = /(?:^|\/)(?:sh|bash|dash|zsh|ash|ksh)$/.test(file) && args[0] === '-c';
  return { file, args, shellText: isShell ? args[1] : undefined };
}

function shellStart(line: string): Start {
  return { file: '/bin/sh', args: ['-c', line], shellText: line };
}

function texts(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.map(text) : [];
}

/** Programs may be given as file addresses; what is no text is refused by Node itself. */
function text(value: unknown): string {
  if (value instanceof URL) return decodeURIComponent(value.pathname);
  return typeof value === 'string' ? value : '';
}
