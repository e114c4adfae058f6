/** Facts of the world about one control, from the table `controls.json`. */
export interface ControlFacts {
  readonly service: string;
  /** `core`: asked of everybody; `ext`: further advice. */
  readonly tier: 'core' | 'ext' | 'acct';
  readonly dataAware: boolean;
  /** Class of the OWASP Top Ten of 2017: `A5`. */
  readonly owasp2017: string;
  /** Ids that other tools give the same question, by tool. */
  readonly peers: Readonly<Record<string, readonly string[]>>;
}

export type ControlTable = ReadonlyMap<string, ControlFacts>;

/** Reads the table; an empty text is an empty table. */
export function readControlTable(text: string): ControlTable {
  // As its script writes it: `packages/intended/scripts/make-control-table.mjs`.
  const rows = text === '' ? {} : (JSON.parse(text) as { controls: Readonly<Record<string, ControlFacts>> }).controls;
  return new Map(Object.entries(rows));
}
