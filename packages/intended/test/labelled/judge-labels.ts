import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { check } from '#engine/check';
import type { Report } from '#finding/finding';
import { diskFiles } from '#source/disk-files';
import { packageTables } from '#source/package-tables';

export const KINDS = ['violated', 'satisfied', 'undetermined', 'not-applicable'] as const;
export type Kind = (typeof KINDS)[number];

/** What a person says of a control on a resource, and what the tool reports. */
export interface Judged {
  readonly template: string;
  readonly resource: string;
  readonly control: string;
  readonly label: Kind;
  readonly reported: 'violated' | 'undetermined' | 'nothing';
}

/** Controls by label by resource by template. */
type Labels = Readonly<Record<string, Readonly<Record<string, Readonly<Partial<Record<Kind, readonly string[]>>>>>>>;

const FOLDER = import.meta.dirname;
const tables = packageTables();

export function readLabels(): Labels {
  return JSON.parse(readFileSync(join(FOLDER, 'labels.json'), 'utf8')) as Labels;
}

/** Runs the whole check on one labelled template; a Serverless Framework app has a folder of its own. */
export function reportOf(template: string): Promise<Report> {
  const isFolder = template.includes('/');
  return check({
    files: diskFiles(isFolder ? join(FOLDER, dirname(template)) : FOLDER, {}),
    path: undefined,
    template: isFolder ? undefined : template,
    stack: undefined,
    stage: undefined,
    parameters: {},
    tables,
    intent: undefined,
    faults: 1,
    today: '2026-11-23',
    version: '0',
    now: () => 0,
  });
}

export function judgedOf(template: string, report: Report): readonly Judged[] {
  const found = new Map(report.findings.map((one) => [`${one.control} ${one.resource}`, one.outcome]));
  return Object.entries(readLabels()[template] ?? {}).flatMap(([resource, byKind]) =>
    KINDS.flatMap((label) =>
      (byKind[label] ?? []).map((control): Judged => {
        const outcome = found.get(`${control} ${resource}`);
        const reported = outcome === 'violated' || outcome === 'undetermined' ? outcome : 'nothing';
        return { template, resource, control, label, reported };
      }),
    ),
  );
}

export interface Score {
  readonly labels: number;
  /** Share of the violated that are reported. */
  readonly recall: number;
  /** Share of the satisfied and not applicable that are reported as violated. */
  readonly falsePositives: number;
  /** Share of the decided that are reported as undetermined. */
  readonly undetermined: number;
}

export function scoreOf(judged: readonly Judged[]): Score {
  const bad = judged.filter(({ label }) => label === 'violated');
  const good = judged.filter(({ label }) => label === 'satisfied' || label === 'not-applicable');
  const share = (some: readonly Judged[], reported: Judged['reported']): number =>
    some.length === 0 ? 0 : some.filter((one) => one.reported === reported).length / some.length;
  return {
    labels: judged.length,
    recall: bad.length === 0 ? 1 : share(bad, 'violated'),
    falsePositives: share(good, 'violated'),
    undetermined: share([...bad, ...good], 'undetermined'),
  };
}

/** One line a service: the first word of a control's id. */
export function tableOf(judged: readonly Judged[]): string {
  const services = [...new Set(judged.map(serviceOf))].toSorted();
  const line = (name: string, score: Score): string =>
    `${name.padEnd(12)} ${String(score.labels).padStart(4)} labels  recall ${percent(score.recall)}  false positives ${percent(score.falsePositives)}  undetermined ${percent(score.undetermined)}`;
  const lines = services.map((service) => line(service, scoreOf(judged.filter((one) => serviceOf(one) === service))));
  return [...lines, line('all', scoreOf(judged))].join('\n');
}

const serviceOf = ({ control }: Judged): string => control.split('-', 1)[0] ?? control;
const percent = (share: number): string => `${(share * 100).toFixed(1)} %`.padStart(7);
