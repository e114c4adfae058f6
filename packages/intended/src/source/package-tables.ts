import { existsSync, readFileSync } from 'node:fs';
import { brotliDecompressSync } from 'node:zlib';

/** Tables of the world that ship in the package's `data/` folder. */
export interface PackageTables {
  /** Text of `data/<name>`, or of `data/<name>.br` unpacked; empty where there is neither. */
  read(name: string): string;
}

/** Every table is read and unpacked once, however many apps ask for it. */
export function packageTables(): PackageTables {
  const folder = dataFolder();
  const kept = new Map<string, string>();
  return {
    read(name) {
      const text = kept.get(name) ?? readTable(name, folder);
      kept.set(name, text);
      return text;
    },
  };
}

function readTable(name: string, folder: URL): string {
  const plain = new URL(name, folder);
  if (existsSync(plain)) return readFileSync(plain, 'utf8');
  const packed = new URL(`${name}.br`, folder);
  return existsSync(packed) ? brotliDecompressSync(readFileSync(packed)).toString('utf8') : '';
}

/** Built code stands one folder below the package (`dist/`), sources two (`src/source/`). */
function dataFolder(): URL {
  const built = new URL('../data/', import.meta.url);
  return existsSync(built) ? built : new URL('../../data/', import.meta.url);
}
