import type { Finding, MatrixFact, Report } from '#finding/finding';

/** What two reports must agree on when only the writing differs: everything but places and the words that hold them. */
export function essence(report: Report, nameOf: (service: string) => string = (service) => service): object {
  const fact = ({ data, capability, store, certainty, bulk, actions, stars }: MatrixFact): object => ({
    data,
    capability,
    store: nameOf(store),
    certainty,
    bulk,
    actions: actions.toSorted(),
    stars,
  });
  const facts = (all: readonly MatrixFact[]): readonly string[] =>
    all.map((one) => JSON.stringify(fact(one))).toSorted();
  const rows = report.matrix.map((row) => ({
    service: nameOf(row.service),
    kind: row.kind,
    intended: row.intended.toSorted(),
    wired: row.wired.toSorted(),
    potential: row.potential.toSorted(),
    excess: facts(row.excess),
    leak: facts(row.leak),
    missing: facts(row.missing),
    stars: [row.stars, row.starsMax],
    complete: row.complete,
  }));
  // Configuration is named by the resources of each dialect, and has such a test of its own: test/controls.
  const findings = report.findings.filter(({ step }) => step === 3).map((one) => finding(one, nameOf));
  return {
    complete: report.complete,
    data: report.data.map(({ id, value }) => [id, value]).toSorted(),
    rows: rows.toSorted((a, b) => a.service.localeCompare(b.service)),
    findings: findings.toSorted(),
  };
}

function finding(one: Finding, nameOf: (service: string) => string): string {
  return JSON.stringify([
    one.control,
    nameOf(one.resource),
    one.severity,
    one.outcome,
    one.stars,
    one.starsMax,
    one.data,
  ]);
}

/** Identities that a baseline keeps. */
export function fingerprints(report: Report): readonly string[] {
  return report.findings.map((one) => one.fingerprint).toSorted();
}
