import { check } from '#engine/check';
import { diskFiles } from '#source/disk-files';
import { packageTables } from '#source/package-tables';

/**
 * Judges many apps in one process and prints what that took, modules loaded beforehand.
 * `node --conditions=@intended/source in-process.ts <rounds> <root> <template…>`
 */
const [rounds = '1', root = '.', ...templates] = process.argv.slice(2);
const tables = packageTables();

async function judge(template: string): Promise<number> {
  const report = await check({
    files: diskFiles(root),
    path: undefined,
    template,
    stack: undefined,
    stage: undefined,
    parameters: {},
    tables,
    intent: undefined,
    faults: 1,
    today: '2026-11-23',
    version: '0',
    now: () => performance.now(),
  });
  return report.matrix.length;
}

const taken: { readonly template: string; readonly cpuMs: number }[] = [];
const startCpu = process.cpuUsage();
const startWall = performance.now();
let rows = 0;
for (let round = 0; round < Number(rounds); round++)
  for (const template of templates) {
    const before = process.cpuUsage();
    rows += await judge(template);
    taken.push({ template, cpuMs: milliseconds(process.cpuUsage(before)) });
  }
const cpuMs = milliseconds(process.cpuUsage(startCpu));
const worst = taken.toSorted((a, b) => b.cpuMs - a.cpuMs)[0];
process.stdout.write(JSON.stringify({ cpuMs, wallMs: performance.now() - startWall, rows, worst }));

function milliseconds({ user, system }: NodeJS.CpuUsage): number {
  return (user + system) / 1000;
}
