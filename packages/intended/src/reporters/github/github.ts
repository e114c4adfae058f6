import { compareFindings } from '#finding/compare';
import type { Finding, Report } from '#finding/finding';
import type { Gate } from '#finding/gate';
import { DEFAULT_GATE, gated } from '#finding/gate';
import type { Place } from '#source/place';
import { openFindings } from '../verdict.ts';

/**
 * Workflow commands that GitHub Actions turns into annotations, the worst first because it shows ten of a kind.
 * Errors are what fails the gate; the rest are warnings and notices.
 * @see https://docs.github.com/en/actions/reference/workflow-commands-for-github-actions
 */
export function renderGithub(report: Report, gate: Gate = DEFAULT_GATE): string {
  const failing = new Set(gated(report.findings, gate));
  const findings = [...openFindings(report)].sort(compareFindings).map((one) => {
    const level = failing.has(one) ? 'error' : one.severity === 'info' || one.severity === 'low' ? 'notice' : 'warning';
    return command(level, one.location, `${one.resource}: ${one.title}`, textOf(one));
  });
  const diagnostics = report.diagnostics
    .filter((one) => one.severity !== 'note')
    .map((one) => {
      const title = one.severity === 'error' ? 'The picture is incomplete' : 'Remark';
      return command('warning', one.place, title, one.message);
    });
  return [...findings, ...diagnostics].map((line) => `${line}\n`).join('');
}

function textOf(finding: Finding): string {
  const path = finding.related.map((hop, index) => `${index + 1}. ${hop.message}`);
  const doubt = finding.outcome === 'undetermined' ? 'Undetermined: ' : '';
  return [`${doubt}${finding.message}`, finding.why, ...path, finding.fix].join('\n');
}

function command(level: 'error' | 'warning' | 'notice', at: Place, title: string, text: string): string {
  const end = at.endLine > at.line ? `,endLine=${at.endLine}` : '';
  return `::${level} file=${property(at.file)},line=${at.line}${end},col=${at.column},title=${property(title)}::${data(text)}`;
}

/** A new line would end the command and let a name start another one. */
function data(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function property(text: string): string {
  return data(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
