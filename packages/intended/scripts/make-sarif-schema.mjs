/**
 * Makes `test/schemas/sarif-2.1.0.json`, which the reporter's test validates against.
 * Source: the OASIS schema of SARIF 2.1.0, as the crate `serde-sarif` 0.8.0 (MIT) carries it unchanged
 * (https://docs.oasis-open.org/sarif/sarif/v2.1.0/). Only its structure is kept: every sentence is dropped.
 * Use: node packages/intended/scripts/make-sarif-schema.mjs PATH/TO/sarif-schema-2.1.0.json
 */
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';

const [, , source] = process.argv;
if (source === undefined) throw new Error('name the schema file to read');

/** Drops the prose of a schema: `description` and `title` are words only where their value is text. */
function structure(node) {
  if (Array.isArray(node)) return node.map(structure);
  if (typeof node !== 'object' || node === null) return node;
  const kept = Object.entries(node).filter(
    ([key, value]) => !((key === 'description' || key === 'title') && typeof value === 'string'),
  );
  return Object.fromEntries(kept.map(([key, value]) => [key, structure(value)]));
}

const folder = fileURLToPath(new URL('../test/schemas/', import.meta.url));
await mkdir(folder, { recursive: true });
const schema = structure(JSON.parse(await readFile(source, 'utf8')));
await writeFile(`${folder}sarif-2.1.0.json`, `${JSON.stringify(schema)}\n`);
