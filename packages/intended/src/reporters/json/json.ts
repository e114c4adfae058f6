import type {
  EligibilityCell,
  Finding,
  Hop,
  MatrixFact,
  MatrixRow,
  Report,
  ReportClass,
  ReportFlow,
} from '#finding/finding';
import type { Diagnostic, Place } from '#source/place';

/**
 * The published contract, `schemas/report.schema.json`: keys always in the same order, what is absent is `null`,
 * so that a reader never has to ask whether a key is there. Ends with a new line.
 */
export function renderJson(report: Report): string {
  return `${JSON.stringify(contract(report), undefined, 2)}\n`;
}

function contract(report: Report): object {
  return {
    schemaVersion: report.schemaVersion,
    tool: { name: report.tool.name, version: report.tool.version },
    app: {
      name: report.app.name,
      root: report.app.root,
      dialects: report.app.dialects,
      templates: report.app.templates,
    },
    intent: { origin: report.intent.origin, file: report.intent.file ?? null },
    complete: report.complete,
    diagnostics: report.diagnostics.map(diagnostic),
    data: report.data.map(dataClass),
    matrix: report.matrix.map(row),
    flows: (report.flows ?? []).map(flow),
    eligibility: report.eligibility.map(cell),
    steps: report.steps.map(({ step, title, status, findings, summary }) => ({
      step,
      title,
      status,
      findings,
      summary,
    })),
    findings: report.findings.map(finding),
    timings: report.timings,
  };
}

function diagnostic({ severity, place, message }: Diagnostic): object {
  return { file: place.file, line: place.line, column: place.column, severity, message };
}

function dataClass(one: ReportClass): object {
  const evidence = one.evidence.map(({ what, strength, file, line }) => ({ what, strength, file, line }));
  return { id: one.id, title: one.title, value: one.value, class: one.class, requires: one.requires, evidence };
}

function row(one: MatrixRow): object {
  return {
    service: one.service,
    kind: one.kind,
    type: one.type,
    resources: one.resources,
    intended: one.intended,
    wired: one.wired,
    potential: one.potential,
    capability: one.capability,
    excess: one.excess.map(fact),
    leak: one.leak.map(fact),
    drift: one.drift.map(fact),
    missing: one.missing.map(fact),
    stars: one.stars,
    starsMax: one.starsMax,
    why: one.why,
    complete: one.complete,
    cells: (one.cells ?? []).map(({ data, column, path }) => ({ data, column, path: path.map(hop) })),
    omitted: one.omitted ?? 0,
  };
}

function fact(one: MatrixFact): object {
  return {
    data: one.data,
    capability: one.capability,
    store: one.store,
    certainty: one.certainty,
    bulk: one.bulk,
    scope: one.scope ?? null,
    actions: one.actions,
    stars: one.stars,
    path: one.path.map(hop),
  };
}

function hop({ from, to, how, at }: Hop): object {
  return { from, to, how, at: location(at) };
}

function flow({ from, to, kind, data, how, at }: ReportFlow): object {
  return { from, to, kind, data, how, at: location(at) };
}

function cell(one: EligibilityCell): object {
  const { service, program, neededBy, data, verdict, asOf, evidence } = one;
  return { service, program, neededBy, data, verdict, asOf, evidence };
}

function finding(one: Finding): object {
  return {
    fingerprint: one.fingerprint,
    control: one.control,
    title: one.title,
    severity: one.severity,
    confidence: one.confidence,
    outcome: one.outcome,
    stars: one.stars,
    starsMax: one.starsMax,
    data: one.data,
    resource: one.resource,
    location: location(one.location),
    related: one.related.map((place) => ({ location: location(place.location), message: place.message })),
    message: one.message,
    why: one.why,
    fix: one.fix,
    step: one.step,
    wip: one.wip,
    owasp2017: one.owasp2017 ?? null,
    cwe: one.cwe ?? null,
    frameworks: one.frameworks,
    ...(one.peers === undefined ? {} : { peers: one.peers }),
    accepted: one.accepted === undefined ? null : { by: one.accepted.by, because: one.accepted.because },
  };
}

function location(place: Place | undefined): object | null {
  if (place === undefined) return null;
  return { file: place.file, line: place.line, column: place.column, endLine: place.endLine };
}
