import { existsSync, readFileSync } from 'node:fs';
import { brotliDecompressSync } from 'node:zlib';

/**
 * Reads a table of the world that ships with the package (`data/`), once per process; `<name>.br` is decompressed.
 * Empty for a table that the package does not have.
 */
export function readPackagedTable(name: string): string {
  const known = kept.get(name);
  if (known !== undefined) return known;
  const text = readFrom(dataFolder(), name);
  kept.set(name, text);
  return text;
}

const kept = new Map<string, string>();

/** `data/` stands beside `src/` and beside `dist/`: sources are one folder deeper than the built file. */
function dataFolder(): URL {
  const built = new URL('../data/', import.meta.url);
  return existsSync(new URL('iam-actions.txt', built)) ? built : new URL('../../data/', import.meta.url);
}

function readFrom(folder: URL, name: string): string {
  const plain = new URL(name, folder);
  if (existsSync(plain)) return readFileSync(plain, 'utf8');
  const compressed = new URL(`${name}.br`, folder);
  return existsSync(compressed) ? brotliDecompressSync(readFileSync(compressed)).toString('utf8') : '';
}
