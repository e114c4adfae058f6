import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { availableParallelism, cpus, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { compareWith } from './compare-with.ts';
import { generateApp } from './generate-app.ts';
import type { Form } from './generate-app.ts';
import { installedSize } from './installed-size.ts';
import type { Run } from './measure.ts';
import { median, min, repeat, runNode } from './measure.ts';
import { megabytes, renderTable, seconds } from './table.ts';

/**
 * `npm run bench [-- --runs=5 --only=corpus --quick --bin=path]`: what `intended` costs, beside its budgets.
 * Whole processes of the built command, and one row inside a process. Always ends with 0: a busy machine is no fault.
 */
const ROOT = fileURLToPath(new URL('../../..', import.meta.url));
const CORPUS = join(ROOT, '../shared/corpus');
const { values: flags } = parseArgs({
  options: {
    runs: { type: 'string', default: '5' },
    only: { type: 'string', default: '' },
    quick: { type: 'boolean', default: false },
    bin: { type: 'string', default: join(ROOT, 'packages/intended/bin/intended.mjs') },
  },
});
const runs = Math.max(1, Number(flags.runs));
const work = mkdtempSync(join(tmpdir(), 'intended-bench-'));

const say = (text: string): void => void process.stdout.write(`${text}\n`);
const wanted = (name: string): boolean => name.includes(flags.only);

interface Row {
  readonly name: string;
  readonly cells: readonly string[];
}
const rows: Row[] = [];
const notes: string[] = [];

const HEAD = ['what', 'budget', 'CPU min', 'median', 'wall min', 'median', 'first output', 'peak memory', 'verdict'];

/** Several runs as one row. The budget is for wall time on an idle machine; CPU time is what this code can answer for. */
function addRow(name: string, measured: readonly Run[], budgetMs: number | undefined, of: 'firstMs' | 'wallMs'): void {
  const column = (pick: (run: Run) => number): readonly number[] => measured.map(pick);
  const cpu = column((run) => run.cpuMs);
  const wall = column((run) => run.wallMs);
  const first = column((run) => run.firstMs);
  const judged = min(of === 'firstMs' ? first : wall);
  rows.push({
    name,
    cells: [
      budgetMs === undefined ? '' : `${seconds(budgetMs)}${of === 'firstMs' ? ' first' : ''}`,
      seconds(min(cpu)),
      seconds(median(cpu)),
      seconds(min(wall)),
      seconds(median(wall)),
      seconds(min(first)),
      megabytes(Math.max(...measured.map((run) => run.rssMb ?? Number.NaN))),
      budgetMs === undefined ? '' : verdict(judged, min(cpu), budgetMs),
    ],
  });
}

function verdict(wallMs: number, cpuMs: number, budgetMs: number): string {
  if (wallMs <= budgetMs) return 'within';
  return cpuMs <= budgetMs ? 'within by CPU' : 'over';
}

function skip(name: string, why: string): void {
  notes.push(`skipped ${name}: ${why}`);
}

async function start(): Promise<void> {
  for (const argv of [['--version'], ['--help']]) {
    const name = `intended ${argv.join(' ')}`;
    if (wanted(name)) addRow(name, await repeat(runs, () => runNode([flags.bin, ...argv])), 150, 'firstMs');
  }
  const app = join(ROOT, 'examples/wild-rydes');
  const name = 'check examples/wild-rydes';
  if (!wanted(name)) return;
  if (!existsSync(app)) return skip(name, 'the example is not there');
  addRow(name, await repeat(runs, () => runNode([flags.bin, 'check', app])), 300, 'wallMs');
}

interface InProcess {
  readonly cpuMs: number;
  readonly wallMs: number;
  readonly rows: number;
  readonly worst?: { readonly template: string; readonly cpuMs: number };
}

async function inProcess(root: string, templates: readonly string[]): Promise<Run & { readonly inside: InProcess }> {
  const script = fileURLToPath(new URL('in-process.ts', import.meta.url));
  const run = await runNode(['--conditions=@intended/source', script, '1', root, ...templates], { keep: true });
  const inside: InProcess = JSON.parse(run.out);
  return { ...run, cpuMs: inside.cpuMs, wallMs: inside.wallMs, firstMs: inside.wallMs, inside };
}

async function corpus(): Promise<void> {
  const name = 'corpus of templates, one process';
  if (!wanted(name)) return;
  if (!existsSync(CORPUS)) return skip(name, 'no `../shared/corpus` beside the repository');
  const templates = readdirSync(CORPUS, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.includes('/') && /\.(?:ya?ml|json)$/.test(path))
    .toSorted();
  const measured = await repeat(Math.min(runs, 3), () => inProcess(CORPUS, templates));
  addRow(`${templates.length} corpus templates, one process`, measured, 5000, 'wallMs');
  const { worst } = measured[0]?.inside ?? {};
  if (worst !== undefined) notes.push(`slowest template of the corpus: ${worst.template}, ${seconds(worst.cpuMs)} CPU`);
}

const SIZES = [
  [100, 50, undefined],
  [1000, 500, 2000],
  [10_000, 5000, undefined],
] as const;

async function generated(form: Form): Promise<void> {
  const taken: number[] = [];
  for (const [functions, stores, budget] of SIZES) {
    const name = `${form} ${functions.toLocaleString('en')} functions × ${stores.toLocaleString('en')} stores`;
    if (!wanted(name)) continue;
    if (flags.quick && functions > 1000) {
      skip(name, '`--quick`');
      continue;
    }
    const [template = ''] = generateApp(join(work, `${form}-${functions}`), functions, stores, form);
    const times = functions > 1000 ? 1 : Math.min(runs, 3);
    const measured = await repeat(times, () => runNode([flags.bin, 'check', template]));
    addRow(name, measured, budget, 'wallMs');
    taken.push(min(measured.map((run) => run.cpuMs)));
    if (measured.some((run) => run.code === null)) notes.push(`${name}: the process did not end by itself`);
  }
  const factors = taken.slice(1).map((cpu, index) => `×${(cpu / (taken[index] ?? cpu)).toFixed(1)}`);
  if (factors.length > 0)
    notes.push(`growth of CPU time for ten times the ${form} app, start included: ${factors.join(', then ')}`);
}

async function compared(): Promise<void> {
  const name = 'against other tools';
  if (!wanted(name)) return;
  const [template = ''] = generateApp(join(work, 'compared'), 100, 50, 'cloudformation');
  const { measured, said } = await compareWith({ template, bin: flags.bin, root: ROOT, work, runs: Math.min(runs, 3) });
  for (const one of measured) addRow(one.name, one.runs, undefined, 'wallMs');
  notes.push(...said);
}

function installed(): void {
  const name = 'installed size';
  if (!wanted(name)) return;
  if (flags.quick) return skip(name, '`--quick`');
  try {
    const { totalMb, ownMb, heaviest } = installedSize(join(work, 'installed'));
    const verdict = totalMb <= 60 ? 'within' : 'over';
    rows.push({ name: 'installed size', cells: ['60 MB', '', '', '', '', '', `${totalMb.toFixed(1)} MB`, verdict] });
    const list = heaviest.map(([of, mb]) => `${of} ${mb.toFixed(1)}`).join(', ');
    notes.push(`installed: intended itself ${ownMb.toFixed(1)} MB; heaviest in MB: ${list}`);
  } catch (error) {
    skip(
      name,
      `npm did not pack or install (${error instanceof Error ? error.message.split('\n')[0] : String(error)})`,
    );
  }
}

async function main(): Promise<void> {
  say(
    `node ${process.version}, ${cpus()[0]?.model ?? 'unknown processor'}, ${availableParallelism()} cores, load ${loadavg()
      .map((load) => load.toFixed(1))
      .join(' ')}`,
  );
  if (!existsSync(flags.bin) || !existsSync(join(flags.bin, '../../dist/cli.js')))
    return say('nothing is built: run `npm run build`, then again');
  const steps = [start, corpus, () => generated('sam'), () => generated('cloudformation'), compared, installed];
  for (const step of steps) {
    try {
      await step();
    } catch (error) {
      skip(step.name || 'a row', error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error));
    }
  }
  say(
    `\n${renderTable(
      HEAD,
      rows.map((row) => [row.name, ...row.cells]),
    )}`,
  );
  if (notes.length > 0) say(`\n${notes.join('\n')}`);
}

try {
  await main();
} finally {
  rmSync(work, { recursive: true, force: true });
}
