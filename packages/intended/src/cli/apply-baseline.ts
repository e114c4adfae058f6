import { relative } from 'node:path';
import { compareWithBaseline, parseBaseline, renderBaseline } from '#finding/baseline';
import type { Finding, Report } from '#finding/finding';
import { compareRatchet, parseRatchet, ratchetFacts } from '#intent/ratchet';
import type { RatchetChange } from '#intent/ratchet';
import type { Diagnostic } from '#source/place';
import { wholeFile } from '#source/place';
import type { Io } from './io.ts';
import { CannotDo } from './wrong-use.ts';

/** Findings that are known, and the cells, leaks and stars of the matrix as they are: both can only get better. */
export function baselineText(report: Report): string {
  return renderBaseline(report.findings, ratchetFacts(report.matrix));
}

/** The report with what the baseline knows marked, and a remark about entries that are fixed. */
export function applyBaseline(report: Report, file: string, io: Io): Report {
  const text = io.readFile(file);
  const name = relative(io.cwd, file).replaceAll('\\', '/');
  if (text === undefined) {
    throw new CannotDo(`baseline \`${name}\` does not exist; write it with \`--baseline ${name} --write-baseline\``);
  }
  const baseline = parseBaseline(name, text);
  if ('severity' in baseline) throw new CannotDo(`${name}: ${baseline.message}`);
  const compared = compareWithBaseline(report.findings, baseline);
  const stale = compared.stale.map<Diagnostic>((entry) => ({
    severity: 'note',
    place: wholeFile(name),
    message: `baseline entry \`${entry.control}\` on \`${entry.resource}\` matches nothing any more; write the baseline again to drop it`,
  }));
  const ratchet = holdRatchet(report, compared.findings, baseline.matrix, name);
  return {
    ...report,
    findings: ratchet.findings,
    steps: recount(report.steps, ratchet.findings),
    // What is new fails the run: it must not drown among older remarks.
    diagnostics: [...ratchet.diagnostics, ...report.diagnostics, ...stale],
  };
}

/** Step 3, which services access the data: how a service is configured does not depend on its cells. */
const ACCESS = 3;

/** Known findings do not count, though what is said of a step stays true: a known fault is not as intended. */
function recount(steps: Report['steps'], findings: readonly Finding[]): Report['steps'] {
  const open = findings.filter((finding) => finding.accepted === undefined);
  return steps.map((step) => ({
    ...step,
    findings: step.step === 0 ? open.length : open.filter((finding) => finding.step === step.step).length,
  }));
}

/** A new cell, leak or star of a service makes what is known of its access count again, until somebody declares or removes it. */
function holdRatchet(
  report: Report,
  findings: readonly Finding[],
  before: unknown,
  name: string,
): { findings: readonly Finding[]; diagnostics: readonly Diagnostic[] } {
  const facts = parseRatchet(JSON.stringify(before ?? {}));
  if (facts === undefined) return { findings, diagnostics: [] };
  const { worse } = compareRatchet(facts, ratchetFacts(report.matrix));
  const services = new Set(worse.map((change) => change.service));
  return {
    findings: findings.map((finding) =>
      finding.accepted?.by === 'baseline' && finding.step === ACCESS && services.has(finding.resource)
        ? { ...finding, accepted: undefined }
        : finding,
    ),
    diagnostics: [...services].map((service) => remark(service, worse, name)),
  };
}

/** One remark a service: what got worse first, and how much more. */
function remark(service: string, worse: readonly RatchetChange[], name: string): Diagnostic {
  const own = worse.filter((change) => change.service === service);
  const more = own.length > 1 ? ` (and ${own.length - 1} more)` : '';
  return {
    severity: 'warning',
    place: wholeFile(name),
    message: `since the baseline: ${own[0]?.message ?? service}${more}`,
  };
}
