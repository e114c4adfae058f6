import type { Engine } from '../engine-door.ts';
import type { Io } from '../io.ts';
import { run } from '../run.ts';
import { wildRydes } from '#reporters/test/wild-rydes';

export interface Ran {
  readonly code: number;
  readonly out: string;
  readonly err: string;
  /** What was written, by path. */
  readonly files: ReadonlyMap<string, string>;
  /** Requests that reached the engine. */
  readonly requests: readonly Parameters<Engine['check']>[0][];
}

export interface World {
  readonly files?: Readonly<Record<string, string>>;
  readonly environment?: Readonly<Record<string, string>>;
  readonly engine?: Partial<Engine>;
  readonly isTerminal?: boolean;
}

/** Runs a command line against made streams, files and engine, in the folder `/apps/wild-rydes`. */
export async function runWith(argv: readonly string[], world: World = {}): Promise<Ran> {
  const files = new Map(Object.entries(world.files ?? {}));
  const requests: Parameters<Engine['check']>[0][] = [];
  let out = '';
  let err = '';
  const isTerminal = world.isTerminal === true;
  const io: Io = {
    stdout: { isTerminal, columns: isTerminal ? 100 : undefined, write: (text) => void (out += text) },
    stderr: { isTerminal, columns: undefined, write: (text) => void (err += text) },
    interactive: false,
    environment: world.environment ?? {},
    cwd: '/apps/wild-rydes',
    platform: 'linux',
    today: () => '2026-11-23',
    exists: (path) => path.startsWith('/apps/') && !path.includes('missing') && !/wild-rydes.*\.git$/.test(path),
    readFile: (path) => files.get(path),
    writeFile: (path, text) => void files.set(path, text),
  };
  const engine: Engine = {
    check: (request) => {
      requests.push(request);
      return Promise.resolve(wildRydes);
    },
    propose: () => Promise.resolve(undefined),
    generate: () => Promise.reject(new Error('this test generates nothing')),
    fix: () => Promise.reject(new Error('this test fixes nothing')),
    ...world.engine,
  };
  const code = await run(argv, '1.2.3', io, () => Promise.resolve(engine));
  return { code, out, err, files, requests };
}
