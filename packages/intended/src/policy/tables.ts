/** The tables of the world that this room needs, as text; who reads them from where is the caller's business. */
export interface Tables {
  /** Content of `data/<name>`, decompressed; empty where there is no such table. Called again for each use: keep it. */
  read(name: TableName): string;
}

export type TableName =
  | 'iam-actions.txt'
  | 'capabilities.json'
  | 'managed-policies-common.json'
  | 'managed-policies.json';
