import { spawn, spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';

const home = fileURLToPath(new URL('../..', import.meta.url));
const bin = `${home}bin/intended.mjs`;
const dist = `${home}dist/`;
const app = fileURLToPath(new URL('../../../../examples/wild-rydes', import.meta.url));
const isBuilt = existsSync(`${dist}cli.js`) && existsSync(app);

const intended = (...argv: readonly string[]): { code: number | null; out: string; err: string } => {
  const { status, stdout, stderr } = spawnSync(process.execPath, [bin, ...argv], { encoding: 'utf8' });
  return { code: status, out: stdout, err: stderr };
};

// Smoke tests of what users install: run `npm run build` first, or they are skipped.
describe.skipIf(!isBuilt)('the built command', () => {
  test('the version is that of the package', () => {
    const { version } = JSON.parse(readFileSync(`${home}package.json`, 'utf8'));
    expect(intended('--version')).toEqual({ code: 0, out: `${version}\n`, err: '' });
  });

  test('start-up loads nothing but the door: no commander, no engine', () => {
    const loaded = new Set<string>();
    const load = (file: string): void => {
      if (loaded.has(file)) return;
      loaded.add(file);
      if (!file.startsWith('./')) return;
      const text = readFileSync(dist + file.slice(2), 'utf8');
      for (const found of text.matchAll(/^(?:import|export)\s(?:[^'"();]*from\s)?["']([^"']+)["']/gm))
        load(found[1] ?? '');
    };
    load('./cli.js');
    const packages = [...loaded].filter((file) => !file.startsWith('./') && !file.startsWith('node:'));
    expect(packages).toEqual([]);
    expect(loaded.size).toBeLessThan(8);
  });

  test('a format goes to standard output and nothing else does', () => {
    const { code, out } = intended('check', app, '--format', 'json');
    expect(code).toBe(1);
    expect(JSON.parse(out)).toMatchObject({ schemaVersion: 1, app: { dialects: ['sam'] } });
  });

  test('a folder that is not there is answered, not thrown', () => {
    const { code, out, err } = intended('check', `${app}/no-such-folder`);
    expect(code).toBe(3);
    expect(out + err).not.toMatch(/\n\s+at |fault of intended/);
  });

  test('a reader that closes the pipe early is no error', async () => {
    const child = spawn(process.execPath, [bin, 'check', app, '--verbose'], { stdio: ['ignore', 'pipe', 'pipe'] });
    child.stdout.destroy();
    let err = '';
    child.stderr.on('data', (data) => void (err += String(data)));
    const code = await new Promise((resolve) => child.on('close', resolve));
    expect(err).toBe('');
    expect([0, 1]).toContain(code);
  });
});
