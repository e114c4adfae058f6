import type { Attestation } from '#intent/intent';
import type { Program } from './programs.ts';
import type { EligibilityTable, ServiceInScope } from './table.ts';

/** What can be said of one service and one program. */
export interface Verdict {
  readonly kind: 'eligible' | 'not-listed' | 'unknown' | 'no-list' | 'not-needed';
  readonly text: string;
  /** Day of the newest source that says so; empty where none does. */
  readonly asOf: string;
  readonly evidence: string;
}

/** A page of the provider that a person saved and imported: newer than the table, and with its own day. */
export interface Overlay {
  readonly program: string;
  readonly address: string;
  readonly asOf: string;
  /** Names of services as the page has them, conditions in brackets kept apart. */
  readonly services: readonly { readonly name: string; readonly condition?: string }[];
}

export interface Question {
  readonly table: EligibilityTable;
  readonly overlays: readonly Overlay[];
  readonly program: Program | undefined;
  readonly programName: string;
  /** Undefined for what no provider's list can name: a third party, something made by hand. */
  readonly service: ServiceInScope | undefined;
  readonly attestation: Attestation | undefined;
}

/** Unknown is a verdict of its own: only a list that is complete at its day says no. */
export function verdictOf(question: Question): Verdict {
  const { attestation, program, programName, service } = question;
  if (attestation !== undefined)
    return {
      kind: 'eligible',
      text: 'eligible',
      asOf: attestation.until ?? '',
      evidence: `attested: ${attestation.because}`,
    };
  if (program === undefined) return unknown(`no stored list has a program \`${programName}\``);
  if (program.list === undefined)
    return {
      kind: 'no-list',
      text: 'no list exists for this law',
      asOf: '',
      evidence: 'the law binds the app, whatever service it uses',
    };
  if (service === undefined)
    return unknown('no list of the provider names it; ask for its attestation and write it under `attest`');
  return fromOverlay(question, program, service) ?? fromTable(question, program.list, program, service);
}

function fromOverlay({ overlays }: Question, program: Program, service: ServiceInScope): Verdict | undefined {
  const overlay = overlays.find((one) => one.program === program.name);
  if (overlay === undefined) return undefined;
  const row = overlay.services.find(({ name }) => sameService(name, service.service));
  const evidence = `${overlay.address} (imported)`;
  if (row === undefined)
    return { kind: 'not-listed', text: `not listed as of ${overlay.asOf}`, asOf: overlay.asOf, evidence };
  return {
    kind: 'eligible',
    text: 'eligible',
    asOf: overlay.asOf,
    evidence: withConditions(evidence, [row.condition, program.condition]),
  };
}

function fromTable({ table }: Question, list: string, program: Program, service: ServiceInScope): Verdict {
  for (const [kind, ids] of [
    ['eligible', service.yes[list]],
    ['not-listed', service.no[list]],
  ] as const) {
    if (ids === undefined) continue;
    const sources = ids.flatMap((id) => table.sources[id] ?? []).toSorted((a, b) => (a.asOf < b.asOf ? 1 : -1));
    const asOf = sources[0]?.asOf ?? '';
    const notes = (service.notes ?? []).filter((note) => note.includes(list) || note.startsWith('excludes'));
    return {
      kind,
      text: kind === 'eligible' ? 'eligible' : `not listed as of ${asOf}`,
      asOf,
      evidence: withConditions(sources.map(({ address, asOf: day }) => `${address} (${day})`).join(', '), [
        ...(kind === 'eligible' ? [program.condition] : []),
        ...notes,
      ]),
    };
  }
  return unknown(`no stored source says whether ${service.service} is in scope`);
}

function unknown(evidence: string): Verdict {
  return { kind: 'unknown', text: 'unknown', asOf: '', evidence };
}

function withConditions(evidence: string, conditions: readonly (string | undefined)[]): string {
  return [evidence, ...conditions.filter((one) => one !== undefined)].join('; ');
}

/** `Amazon S3` and `Amazon Simple Storage Service (S3)` are one service to a person. */
export function sameService(one: string, other: string): boolean {
  const names = (text: string): readonly string[] => {
    const inBrackets = [...text.matchAll(/\(([^)]+)\)/g)].map(([, inside = '']) => inside);
    return [text.replaceAll(/\([^)]*\)/g, ''), ...inBrackets].map((name) =>
      name.toLowerCase().replaceAll(/\b(?:amazon|aws)\b|[^a-z0-9]/g, ''),
    );
  };
  const known = new Set(names(other).filter((name) => name.length > 1));
  return names(one).some((name) => known.has(name));
}
