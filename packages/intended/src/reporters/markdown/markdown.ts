import { compareFindings, compareRows } from '#finding/compare';
import type { Finding, MatrixRow, Report } from '#finding/finding';
import { formatPlace } from '#source/place';
import { accessGroups, accessPhrase } from '../access-groups.ts';
import { eligibilityTable, verdictText } from '../eligibility-table.ts';
import { printable } from '../printable.ts';
import { starBar } from '../stars.ts';
import { count, openFindings, verdict } from '../verdict.ts';

const SHOWN_FINDINGS = 20;
const SHOWN_ROWS = 60;
const SHOWN_DIAGNOSTICS = 10;

/** A pull request comment: verdict and matrix in view, evidence folded; bounded well below GitHub's 65,536 characters. */
export function renderMarkdown(report: Report): string {
  const sections = [
    `## ${report.complete && openFindings(report).length === 0 ? '✅' : '⚠️'} ${text(report.app.name)}: ${text(verdict(report))}`,
    matrixTable(report),
    eligibility(report),
    ...findingDetails(report),
    doubts(report),
    stepTable(report),
    `<sub>${text(`${report.tool.name} ${report.tool.version}`)} · stars are ordinal, 0 to 5: how bad it would be, not how likely</sub>`,
  ];
  return `${sections.filter((section) => section !== '').join('\n\n')}\n`;
}

function matrixTable(report: Report): string {
  if (report.matrix.length === 0) return '';
  const rows = [...report.matrix].sort(compareRows);
  const lines = rows.slice(0, SHOWN_ROWS).map(rowLine);
  const rest = rows.length - lines.length;
  const more = rest > 0 ? `\n\n${count(rest, 'milder service')} not shown.` : '';
  return `| Service | Intended | Potential | Excess | Risk |\n| --- | --- | --- | --- | --- |\n${lines.join('\n')}${more}`;
}

function rowLine(row: MatrixRow): string {
  const intended = new Set(row.intended);
  const potential = row.potential.map((id) => (intended.has(id) ? text(id) : `**${text(id)}**`));
  const excess = accessGroups(row).map(
    (group) => `${text(accessPhrase(group, row.service))}: ${text(group.data.join(', '))}`,
  );
  const name = `**${text(row.service)}**<br>${text(row.kind)}${row.complete ? '' : ', incomplete'}`;
  const cells = [
    name,
    text(row.intended.join(', ')) || 'nothing',
    potential.join(', ') || 'nothing',
    excess.join('<br>') || '–',
    starBar(row.stars, row.starsMax),
  ];
  return `| ${cells.join(' | ')} |`;
}

function eligibility(report: Report): string {
  const { programs, rows, laws } = eligibilityTable(report);
  if (programs.length === 0) return '';
  const heads = programs.flatMap((program) => [`${text(program)}, intended`, `${text(program)}, potential`]);
  const lines = rows.map(({ service, intended, potential }) => {
    const cells = programs.flatMap((_, index) => [verdictText(intended[index]), verdictText(potential[index])]);
    return `| **${text(service)}** | ${cells.map(text).join(' | ')} |`;
  });
  const law = laws.length === 0 ? '' : `\n\n${text(laws.join(', '))}: no list exists for a law.`;
  return `<details><summary>Eligibility</summary>\n\n| Service | ${heads.join(' | ')} |\n| --- |${heads.map(() => ' --- |').join('')}\n${lines.join('\n')}${law}\n\n</details>`;
}

function findingDetails(report: Report): readonly string[] {
  const open = [...openFindings(report)].sort(compareFindings);
  const rest = open.length - SHOWN_FINDINGS;
  return [...open.slice(0, SHOWN_FINDINGS).map(details), rest > 0 ? `${count(rest, 'milder finding')} not shown.` : ''];
}

function details(finding: Finding): string {
  const stars = starBar(finding.stars, finding.starsMax);
  const doubt = finding.outcome === 'undetermined' ? ' (undetermined)' : '';
  const path = finding.related.map((hop, at) => `${at + 1}. ${text(hop.message)} – ${text(formatPlace(hop.location))}`);
  return [
    `<details><summary>${stars} <b>${html(finding.resource)}</b>: ${html(finding.title)}${doubt} – ${html(formatPlace(finding.location))}</summary>`,
    `${text(finding.message)}.`,
    `**Why** ${text(finding.why)}`,
    path.join('\n'),
    `**Fix** ${text(finding.fix)}`,
    '</details>',
  ]
    .filter((part) => part !== '')
    .join('\n\n');
}

function doubts(report: Report): string {
  if (report.diagnostics.length === 0) return '';
  const lines = report.diagnostics
    .slice(0, SHOWN_DIAGNOSTICS)
    .map((one) => `- ${one.severity}: ${text(formatPlace(one.place))} ${text(one.message)}`);
  const rest = report.diagnostics.length - lines.length;
  const head = report.complete ? 'About the files read:' : '**The picture is incomplete:**';
  return `${head}\n\n${lines.join('\n')}${rest > 0 ? `\n- and ${rest} more` : ''}`;
}

function stepTable(report: Report): string {
  if (report.steps.length === 0) return '';
  const words = {
    'as-intended': '✅ as intended',
    attention: '⚠️ attention',
    unknown: '❔ unknown',
    'not-measured': '– not measured',
  };
  const lines = report.steps.map(
    (step) => `| ${step.step} | ${text(step.title)} | ${words[step.status]} | ${text(step.summary)} |`,
  );
  return `<details><summary>Steps</summary>\n\n| | Step | Status | |\n| --- | --- | --- | --- |\n${lines.join('\n')}\n\n</details>`;
}

/**
 * One line of text in which nothing is markup but `` `code` ``: names come from templates, so HTML, links, images, tables,
 * mentions and emphasis must stay letters.
 */
function text(words: string): string {
  return printable(words)
    .split(/(`[^`]+`)/)
    .map((part, index) => (index % 2 === 1 ? code(part) : escape(part)))
    .join('');
}

/** Only harmless letters stay code: a name with a backtick of its own could otherwise turn code and text about. */
function code(part: string): string {
  return /^`[\w :.,/*{}[\]()…=-]+`$/.test(part) ? part : escape(part);
}

/** Inside `<summary>` Markdown is not read, HTML is. */
function html(words: string): string {
  return printable(words).replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

function escape(part: string): string {
  return part
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll(/[\\`*_{}[\]|~#!]/g, String.raw`\$&`)
    .replaceAll(/@(?=\w)/g, '@\u200b');
}
