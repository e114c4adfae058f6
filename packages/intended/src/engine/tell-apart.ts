import type { EligibilityCell, Finding, Hop, MatrixFact, MatrixRow, ReportFlow } from '#finding/finding';
import { fingerprint } from '#finding/fingerprint';

/** What one app adds to a report, by the names of its own templates. */
export interface NamedPart {
  /** Name of the app, and its first template for apps of one name. */
  readonly app: string;
  readonly template: string;
  readonly matrix: readonly MatrixRow[];
  readonly findings: readonly Finding[];
  readonly flows: readonly ReportFlow[];
  readonly eligibility: readonly EligibilityCell[];
}

/**
 * Several apps in one report may use one name for different things. Such a name gets the app's before it
 * (`orders/Table`), so that rows, findings and baselines of two apps are never taken for one another.
 */
export function tellApart<T extends NamedPart>(parts: readonly T[]): readonly T[] {
  if (parts.length < 2) return parts;
  const shared = sharedNames(parts);
  if (shared.size === 0) return parts;
  const apps = appNames(parts);
  return parts.map((part, index) => renamed(part, apps[index] ?? part.app, shared));
}

function sharedNames(parts: readonly NamedPart[]): ReadonlySet<string> {
  const counts = new Map<string, number>();
  for (const { matrix, findings } of parts)
    for (const name of new Set([...matrix.map((row) => row.service), ...findings.map((finding) => finding.resource)]))
      counts.set(name, (counts.get(name) ?? 0) + 1);
  return new Set([...counts].flatMap(([name, count]) => (count > 1 ? [name] : [])));
}

/** Apps of one name are told apart by their templates. Names of the report hold no space, as its keys are split there. */
function appNames(parts: readonly NamedPart[]): readonly string[] {
  const counts = new Map<string, number>();
  for (const { app } of parts) counts.set(app, (counts.get(app) ?? 0) + 1);
  return parts.map(({ app, template }) =>
    (counts.get(app) === 1 ? app : template.replace(/\.\w+$/, '')).replaceAll(/\s+/g, '-'),
  );
}

function renamed<T extends NamedPart>(part: T, app: string, shared: ReadonlySet<string>): T {
  const name = (id: string): string => (shared.has(id) ? `${app}/${id}` : id);
  return {
    ...part,
    matrix: part.matrix.map((row) => renamedRow(row, name)),
    findings: part.findings.map((finding) =>
      shared.has(finding.resource)
        ? {
            ...finding,
            resource: name(finding.resource),
            fingerprint: fingerprint(finding.control, name(finding.resource), finding.fingerprint),
          }
        : finding,
    ),
    flows: part.flows.map((flow) => ({ ...flow, from: name(flow.from), to: name(flow.to) })),
    eligibility: part.eligibility.map((cell) => ({ ...cell, service: name(cell.service) })),
  };
}

type Rename = (id: string) => string;

function renamedRow(row: MatrixRow, name: Rename): MatrixRow {
  const facts = (all: readonly MatrixFact[]): readonly MatrixFact[] =>
    all.map((fact) => ({ ...fact, store: name(fact.store), path: renamedPath(fact.path, name) }));
  return {
    ...row,
    service: name(row.service),
    excess: facts(row.excess),
    leak: facts(row.leak),
    drift: facts(row.drift),
    missing: facts(row.missing),
    ...(row.cells === undefined
      ? {}
      : { cells: row.cells.map((cell) => ({ ...cell, path: renamedPath(cell.path, name) })) }),
  };
}

function renamedPath(path: readonly Hop[], name: Rename): readonly Hop[] {
  return path.map((hop) => ({ ...hop, from: name(hop.from), to: name(hop.to) }));
}
