import { build } from 'esbuild';
import { readFile, rm, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';

const here = fileURLToPath(new URL('..', import.meta.url));
await rm(`${here}dist`, { recursive: true, force: true });
// Splitting keeps every command's code in chunks of its own, so that start-up loads only what a command needs.
await build({
  absWorkingDir: here,
  entryPoints: { cli: 'src/cli/main.ts', judge: 'src/cli/judge.ts' },
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

// The one module that people import: its declaration needs nothing but itself.
const judge = await readFile(`${here}src/cli/judge.ts`, 'utf8');
const { outputText } = ts.transpileDeclaration(judge, { compilerOptions: { isolatedDeclarations: true } });
await writeFile(`${here}dist/judge.d.ts`, outputText);
