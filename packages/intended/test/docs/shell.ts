import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative, resolve } from 'node:path';
import { engine } from '../../src/cli/load-engine.ts';
import type { Io } from '../../src/cli/io.ts';
import { run } from '../../src/cli/run.ts';
import { wordsOf } from './sessions.ts';

export const VERSION = '0.1.0';
const TODAY = '2026-11-23';

/** A reader's shell in a fresh copy of the repository's examples. Files and folder stay from one command to the next. */
export interface Shell {
  readonly folder: string;
  /** What the command prints on both streams, as a terminal shows it. Throws for a command that it does not know. */
  type(command: string): Promise<string>;
  close(): void;
}

export function openShell(repository: string): Shell {
  const folder = mkdtempSync(join(tmpdir(), 'intended-docs-'));
  for (const copied of ['examples', 'packages/intended/test/apps'])
    cpSync(join(repository, copied), join(folder, copied), { recursive: true });
  // The repository's root decides how reports for code hosts name files.
  mkdirSync(join(folder, '.git'));
  let cwd = folder;
  let lastCode = 0;
  return {
    folder,
    async type(command) {
      const [typed = '', target] = command.split(' > ', 2);
      const words = wordsOf(typed);
      const [first, ...rest] = words[0] === 'npx' ? words.slice(1) : words;
      const argument = rest[0] ?? '';
      switch (first) {
        case 'intended': {
          const ran = await runIn(cwd, rest);
          lastCode = ran.code;
          if (target === undefined) return ran.both;
          writeFileSync(resolve(cwd, target), ran.out);
          return ran.err;
        }
        case 'cd':
          cwd = resolve(cwd, argument);
          if (!existsSync(cwd) || relative(folder, cwd).startsWith('..')) throw new Error(`no folder \`${argument}\``);
          return '';
        case 'cat':
          return readFileSync(resolve(cwd, argument), 'utf8');
        case 'cp':
          cpSync(resolve(cwd, argument), resolve(cwd, rest[1] ?? ''));
          return '';
        case 'rm':
          rmSync(resolve(cwd, argument));
          return '';
        case 'echo':
          if (argument === '$?') return `${lastCode}\n`;
          throw new Error('only `echo $?` is known here');
        default:
          throw new Error(`\`${first}\` is not known here; show only what can be run, or show no output`);
      }
    },
    close: () => rmSync(folder, { recursive: true, force: true }),
  };
}

async function runIn(
  cwd: string,
  argv: readonly string[],
): Promise<{ readonly code: number; readonly both: string; readonly out: string; readonly err: string }> {
  let both = '';
  let out = '';
  let err = '';
  const io: Io = {
    stdout: { isTerminal: false, columns: undefined, write: (text) => void ((both += text), (out += text)) },
    stderr: { isTerminal: false, columns: undefined, write: (text) => void ((both += text), (err += text)) },
    interactive: false,
    environment: {},
    cwd,
    platform: 'linux',
    today: () => TODAY,
    exists: existsSync,
    readFile: (path) => (existsSync(path) ? readFileSync(path, 'utf8') : undefined),
    writeFile: (path, text) => {
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(path, text);
    },
  };
  const code = await run(argv, VERSION, io, () => Promise.resolve(engine(VERSION)));
  return { code, both: both.replaceAll(cwd, '…'), out, err };
}
