import type { Finding, MatrixRow } from '#finding/finding';
import { compareFindings } from '#finding/compare';
import { applyInlineAccepts, readInlineAccepts } from '#finding/inline-accepts';
import type { Intent } from '#intent/intent';
import { acceptancesFor, reportAcceptances } from '#intent/match-acceptance';
import type { Files } from '#source/files';
import type { Diagnostic } from '#source/place';

export interface Accepted {
  readonly findings: readonly Finding[];
  readonly diagnostics: readonly Diagnostic[];
}

/** Marks what people answer for: acceptances of the intent file first, then comments beside the lines. */
export function applyAcceptances(
  findings: readonly Finding[],
  matrix: readonly MatrixRow[],
  intent: Intent,
  files: Files,
  today: string,
): Accepted {
  const used = new Set<Intent['accept'][number]>();
  const rowByService = new Map(matrix.map((row) => [row.service, row]));
  const mark = (finding: Finding): Finding => {
    const stores = storesOf(finding, rowByService.get(finding.resource));
    const covering = acceptancesFor({ ...finding, stores }, intent.accept, today);
    for (const acceptance of covering) used.add(acceptance);
    const [first] = covering;
    return first === undefined ? finding : { ...finding, accepted: { by: 'intent', because: first.because } };
  };
  // A large app has thousands of findings, and most people accept none.
  const marked = intent.accept.length === 0 ? findings : findings.map(mark);
  const inline = filesOf(marked).map((path) => ({ path, file: files.read(path) }));
  const read = inline.flatMap(({ path, file }) => (file.kind === 'text' ? [readInlineAccepts(path, file.text)] : []));
  const applied = applyInlineAccepts(
    marked,
    read.flatMap((one) => one.accepts),
    today,
  );
  return {
    findings: applied.findings.toSorted(compareFindings),
    diagnostics: [
      ...reportAcceptances(intent.accept, used, today),
      ...read.flatMap((one) => one.diagnostics),
      ...applied.diagnostics,
    ],
  };
}

function storesOf(finding: Finding, row: MatrixRow | undefined): readonly string[] {
  if (row === undefined) return [];
  const facts =
    finding.control === 'reach-leak'
      ? row.leak
      : finding.control === 'reach-missing'
        ? row.missing
        : finding.control === 'reach-drift'
          ? row.drift
          : row.excess;
  const concerned = facts.filter((fact) => (fact.capability === 'tap') === (finding.control === 'reach-tap'));
  return [...new Set(concerned.map((fact) => fact.store))];
}

/** Files that findings point into: nobody accepts a finding in a comment elsewhere. */
function filesOf(findings: readonly Finding[]): readonly string[] {
  return [...new Set(findings.map((finding) => finding.location.file))].filter((path) => path !== '');
}
