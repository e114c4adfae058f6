import { readdir, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';

/**
 * Makes src/analyses/controls/registry.ts: the list of all controls, one per file below a service's folder.
 * Run it after adding or removing a control: node packages/intended/scripts/make-control-registry.mjs
 */
const ROOM = new URL('../src/analyses/controls/', import.meta.url);

/** Text of the registry of a folder of controls. */
export async function registryText(room = fileURLToPath(ROOM)) {
  const files = await readdir(room, { recursive: true });
  const controls = files
    .map((file) => file.replaceAll('\\', '/'))
    .filter((file) => /^[a-z0-9-]+\/[a-z0-9-]+\.ts$/.test(file) && !file.startsWith('test/'))
    .toSorted();
  const lines = controls.map((file) => ({ file, name: camel(file.slice(file.indexOf('/') + 1, -3)) }));
  return `// Made by scripts/make-control-registry.mjs from the files of this folder; do not edit.
/* oxlint-disable max-lines -- one line a control */
import type { Control } from './define-control.ts';
${lines.map(({ file, name }) => `import { ${name} } from './${file}';\n`).join('')}
export const CONTROLS: readonly Control[] = [
${lines.map(({ name }) => `  ${name},\n`).join('')}];
`;
}

function camel(kebab) {
  return kebab.replaceAll(/-([a-z0-9])/g, (_, letter) => letter.toUpperCase());
}

if (process.argv[1] === fileURLToPath(import.meta.url))
  await writeFile(new URL('registry.ts', ROOM), await registryText());
