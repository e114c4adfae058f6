import type { Finding, Report, StepStatus } from '#finding/finding';
import type { Gate } from '#finding/gate';
import { DEFAULT_GATE, gated } from '#finding/gate';
import { formatPlace } from '#source/place';

/**
 * JUnit XML: one suite a step, one case a finding. What is at the gate fails; what is accepted, undetermined, milder
 * or not measured is skipped with its reason, so that no green case hides a doubt.
 */
export function renderJunit(report: Report, gate: Gate = DEFAULT_GATE): string {
  const failing = new Set(gated(report.findings, gate));
  const suites = report.steps.map((step) => suite(step, report, failing));
  const total = { tests: sum(suites, 'tests'), failures: sum(suites, 'failures'), skipped: sum(suites, 'skipped') };
  const head = `<testsuites name="${escape(report.tool.name)}"${counts(total)}>`;
  return `<?xml version="1.0" encoding="UTF-8"?>\n${head}\n${suites.map(({ text }) => text).join('')}</testsuites>\n`;
}

interface Suite {
  readonly text: string;
  readonly tests: number;
  readonly failures: number;
  readonly skipped: number;
}

function suite(step: StepStatus, report: Report, failing: ReadonlySet<Finding>): Suite {
  const findings = report.findings.filter((finding) => finding.step === step.step);
  // The definition of step 0 has no findings of its own: any finding at the gate breaks it.
  const isBroken = step.step === 0 && findings.length === 0 && failing.size > 0;
  const cases =
    findings.length === 0 ? [emptyCase(step, isBroken)] : findings.map((one) => findingCase(one, failing.has(one)));
  const failures = isBroken ? 1 : findings.filter((one) => failing.has(one)).length;
  const isPassed = findings.length === 0 && !isBroken && step.status === 'as-intended';
  const skipped = cases.length - failures - (isPassed ? 1 : 0);
  const all = { tests: cases.length, failures, skipped };
  const name = escape(`${step.step} ${step.title}`);
  return { ...all, text: `  <testsuite name="${name}"${counts(all)}>\n${cases.join('')}  </testsuite>\n` };
}

function findingCase(finding: Finding, isFailing: boolean): string {
  const place = formatPlace(finding.location);
  const open = `    <testcase name="${escape(`${finding.resource}: ${finding.title}`)}" classname="${escape(finding.control)}" file="${escape(finding.location.file)}" line="${finding.location.line}">\n`;
  const path = finding.related.map((hop) => `  ${hop.message} (${formatPlace(hop.location)})`);
  const body = escape([place, finding.why, ...path, finding.fix].join('\n'));
  const inside = isFailing
    ? `<failure type="${escape(finding.severity)}" message="${escape(finding.message)}">${body}</failure>`
    : `<skipped message="${escape(whySkipped(finding))}"/>`;
  return `${open}      ${inside}\n    </testcase>\n`;
}

function whySkipped(finding: Finding): string {
  if (finding.accepted !== undefined) return `accepted: ${finding.accepted.because}`;
  if (finding.outcome === 'undetermined') return `undetermined: ${finding.message}`;
  return `below the gate: ${finding.message}`;
}

function emptyCase(step: StepStatus, isBroken: boolean): string {
  const open = `    <testcase name="${escape(step.title)}" classname="step-${step.step}"`;
  if (isBroken) return `${open}>\n      <failure type="intent" message="${escape(step.summary)}"/>\n    </testcase>\n`;
  if (step.status === 'as-intended') return `${open}/>\n`;
  return `${open}>\n      <skipped message="${escape(step.summary)}"/>\n    </testcase>\n`;
}

function counts({ tests, failures, skipped }: Omit<Suite, 'text'>): string {
  return ` tests="${tests}" failures="${failures}" errors="0" skipped="${skipped}"`;
}

function sum(suites: readonly Suite[], key: 'tests' | 'failures' | 'skipped'): number {
  return suites.reduce((total, one) => total + one[key], 0);
}

/** XML 1.0 text and attribute values; characters that XML cannot hold at all become `?`. */
function escape(text: string): string {
  return text
    .replace(FORBIDDEN, '?')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll('\n', '&#10;');
}

// Source: XML 1.0, production 2 (Char). Carriage returns are allowed but would be normalised away.
const FORBIDDEN = /[^\t\n\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu;
