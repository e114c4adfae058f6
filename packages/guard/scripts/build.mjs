import { spawnSync } from 'node:child_process';
import { build } from 'esbuild';
import { rm } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';

const here = fileURLToPath(new URL('..', import.meta.url));
await rm(`${here}dist`, { recursive: true, force: true });
// Splitting keeps what a policy may not need (sink hooks, stores) in chunks that load when it asks for them.
await build({
  absWorkingDir: here,
  entryPoints: { index: 'src/index.ts' },
  outdir: 'dist',
  bundle: true,
  splitting: true,
  minify: true,
  platform: 'node',
  format: 'esm',
  target: 'node20.19',
  logLevel: 'warning',
});
const types = spawnSync(
  process.execPath,
  [
    fileURLToPath(new URL('../../../node_modules/typescript/bin/tsc', import.meta.url)),
    '-p',
    `${here}tsconfig.build.json`,
  ],
  { stdio: 'inherit' },
);
process.exitCode = types.status ?? 1;
