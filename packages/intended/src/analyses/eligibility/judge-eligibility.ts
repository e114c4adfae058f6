import type { EligibilityCell, Finding, MatrixRow } from '#finding/finding';
import type { DataClass, Intent } from '#intent/intent';
import type { Application } from '#model/application';
import type { Compute, Gate, Store } from '#model/node';
import type { Diagnostic, Place } from '#source/place';
import { wholeFile } from '#source/place';
import { eligibilityFinding } from './finding.ts';
import { programOf } from './programs.ts';
import { forbiddenData } from './sensitive-authentication.ts';
import type { SensitiveFields } from './sensitive-authentication.ts';
import { serviceOf } from './table.ts';
import type { EligibilityTable } from './table.ts';
import { verdictOf } from './verdict.ts';
import type { Overlay, Verdict } from './verdict.ts';

export interface EligibilityInput {
  readonly application: Application;
  readonly intent: Intent;
  readonly matrix: readonly MatrixRow[];
  readonly classes: readonly DataClass[];
  readonly table: EligibilityTable;
  readonly overlays: readonly Overlay[];
  readonly fields: SensitiveFields;
  /** ISO date of the run. */
  readonly today: string;
}

export interface JudgedEligibility {
  readonly cells: readonly EligibilityCell[];
  readonly findings: readonly Finding[];
  readonly diagnostics: readonly Diagnostic[];
}

/** Step 4: for each program that the data asks for, may each service that holds the data hold it? */
export function judgeEligibility(input: EligibilityInput): JudgedEligibility {
  const cells: EligibilityCell[] = [];
  const findings: Finding[] = [];
  const nodes = nodesOf(input.application);
  const verdicts: { readonly program: string; readonly verdict: Verdict }[] = [];
  for (const name of programsOf(input.classes)) {
    const asked = new Set(input.classes.filter(({ requires }) => requires.includes(name)).map(({ id }) => id));
    const program = programOf(name);
    for (const row of input.matrix) {
      const node = nodes.get(row.service);
      const attestation = (input.intent.attest ?? []).find(
        (one) =>
          one.service === row.service &&
          programOf(one.program)?.name === program?.name &&
          isCurrent(one.until, input.today),
      );
      const service = node === undefined ? undefined : serviceOf(input.table, node.type, node.service);
      const verdict = verdictOf({ ...input, program, programName: name, service, attestation });
      const made = cellsOf(row, program?.name ?? name, asked, verdict);
      cells.push(...made);
      const needed = made.filter((cell) => cell.data.length > 0);
      if (needed.length > 0) verdicts.push({ program: program?.name ?? name, verdict });
      findings.push(
        ...needed.slice(0, 1).flatMap((cell) => eligibilityFinding(cell, verdict, placeOf(row, node, input))),
      );
    }
  }
  findings.push(...forbiddenData(input.fields, input.application));
  return { cells, findings, diagnostics: staleness(verdicts, input) };
}

function programsOf(classes: readonly DataClass[]): readonly string[] {
  return [...new Set(classes.flatMap(({ requires }) => requires))].toSorted();
}

/** What is intended and what could be are two answers: the second is a reason to take access away. */
function cellsOf(
  row: MatrixRow,
  program: string,
  asked: ReadonlySet<string>,
  verdict: Verdict,
): readonly EligibilityCell[] {
  const intended = row.intended.filter((id) => asked.has(id));
  const potential = row.potential.filter((id) => asked.has(id) && !intended.includes(id));
  const cell = (neededBy: 'intended' | 'potential', data: readonly string[]): EligibilityCell => ({
    service: row.service,
    program,
    neededBy,
    data,
    verdict: verdict.text,
    asOf: verdict.asOf,
    evidence: verdict.evidence,
  });
  const made = [
    ...(intended.length > 0 ? [cell('intended', intended)] : []),
    ...(potential.length > 0 ? [cell('potential', potential)] : []),
  ];
  if (made.length > 0) return made;
  return [
    { ...cell('potential', []), verdict: 'not needed', asOf: '', evidence: 'no data that asks for it comes here' },
  ];
}

/** Nodes by id; what is only declared or only a host is in no list of the provider. */
function nodesOf({ computes, stores, gates }: Application): ReadonlyMap<string, Compute | Store | Gate> {
  const own = [...computes, ...stores, ...gates].filter(({ type }) => type !== 'host' && type !== 'browser');
  return new Map(own.map((node) => [node.id, node]));
}

function placeOf(
  row: MatrixRow,
  node: Compute | Store | Gate | undefined,
  { application, intent }: EligibilityInput,
): Place {
  const resource = application.resources.get(row.resources[0] ?? '');
  return resource?.typeAt ?? node?.at ?? wholeFile(intent.file ?? application.templates[0] ?? '.');
}

function isCurrent(until: string | undefined, today: string): boolean {
  return until === undefined || until >= today;
}

/** A list older than a year is a lead, not an answer: said once for each program. */
function staleness(
  verdicts: readonly { readonly program: string; readonly verdict: Verdict }[],
  { application, today }: EligibilityInput,
): readonly Diagnostic[] {
  const limit = `${Number(today.slice(0, 4)) - 1}${today.slice(4)}`;
  const oldest = new Map<string, string>();
  for (const { program, verdict } of verdicts) {
    const known = oldest.get(program);
    if (verdict.asOf !== '' && verdict.asOf < limit && (known === undefined || verdict.asOf < known))
      oldest.set(program, verdict.asOf);
  }
  return [...oldest].map(([program, asOf]) => ({
    severity: 'note',
    place: wholeFile(application.templates[0] ?? '.'),
    message: `what is said about \`${program}\` rests on lists of ${asOf}, more than a year old; save the provider's page and run \`intended compliance import FILE --program ${program}\``,
  }));
}
