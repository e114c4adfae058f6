import type { EligibilityCell, Report } from '#finding/finding';

/** Eligibility as people read it: a line for each service that holds, or could hold, data that asks for a program. */
export interface EligibilityTable {
  readonly programs: readonly string[];
  readonly rows: readonly EligibilityRow[];
  /** Laws that the data asks for and of which no provider has a list. */
  readonly laws: readonly string[];
}

export interface EligibilityRow {
  readonly service: string;
  /** Verdicts by program, in the order of `programs`; undefined where the service needs none. */
  readonly intended: readonly (EligibilityCell | undefined)[];
  readonly potential: readonly (EligibilityCell | undefined)[];
}

const NO_LIST = /^no list/;

/** Groups the cells of a report; empty where no data asks for a program with a list. */
export function eligibilityTable({ eligibility }: Report): EligibilityTable {
  const needed = eligibility.filter(({ data }) => data.length > 0);
  const listed = needed.filter(({ verdict }) => !NO_LIST.test(verdict));
  const programs = distinct(listed.map(({ program }) => program));
  const cellOf = (service: string, neededBy: EligibilityCell['neededBy']) => (program: string) =>
    listed.find((cell) => cell.service === service && cell.program === program && cell.neededBy === neededBy);
  return {
    programs,
    rows: distinct(listed.map(({ service }) => service)).map((service) => ({
      service,
      intended: programs.map(cellOf(service, 'intended')),
      potential: programs.map(cellOf(service, 'potential')),
    })),
    laws: distinct(needed.filter(({ verdict }) => NO_LIST.test(verdict)).map(({ program }) => program)),
  };
}

/** `eligible (2022-07-15)`, `not listed as of 2026-04-28`, `unknown`, or a dash. */
export function verdictText(cell: EligibilityCell | undefined): string {
  if (cell === undefined) return '–';
  return cell.asOf === '' || cell.verdict.includes(cell.asOf) ? cell.verdict : `${cell.verdict} (${cell.asOf})`;
}

function distinct(names: readonly string[]): readonly string[] {
  return [...new Set(names)];
}
