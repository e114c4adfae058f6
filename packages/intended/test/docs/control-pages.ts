import type { Control } from '#analyses/controls/define-control';
import type { ControlFacts, ControlTable } from '#analyses/controls/control-table';

const TOOLS: Readonly<Record<string, string>> = {
  checkov: 'Checkov',
  kics: 'KICS',
  cdknag: 'cdk-nag',
  prowler: 'Prowler',
  fsbp: 'AWS Security Hub',
  cfnnag: 'cfn_nag',
  guard: 'Guard rules registry',
  trivy: 'Trivy',
  cfnlint: 'cfn-lint',
  ct: 'AWS Control Tower',
  slsmentor: 'sls-mentor',
  slsrules: 'Serverless rules',
  slicwatch: 'SLIC Watch',
};

/** Every page about controls, by its path below `docs/controls/`. */
export function controlPages(controls: readonly Control[], table: ControlTable): ReadonlyMap<string, string> {
  const sorted = controls.toSorted((a, b) => (a.id < b.id ? -1 : 1));
  return new Map([
    ['README.md', index(sorted, table)],
    ...sorted.map((control) => [`${control.id}.md`, page(control, table.get(control.id))] as const),
  ]);
}

function index(controls: readonly Control[], table: ControlTable): string {
  const services = groupBy(controls, ({ id }) => table.get(id)?.service ?? 'Other');
  const classes = groupBy(controls, ({ id }) => table.get(id)?.owasp2017 ?? 'none');
  const sections = [...services]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(
      ([service, own]) =>
        `## ${service}\n\n| Control | What is wrong | Severity |\n|---|---|---|\n${own.map((one) => line(one, table)).join('\n')}`,
    );
  const owasp = [...classes]
    .toSorted(([a], [b]) => Number(a.slice(1)) - Number(b.slice(1)))
    .map(([name, own]) => `- **${name}**: ${own.map(({ id }) => `[${id}](${id}.md)`).join(', ')}`);
  return `# Controls

${controls.length} questions about how services are configured (step 5 of the talk). \`intended check\` asks them all; nothing has to be chosen.
Where the last column says *by data*, the severity moves with the worth of the data that lies in the resource or passes through it: one step down for internal data (1 of 4), two down for public data (0), one up for highly confidential (3), two up for strictly confidential (4), and one more where anyone may send requests, never more than two in all, and never to critical from below high. Unknown data moves nothing.

${sections.join('\n\n')}

## By class of the OWASP Top Ten 2017

${owasp.join('\n')}

These pages are made from the controls themselves; a test fails when they drift.
`;
}

function line(control: Control, table: ControlTable): string {
  const byData = table.get(control.id)?.dataAware === true ? ', by data' : '';
  return `| [\`${control.id}\`](${control.id}.md) | ${cell(control.title)} | ${control.severity}${byData} |`;
}

function page(control: Control, facts: ControlFacts | undefined): string {
  const { id, title, severity, cwe, why, fix, sources, types, reads, remedy, examples } = control;
  const rows = [
    ['Severity', `${severity}${facts?.dataAware === true ? ', moved by the worth of the data' : ''}`],
    ['Service', facts?.service ?? ''],
    ['Asked of', types.map((type) => `\`${type}\``).join(', ')],
    ['Reads', reads.map((read) => `\`${read}\``).join(', ')],
    [
      'Classes',
      [facts === undefined ? '' : `OWASP 2017 ${facts.owasp2017}`, cwe === undefined ? '' : `CWE-${cwe}`]
        .filter((one) => one !== '')
        .join(', '),
    ],
    ['Patch', remedy === undefined ? 'needs a person' : '`intended fix` makes it'],
  ].filter(([, value]) => value !== '');
  return `# ${id}: ${title}

${why}

| | |
|---|---|
${rows.map(([name = '', value = '']) => `| ${name} | ${cell(value)} |`).join('\n')}

## What to do

${fix}

${example('Violated', examples.violated)}
${example('Satisfied', examples.satisfied)}
${example('Undetermined: the template does not decide it', examples.undetermined)}
## Sources

${sources.map((source) => `- <${source}>`).join('\n')}
${peers(facts)}`;
}

function example(title: string, text: string): string {
  const language = text.trimStart().startsWith('{') ? 'json' : 'yaml';
  return `## ${title}\n\n\`\`\`${language}\n${text.trimEnd()}\n\`\`\`\n`;
}

function peers(facts: ControlFacts | undefined): string {
  const known = Object.entries(facts?.peers ?? {}).filter(([tool]) => TOOLS[tool] !== undefined);
  if (known.length === 0) return '';
  const lines = known.map(([tool, ids]) => `- ${TOOLS[tool] ?? tool}: ${ids.map((id) => `\`${id}\``).join(', ')}`);
  return `\n## The same question elsewhere\n\n${lines.join('\n')}\n`;
}

function cell(text: string): string {
  return text.replaceAll('|', '\\|');
}

function groupBy(controls: readonly Control[], keyOf: (control: Control) => string): ReadonlyMap<string, Control[]> {
  const groups = new Map<string, Control[]>();
  for (const control of controls) groups.set(keyOf(control), [...(groups.get(keyOf(control)) ?? []), control]);
  return groups;
}
