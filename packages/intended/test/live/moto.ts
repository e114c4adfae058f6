import { execFile, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

/*
 * moto plays AWS over HTTP. It is a test double: it has no Cloud Control, and its CloudFormation leaves out some properties.
 * Source: https://docs.getmoto.org
 */

export interface Moto {
  readonly url: string;
  stop(): void;
}

const CACHE = fileURLToPath(new URL('../../../../node_modules/.cache/moto-venv', import.meta.url));
const run = promisify(execFile);

/** Starts moto from a virtual environment, which is made where there is none yet. The reason, in words, where that cannot be. */
export async function startMoto(): Promise<Moto | string> {
  // Its last form has not been seen to pass yet: until then it runs only where it is asked for.
  if (process.env['INTENDED_MOTO_VENV'] === undefined)
    return 'set `INTENDED_MOTO_VENV` to a folder for its virtual environment';
  const venv = process.env['INTENDED_MOTO_VENV'] || CACHE;
  const server = join(venv, 'bin', 'moto_server');
  if (!existsSync(server)) {
    try {
      await run('python3', ['-m', 'venv', venv]);
      await run(join(venv, 'bin', 'python'), ['-m', 'pip', 'install', '--quiet', 'moto[server]'], { timeout: 400_000 });
    } catch (error) {
      const why = error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error);
      return `Python 3 and the package moto are needed: ${why}`;
    }
  }
  const port = await freePort();
  const child = spawn(server, ['-H', '127.0.0.1', '-p', String(port)], { stdio: 'ignore' });
  const url = `http://127.0.0.1:${port}`;
  for (let attempt = 0; attempt < 240; attempt++) {
    if (child.exitCode !== null) return `moto ended at once with code ${child.exitCode}`;
    const isUp = await fetch(`${url}/moto-api/data.json`).then(
      ({ ok }) => ok,
      () => false,
    );
    if (isUp) return { url, stop: () => void child.kill() };
    await sleep(250);
  }
  child.kill();
  return 'moto did not answer within a minute';
}

function freePort(): Promise<number> {
  return new Promise((settle, fail) => {
    const server = createServer();
    server.on('error', fail);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => settle(typeof address === 'object' && address !== null ? address.port : 0));
    });
  });
}
