// One process, one way of loading: `GUARD=off` shows that each route works without the guard.
import './routes.mjs';
import http from 'node:http';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { guardedWorld } from './world.mjs';
import { takeAll } from './routes.mjs';

const folder = mkdtempSync(join(tmpdir(), 'routes-'));
const script = join(folder, 'child.cjs');
const addon = join(folder, 'addon.node');
writeFileSync(script, 'process.exit(0)');
writeFileSync(addon, '');

const server = http
  .createServer((_, answer) => answer.end('inside'))
  .listen(0, '127.0.0.1', async () => {
    const agent = new http.Agent({ keepAlive: true });
    const { port } = server.address();
    await new Promise((done) =>
      http.get({ port, host: '127.0.0.1', agent }, (answer) => answer.resume().on('end', done)),
    );
    const said = {
      command: 'true ; true',
      script,
      addon,
      host: '127.0.0.1',
      metadata: '2852039166',
      path: `${process.cwd()}/../../../../../../../../etc/hostname`.replace(process.cwd(), '.'),
      code: 'globalThis.ran = 1 + 1',
    };
    const around = process.env.GUARD === 'off' ? (work) => work() : guardedWorld(said);
    const outcome = await takeAll({ said, port, agent }, around);
    process.stdout.write(`${JSON.stringify({ node: process.version, outcome })}\n`);
    process.exit(0);
  });
