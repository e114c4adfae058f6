import { execFileSync, spawn } from 'node:child_process';
import { chownSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connect } from 'node:net';

export interface Postgres {
  readonly port: number;
  stop(): Promise<void>;
}

/** Folder of the newest server that Debian's package (or another in the usual place) installed. */
export function postgresPrograms(): string | undefined {
  const root = '/usr/lib/postgresql';
  if (!existsSync(root)) return undefined;
  return readdirSync(root)
    .sort((a, b) => Number(b) - Number(a))
    .map((version) => join(root, version, 'bin'))
    .find((folder) => existsSync(join(folder, 'initdb')));
}

/** Starts a server with TLS on a free port of loopback, in a folder of its own. The server refuses to run as root. */
export async function startPostgres(programs: string): Promise<Postgres> {
  const data = mkdtempSync(join(tmpdir(), 'guard-postgres-'));
  const who = owner();
  const as = who === undefined ? {} : who;
  if (who !== undefined) chownSync(data, who.uid, who.gid);
  const run = (file: string, ...args: string[]): void =>
    void execFileSync(file, args, { ...as, cwd: data, stdio: 'pipe' });
  run(join(programs, 'initdb'), '-D', data, '-U', 'guard', '-A', 'trust', '--no-sync', '-E', 'UTF8');
  run(
    'openssl',
    'req',
    '-x509',
    '-newkey',
    'rsa:2048',
    '-nodes',
    '-days',
    '2',
    '-subj',
    '/CN=localhost',
    '-keyout',
    join(data, 'server.key'),
    '-out',
    join(data, 'server.crt'),
  );
  const port = 20_000 + (process.pid % 20_000);
  const settings = [
    `port=${port}`,
    'listen_addresses=127.0.0.1',
    `unix_socket_directories=${data}`,
    'ssl=on',
    'fsync=off',
  ];
  const server = spawn(join(programs, 'postgres'), ['-D', data, ...settings.flatMap((one) => ['-c', one])], {
    ...as,
    cwd: data,
    stdio: 'ignore',
  });
  const ended = new Promise<void>((done) => server.once('exit', () => done()));
  await reachable(port);
  return {
    port,
    async stop() {
      server.kill('SIGINT');
      await ended;
      rmSync(data, { recursive: true, force: true });
    },
  };
}

function owner(): { readonly uid: number; readonly gid: number } | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const id = (flag: string): number => Number(execFileSync('id', [flag, 'postgres'], { encoding: 'utf8' }));
  return { uid: id('-u'), gid: id('-g') };
}

async function reachable(port: number): Promise<void> {
  for (let attempt = 0; attempt < 200; attempt++) {
    const isOpen = await new Promise<boolean>((done) => {
      const socket = connect(port, '127.0.0.1', () => done(true)).on('error', () => done(false));
      socket.on('connect', () => socket.destroy());
    });
    if (isOpen) return;
    await new Promise((done) => setTimeout(done, 100));
  }
  throw new Error(`postgres does not listen on ${port}`);
}
