// Every way out of the handler that the hooks lock, taken by a handler that gained nothing but code of its own:
// named imports bound before the guard is loaded, the legacy `require`, and the promise forms.
import { exec, execFile, execFileSync, execSync, fork, spawn, spawnSync } from 'node:child_process';
import cluster from 'node:cluster';
import dgram from 'node:dgram';
import dns, { Resolver, resolve4 } from 'node:dns';
import { readFile as readFilePromise } from 'node:fs/promises';
import { createReadStream, readFile, readFileSync } from 'node:fs';
import http, { get as httpGet } from 'node:http';
import http2 from 'node:http2';
import inspector from 'node:inspector';
import Module, { createRequire } from 'node:module';
import net from 'node:net';
import tls from 'node:tls';
import vm, { runInNewContext } from 'node:vm';
import { Worker } from 'node:worker_threads';

// What handwritten CommonJS does: functions taken out of their module before anything is hooked.
const kept = { ...createRequire(import.meta.url ?? __filename)('child_process') };
const keptFiles = { ...createRequire(import.meta.url ?? __filename)('fs') };
const { readFile: keptPromise } = keptFiles.promises;

const promised = (start) =>
  new Promise((done, failed) => start((error, value) => (error ? failed(error) : done(value))));
const ended = (emitter, good) =>
  new Promise((done, failed) => {
    emitter.on('error', failed);
    emitter.on(good, done);
  });
const until = async (emitter, good) => {
  await ended(emitter, good);
  (emitter.destroy ?? emitter.close ?? emitter.terminate ?? emitter.kill).call(emitter);
};

/** `world`: port of a listener on loopback, a secret file outside, and what the request said. */
export const routes = {
  'child_process.exec': ({ said }) => promised((done) => exec(said.command, done)),
  'child_process.execFile': () => promised((done) => execFile('/bin/true', done)),
  'child_process.spawn': () => ended(spawn('/bin/true'), 'exit'),
  'child_process.fork': ({ said }) => ended(fork(said.script, { silent: true }), 'exit'),
  'child_process.execSync': ({ said }) => execSync(said.command),
  'child_process.spawnSync': () => {
    const { error } = spawnSync('/bin/true');
    if (error) throw error;
  },
  'child_process.execFileSync': () => execFileSync('/bin/true'),
  'ChildProcess by its prototype': () => {
    const child = Reflect.construct(spawn('/bin/true').constructor, []);
    child.spawn({ file: '/bin/true', args: ['/bin/true'], stdio: 'ignore' });
  },
  'execSync, kept': ({ said }) => kept.execSync(said.command),
  'execFileSync, kept': () => kept.execFileSync('/bin/true'),
  'spawnSync, kept': () => kept.spawnSync('/bin/true'),
  'exec, kept': ({ said }) => promised((done) => kept.exec(said.command, done)),
  'readFileSync, kept': ({ said }) => keptFiles.readFileSync(said.path),
  'readFileSync as text, kept': ({ said }) => keptFiles.readFileSync(said.path, 'utf8'),
  'readFile, kept': ({ said }) => promised((done) => keptFiles.readFile(said.path, done)),
  'readFile of promises, kept': ({ said }) => keptPromise(said.path),
  'cluster.fork': ({ said }) => {
    cluster.setupPrimary({ exec: said.script, silent: true });
    return ended(cluster.fork(), 'exit');
  },
  'process.binding': () => process.binding('spawn_sync').spawn,
  'process.binding of sockets': () => new (process.binding('tcp_wrap').TCP)(0),
  'process._linkedBinding': () => {
    try {
      process._linkedBinding('x');
    } catch (error) {
      if (error.name === 'Denied') throw error;
    }
  },
  'worker_threads.Worker': () => until(new Worker('require("child_process")', { eval: true }), 'online'),
  'Worker by its prototype': () => until(new Worker.prototype.constructor('1', { eval: true }), 'online'),
  'process.dlopen': () => {
    try {
      process.dlopen({ exports: {} }, '/nowhere/addon.node');
    } catch (error) {
      if (error.name === 'Denied') throw error;
    }
  },
  'require of an addon': ({ said }) => {
    try {
      createRequire(import.meta.url ?? __filename)(said.addon);
    } catch (error) {
      if (error.name === 'Denied') throw error;
    }
  },
  'inspector.open': () => {
    inspector.open(0);
    inspector.close();
  },
  'inspector.Session': () => {
    const session = new inspector.Session();
    session.connect();
    session.disconnect();
  },
  'module.register': () => Module.register('data:text/javascript,'),
  'net.connect': ({ said, port }) => until(net.connect(port, said.host), 'connect'),
  'net.Socket': ({ said, port }) => until(new net.Socket().connect({ port, host: said.host }), 'connect'),
  'tls.connect': ({ said, port }) =>
    ended(tls.connect({ port, host: said.host }), 'secureConnect').catch((error) => {
      if (error.name === 'Denied') throw error;
    }),
  'http.get': ({ said, port }) => ended(httpGet({ port, host: said.host }), 'response'),
  'http.request over a warm pool': async ({ said, port, agent }) => {
    await ended(httpGet({ port, host: said.host, agent }), 'response');
  },
  'http.ClientRequest': ({ said, port }) => ended(new http.ClientRequest({ port, host: said.host }).end(), 'response'),
  // A session says `connect` before its socket is: only the error that follows, or its absence, tells.
  'http2.connect': ({ said, port }) => {
    const session = http2.connect(`http://${said.host}:${port}`);
    return new Promise((done, failed) => {
      session.on('error', (error) => (error.name === 'Denied' ? failed(error) : done()));
      setTimeout(() => done(session.destroy()), 150);
    });
  },
  fetch: async ({ said, port }) => {
    await fetch(`http://${said.host}:${port}/`).catch((error) => Promise.reject(error.cause ?? error));
  },
  'dns.lookup': ({ said }) => promised((done) => dns.lookup(said.host, done)),
  'dns.resolve4': ({ said }) =>
    promised((done) => resolve4(said.host, done)).catch((error) => {
      if (error.name === 'Denied') throw error;
    }),
  'dns.Resolver': ({ said }) =>
    promised((done) => new Resolver({ timeout: 50, tries: 1 }).resolveTxt(said.host, done)).catch((error) => {
      if (error.name === 'Denied') throw error;
    }),
  'dgram.send': ({ said, port }) => {
    const socket = dgram.createSocket('udp4');
    return promised((done) => socket.send('x', port, said.host, done)).finally(() => socket.close());
  },
  'metadata in decimal': ({ said }) => {
    const socket = net.connect(80, said.metadata);
    setTimeout(() => socket.destroy(), 200);
    return new Promise((done, failed) =>
      socket.on('error', (e) => (e.name === 'Denied' ? failed(e) : done())).on('close', done),
    );
  },
  'fs.readFileSync': ({ said }) => readFileSync(said.path),
  'fs.readFile': ({ said }) => promised((done) => readFile(said.path, done)),
  'fs.promises.readFile': ({ said }) => readFilePromise(said.path),
  'fs.createReadStream': ({ said }) => ended(createReadStream(said.path), 'data'),
  'fs by process.getBuiltinModule': ({ said }) => process.getBuiltinModule('fs').readFileSync(said.path),
  'fs by require': ({ said }) => createRequire(import.meta.url ?? __filename)('fs').readFileSync(said.path),
  // oxlint-disable-next-line no-eval -- the route under test
  eval: ({ said }) => (0, eval)(said.code),
  // oxlint-disable-next-line no-eval -- the route under test
  'direct eval': ({ said }) => eval(said.code),
  Function: ({ said }) => new Function(said.code)(),
  'Function by a constructor': ({ said }) => (() => {}).constructor(said.code)(),
  'Function behind AsyncFunction': ({ said }) => Object.getPrototypeOf((async () => {}).constructor)(said.code)(),
  AsyncFunction: ({ said }) => (async () => {}).constructor(said.code)(),
  GeneratorFunction: ({ said }) => function* () {}.constructor(said.code)(),
  'vm.runInNewContext': ({ said }) => runInNewContext(said.code),
  'vm.Script': ({ said }) => new vm.Script(said.code).runInThisContext(),
  'Module._compile': ({ said }) => new Module('x')._compile(said.code, 'not-a-file.js'),
  'Object.prototype': () => {
    const target = {};
    target['__proto__'].polluted = 'yes';
    if ({}.polluted !== 'yes') throw Object.assign(new Error('kept'), { name: 'Denied' });
    delete Object.prototype.polluted;
  },
  'constructor.prototype': () => {
    try {
      ({})['constructor']['prototype'].polluted = 'yes';
    } catch {
      // Strict code is told, sloppy code is not: in both the property must be missing.
    }
    if ({}.polluted !== 'yes') throw Object.assign(new Error('kept'), { name: 'Denied' });
    delete Object.prototype.polluted;
  },
  'unhooking by assignment': ({ said }) => {
    try {
      const builtin = createRequire(import.meta.url ?? __filename)('child_process');
      builtin.execSync = () => 'mine';
      Object.defineProperty(net.Socket.prototype, 'connect', { value: () => 'mine' });
    } catch {
      // Locked.
    }
    if (net.Socket.prototype.connect.toString().includes('mine')) return;
    execSync(said.command);
  },
};

/** Takes each route once and says which ran. */
export async function takeAll(world, around) {
  const outcome = {};
  for (const [name, take] of Object.entries(routes)) {
    try {
      await around(async () => take(world));
      outcome[name] = 'ran';
    } catch (error) {
      outcome[name] =
        error?.name === 'Denied' || error?.cause?.name === 'Denied' ? 'blocked' : `failed: ${error?.message}`;
    }
  }
  return outcome;
}
