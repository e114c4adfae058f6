// Cases of one process each: `modes.mjs <case>` prints what happened.
import { execSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import fs from 'node:fs';
import http from 'node:http';
import net from 'node:net';
import { installHooks } from '../../src/sinks/hooks/install.ts';
import { within } from '../../src/invocation.ts';

function request(policy, inputs) {
  const invocation = {
    inbound: { inputs: () => inputs },
    policy,
    route: undefined,
    label: 'GET /a',
    principal: undefined,
    denials: [],
    notes: [],
  };
  return { invocation, run: (work) => within(invocation, work) };
}
const query = (name, value) => ({ where: 'query', name, value });
const said = async (work) => {
  try {
    await work();
    return 'ran';
  } catch (error) {
    return error.name === 'Denied' || error.cause?.name === 'Denied' ? 'blocked' : `failed: ${error.message}`;
  }
};
const listening = () =>
  new Promise((done) => {
    const server = http
      .createServer((_, answer) => answer.end('x'))
      .listen(0, '127.0.0.1', () => done(server.address().port));
    server.unref();
  });
const got = (options) =>
  new Promise((done, failed) => http.get(options, (answer) => answer.resume().on('end', done)).on('error', failed));

const CASES = {
  async 'fails closed'() {
    Object.defineProperty(net.Socket.prototype, 'connect', {
      value: net.Socket.prototype.connect,
      writable: false,
      configurable: false,
    });
    const attempts = [];
    for (let at = 0; at < 2; at++)
      try {
        installHooks({ version: 1 });
        attempts.push('installed');
      } catch (error) {
        attempts.push(error.name);
      }
    return attempts;
  },
  async 'does nothing at import'() {
    return [Object.getOwnPropertyDescriptor(fs, 'readFileSync').writable, Object.isExtensible(Object.prototype)];
  },
  async modes() {
    const path = '../../../../../../../etc/hostname';
    const outcome = {};
    installHooks({ version: 1 });
    for (const mode of ['learn', 'warn', 'block']) {
      const { invocation, run } = request({ version: 1, mode }, [query('file', path), query('c', 'true')]);
      outcome[mode] = await run(async () => [
        await said(() => readFileSync(path)),
        await said(() => execSync('true')),
        await said(() => got({ host: '169.254.169.254' })),
      ]);
      outcome[mode].push(
        invocation.denials.map((one) => one.code).join(),
        invocation.notes.map((one) => one.code).join(),
      );
    }
    return outcome;
  },
  async exclusions() {
    const path = '../../../../../../../etc/hostname';
    const one = { code: 'sink-path', route: 'GET /a', name: 'file', because: 'test' };
    installHooks({ version: 1 });
    const with_ = (exclusion, name) =>
      request({ version: 1, exclusions: [exclusion] }, [query(name, path)]).run(() => said(() => readFileSync(path)));
    return [
      await with_(one, 'file'),
      await with_(one, 'other'),
      await with_({ ...one, until: '2020-01-01' }, 'file'),
      await with_({ ...one, route: 'GET /b' }, 'file'),
    ];
  },
  async declarations() {
    const port = await listening();
    const policy = { version: 1, egress: ['127.0.0.1', 'db.example.com'], processes: ['echo'], folders: ['/etc'] };
    installHooks(policy);
    const inputs = [
      query('url', `http://127.0.0.1:${port}`),
      query('word', 'hello there'),
      query('file', '/etc/hostname'),
    ];
    return request(policy, inputs).run(async () => ({
      'a declared host': await said(() => got({ host: '127.0.0.1', port })),
      'another host': await said(() => got({ host: '127.0.0.2', port })),
      'a declared program': await said(() => execSync("echo 'hello there'")),
      'a declared program with an operator from input': await said(() => execSync('echo hello there; true')),
      'a declared program that input names too': await request(policy, [query('e', 'echo')]).run(() =>
        said(() => execSync('echo a')),
      ),
      'another program': await said(() => execSync('ls')),
      'a declared folder': await said(() => readFileSync('/etc/hostname')),
    }));
  },
  async rebinding() {
    const port = await listening();
    installHooks({ version: 1 });
    const lookup = (_host, options, done) =>
      done(null, options.all ? [{ address: '127.0.0.1', family: 4 }] : '127.0.0.1', 4);
    const { run } = request({ version: 1 }, [query('url', 'http://rebind.example.net/')]);
    const { run: other } = request({ version: 1 }, [query('q', 'hello')]);
    const metadata = (_host, options, done) =>
      done(null, options.all ? [{ address: '169.254.169.254', family: 4 }] : '169.254.169.254', 4);
    const declared = request({ version: 1, egress: ['api.example.net'] }, []);
    return {
      'a name from input': await run(() => said(() => got({ host: 'rebind.example.net', port, lookup }))),
      'a name of the handler': await other(() => said(() => got({ host: 'inner.example.net', port, lookup }))),
      'a declared name that means metadata': await declared.run(() =>
        said(() => got({ host: 'api.example.net', port, lookup: metadata })),
      ),
    };
  },
  async 'outside of requests'() {
    installHooks({ version: 1 });
    return [
      await said(() => readFileSync('/etc/hostname')),
      await said(() => new Function('return 1 + 1')()),
      await said(() => execSync('true')),
    ];
  },
};

process.stdout.write(JSON.stringify(await CASES[process.argv[2]]()));
process.exit(0);
