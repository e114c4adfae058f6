import { statSync } from 'node:fs';
import { dirname, basename } from 'node:path';
import { fileURLToPath } from 'node:url';
import { check } from '#engine/check';
import { diskFiles } from '#source/disk-files';
import { packageTables } from '#source/package-tables';

/** What a generated test asks of an app. */
export interface JudgedApp {
  /** Answer of a control on a resource: the worst of those that were expanded from it; `not asked` where there is none. */
  answer(control: string, resource: string): string;
  /** What a service can reach beyond what it could: data classes, and stars. Empty where nothing is new. */
  beyond(service: string, before: { readonly potential: readonly string[]; readonly stars: number }): readonly string[];
}

const WORST_FIRST = ['violated', 'undetermined', 'satisfied'];

/** Judges the app at a folder or template, for tests that `intended test --generate` wrote. */
export async function judge(app: URL | string, parameters: Readonly<Record<string, string>> = {}): Promise<JudgedApp> {
  const path = typeof app === 'string' ? app : fileURLToPath(app);
  const isFile = statSync(path).isFile();
  const report = await check({
    files: diskFiles(isFile ? dirname(path) : path, {}),
    path: undefined,
    template: isFile ? basename(path) : undefined,
    stack: undefined,
    stage: undefined,
    parameters,
    tables: packageTables(),
    intent: undefined,
    faults: 1,
    today: new Date().toISOString().slice(0, 10),
    version: 'test',
    now: () => performance.now(),
  });
  const answers = report.answers ?? [];
  return {
    answer(control, resource) {
      const kinds = answers
        .filter((one) => one.control === control && one.resource === resource)
        .map(({ kind }) => kind);
      return WORST_FIRST.find((kind) => kinds.some((one) => one === kind)) ?? 'not asked';
    },
    beyond(service, { potential, stars }) {
      const row = report.matrix.find((one) => one.service === service);
      if (row === undefined) return [];
      const wider = row.potential.filter((id) => !potential.includes(id));
      return [...wider, ...(row.starsMax > stars ? [`${row.starsMax} stars`] : [])];
    },
  };
}
