import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Io, Out } from './io.ts';
import { CannotDo } from './wrong-use.ts';

/** The real process. */
export function nodeIo(): Io {
  return {
    stdout: outOf(process.stdout),
    stderr: outOf(process.stderr),
    interactive: process.stdin.isTTY === true && process.stdout.isTTY === true && process.env['CI'] === undefined,
    environment: process.env,
    cwd: process.cwd(),
    platform: process.platform,
    today: () => new Date().toISOString().slice(0, 10),
    exists: existsSync,
    readFile,
    writeFile,
  };
}

function outOf(stream: NodeJS.WriteStream): Out {
  return {
    isTerminal: stream.isTTY === true,
    columns: stream.columns,
    write: (text) => {
      stream.write(text);
    },
  };
}

function readFile(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return undefined;
    throw new CannotDo(`\`${path}\` cannot be read (${codeOf(error)})`, { cause: error });
  }
}

function writeFile(path: string, text: string): void {
  try {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
  } catch (error) {
    throw new CannotDo(`\`${path}\` cannot be written (${codeOf(error)})`, { cause: error });
  }
}

function codeOf(error: unknown): string {
  return typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : 'unknown reason';
}
