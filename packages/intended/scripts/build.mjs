import { build } from 'esbuild';
import { rm } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';

const here = fileURLToPath(new URL('..', import.meta.url));
await rm(`${here}dist`, { recursive: true, force: true });
// Splitting keeps every command's code in chunks of its own, so that start-up loads only what a command needs.
await build({
  absWorkingDir: here,
  entryPoints: { cli: 'src/cli/main.ts' },
  outdir: 'dist',
  bundle: true,
  splitting: true,
  packages: 'external',
  platform: 'node',
  format: 'esm',
  target: 'node20.19',
  conditions: ['@intended/source'],
  sourcemap: false,
  logLevel: 'warning',
});
