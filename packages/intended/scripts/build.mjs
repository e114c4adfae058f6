import { build } from 'esbuild';
import { readFile, rm, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';

const here = fileURLToPath(new URL('..', import.meta.url));
await rm(`${here}dist`, { recursive: true, force: true });
// A table as text is compiled several times faster than the same table as code.
const tablesAsText = {
  name: 'tables-as-text',
  setup: ({ onLoad }) =>
    onLoad({ filter: /\.json$/ }, async ({ path }) => {
      const table = JSON.stringify(JSON.parse(await readFile(path, 'utf8')));
      return { contents: `export default JSON.parse(${JSON.stringify(table)});`, loader: 'js' };
    }),
};

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
  plugins: [tablesAsText],
  // Less to read at every start; names stay, for `INTENDED_DEBUG=1`.
  minifySyntax: true,
  minifyWhitespace: true,
  sourcemap: false,
  logLevel: 'warning',
});

// The one module that people import: its declaration needs nothing but itself.
const judge = await readFile(`${here}src/cli/judge.ts`, 'utf8');
const { outputText } = ts.transpileDeclaration(judge, { compilerOptions: { isolatedDeclarations: true } });
await writeFile(`${here}dist/judge.d.ts`, outputText);
