/** Requirements by control, from `data/frameworks.json`: ids only. */
export interface FrameworkTable {
  readonly frameworks: Readonly<Record<string, Framework>>;
  /** Requirement ids by framework, by control. */
  readonly controls: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>;
}

export interface Framework {
  readonly title: string;
  readonly version: string;
  readonly source: string;
}

/** Names that `--framework` takes. */
export const FRAMEWORKS = ['pci', 'hipaa', 'soc2', 'iso27001', 'nist80053', 'cis', 'fsbp'] as const;
export type FrameworkName = (typeof FRAMEWORKS)[number];

/** Reads the table; an empty text is an empty table. */
export function readFrameworkTable(text: string): FrameworkTable {
  if (text === '') return { frameworks: {}, controls: {} };
  // As its script writes it: `packages/intended/scripts/make-frameworks.mjs`.
  return JSON.parse(text) as FrameworkTable;
}

/** `PCI DSS 3.5.1`, `ISO/IEC 27001 A.8.24` …: every requirement that a control speaks to. */
export function requirementsOf(table: FrameworkTable, control: string): readonly string[] {
  return Object.entries(table.controls[control] ?? {}).flatMap(([name, ids]) =>
    ids.map((id) => `${table.frameworks[name]?.title ?? name} ${id}`),
  );
}
