import { fileURLToPath } from 'node:url';
import { check } from '#engine/check';
import type { MatrixRow, Report } from '#finding/finding';
import { diskFiles } from '#source/disk-files';
import { packageTables } from '#source/package-tables';

const tables = packageTables();

/** Judges a folder on disk, given relative to the repository root. */
export function judgeFolder(
  folder: string,
  options: { template?: string; faults?: 1 | 2 | 'all' } = {},
): Promise<Report> {
  const root = fileURLToPath(new URL(`../../../../${folder}`, import.meta.url));
  return check({
    files: diskFiles(root),
    path: undefined,
    template: options.template,
    stack: undefined,
    stage: undefined,
    parameters: {},
    tables,
    intent: undefined,
    faults: options.faults ?? 1,
    today: '2026-01-01',
    version: '0.0.0',
    now: () => 0,
  });
}

export function rowOf(report: Report, service: string): MatrixRow {
  const row = report.matrix.find((candidate) => candidate.service === service);
  if (row === undefined)
    throw new Error(`no row \`${service}\`; there are ${report.matrix.map((one) => one.service).join(', ')}`);
  return row;
}
