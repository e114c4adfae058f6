import type { Finding } from '#finding/finding';
import type { Diagnostic } from '#source/place';
import type { ControlTable } from './control-table.ts';
import type { Suppression, Tool } from './suppressions.ts';

const NAMES: Readonly<Record<Tool, string>> = {
  checkov: 'checkov',
  cfnnag: 'cfn_nag',
  cdknag: 'cdk_nag',
  guard: 'cfn-guard',
  kics: 'kics',
  trivy: 'trivy',
};

/**
 * Marks the findings that a person told another scanner to leave alone, through the ids of the table. What is
 * suppressed is still shown. One that covers nothing although its question was asked is reported.
 */
export function applySuppressions(
  findings: readonly Finding[],
  suppressions: readonly Suppression[],
  table: ControlTable,
): { readonly findings: readonly Finding[]; readonly diagnostics: readonly Diagnostic[] } {
  if (suppressions.length === 0) return { findings, diagnostics: [] };
  const used = new Set<Suppression>();
  const marked = findings.map((finding): Finding => {
    const peers = table.get(finding.control)?.peers ?? {};
    const covering = suppressions.filter(
      (one) => namesControl(one, peers[one.tool] ?? []) && coversPlace(one, finding),
    );
    for (const one of covering) used.add(one);
    const [first] = covering;
    if (first === undefined || finding.accepted !== undefined) return finding;
    return { ...finding, accepted: { by: 'inline', because: `${NAMES[first.tool]} ${first.id}: ${first.because}` } };
  });
  const known = new Set([...table.values()].flatMap(({ peers }) => Object.values(peers).flat()));
  const unused = suppressions.filter((one) => !used.has(one) && (one.id === '*' || known.has(bare(one.id))));
  return { findings: marked, diagnostics: unused.map(unusedNote) };
}

function namesControl({ id }: Suppression, ids: readonly string[]): boolean {
  return id === '*' || ids.includes(id) || ids.includes(bare(id));
}

/** Packs of one tool write the same rule under several prefixes: `HIPAA.Security-IAMNoInlinePolicy[…]`. */
function bare(id: string): string {
  return id.replace(/\[.*\]$/, '').replace(/^(?:HIPAA\.Security|NIST\.800\.53\.R[45]|PCI\.DSS\.321|Serverless)-/, '');
}

function coversPlace({ resource, lines, at }: Suppression, finding: Finding): boolean {
  if (resource !== undefined) return resource === finding.resource;
  const { file, line } = finding.location;
  return lines !== undefined && file === at.file && line >= lines[0] && line <= lines[1];
}

function unusedNote({ tool, id, resource, at }: Suppression): Diagnostic {
  const where = resource === undefined ? 'here' : `on \`${resource}\``;
  return {
    severity: 'note',
    place: at,
    message: `the suppression of ${NAMES[tool]} \`${id}\` ${where} covers no finding; remove it if the other tool does not need it`,
  };
}
