/** The tables of the world that this room needs, as text; who reads them from where is the caller's business. */
export interface Tables {
  /** Content of `data/<name>`, decompressed; empty where there is no such table. Called again for each use: keep it. */
  read(name: TableName): string;
}

export type TableName =
  | 'iam-actions.txt'
  | 'capabilities.json'
  | 'managed-policies-common.txt'
  | 'managed-policies.txt';

/** Tables whose texts are kept, so that asking twice costs one reading. */
export function keptTables(tables: Tables): Tables {
  const kept = new Map<TableName, string>();
  return {
    read(name) {
      const text = kept.get(name) ?? tables.read(name);
      kept.set(name, text);
      return text;
    },
  };
}

/** One line of a table by its first column; undefined where there is none. */
export function lineOf(text: string, key: string): string | undefined {
  const start = text.indexOf(`\n${key}\t`);
  if (start < 0) return undefined;
  const end = text.indexOf('\n', start + 1);
  return text.slice(start + 1, end < 0 ? text.length : end);
}
