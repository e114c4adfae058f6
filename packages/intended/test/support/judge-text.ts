import { check } from '#engine/check';
import type { CheckRequest } from '#engine/check';
import type { Report } from '#finding/finding';
import { memoryFiles } from '#source/memory-files';
import { packageTables } from '#source/package-tables';

let ticks = 0;

interface Options {
  readonly faults?: 1 | 2 | 'all';
  readonly today?: string;
}

/** What a check of an app given as file texts is asked, with a clock that only counts. */
export function requestFor(files: Readonly<Record<string, string>>, options: Options = {}): CheckRequest {
  return {
    files: memoryFiles(files),
    path: undefined,
    template: undefined,
    stack: undefined,
    stage: undefined,
    parameters: {},
    tables: packageTables(),
    intent: undefined,
    faults: options.faults ?? 1,
    today: options.today ?? '2026-01-01',
    version: '0.0.0',
    now: () => ticks++,
  };
}

/** Judges an app given as file texts, through real readers. */
export function judgeText(files: Readonly<Record<string, string>>, options: Options = {}): Promise<Report> {
  return check(requestFor(files, options));
}
