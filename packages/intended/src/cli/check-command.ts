import { dirname, join, relative, resolve } from 'node:path';
import type { Report } from '#finding/finding';
import { exitCodeOf } from '#finding/gate';
import { applyBaseline, baselineText } from './apply-baseline.ts';
import type { CheckFlags } from './check-options.ts';
import { parseFormat, parseGate, parseOutputs, requestOf } from './check-options.ts';
import { printDiagnostics } from './diagnostics.ts';
import type { LoadEngine } from './engine-door.ts';
import type { Format, RenderOptions } from './formats.ts';
import { render } from './formats.ts';
import type { Io } from './io.ts';
import { hasColors, hasUnicode } from './io.ts';
import { withProgress } from './progress.ts';
import { WrongUse } from './wrong-use.ts';

const DEFAULT_BASELINE = 'intended.baseline.json';

/** `intended check`: judges, renders, writes what was asked for, and returns the exit code. */
export async function check(path: string | undefined, flags: CheckFlags, io: Io, load: LoadEngine): Promise<number> {
  const gate = parseGate(flags.failOn);
  const format = flags.format === undefined ? undefined : parseFormat(flags.format);
  const outputs = parseOutputs(flags.output ?? [], io.cwd);
  const request = { ...requestOf(path, flags, io), ...(flags.ids === undefined ? {} : { ids: flags.ids }) };
  if (flags.quiet === true && flags.verbose === true)
    throw new WrongUse('`--quiet` and `--verbose` contradict each other');

  const judged = await withProgress(io, flags.quiet === true, 'judging', async () => (await load()).check(request));
  const baselineFile = resolve(io.cwd, flags.baseline ?? DEFAULT_BASELINE);
  if (flags.writeBaseline === true) {
    io.writeFile(baselineFile, baselineText(judged));
    if (flags.quiet !== true) io.stderr.write(`wrote ${baselineFile}\n`);
  }
  const usesBaseline = flags.baseline !== undefined || flags.writeBaseline === true;
  const known = usesBaseline ? applyBaseline(judged, baselineFile, io) : judged;
  const report = isPlainTerminal(format, outputs.length, flags)
    ? known
    : (await import('./frameworks.ts')).addFrameworks(known);

  const options = {
    width: 100,
    colors: false,
    unicode: true,
    verbose: flags.verbose === true,
    gate,
    prefix: prefixOf(report, io),
  };
  for (const output of outputs) {
    io.writeFile(output.file, await render(output.format, report, options));
  }
  await print(report, format, flags, path === undefined || path === '.' ? options : { ...options, path }, io);
  return exitCodeOf(report, gate);
}

/** The terminal names no requirements unless asked: their table need not be read. */
function isPlainTerminal(format: Format | undefined, outputs: number, flags: CheckFlags): boolean {
  return (format === undefined || format === 'terminal') && outputs === 0 && flags.framework === undefined;
}

async function print(
  report: Report,
  format: Format | undefined,
  flags: CheckFlags,
  options: RenderOptions,
  io: Io,
): Promise<void> {
  if (format !== undefined && format !== 'terminal') {
    if (flags.quiet !== true) printDiagnostics(report.diagnostics, io);
    io.stdout.write(await render(format, report, options));
    return;
  }
  if (flags.quiet === true) return;
  if (flags.framework !== undefined) {
    const { groupByFramework } = await import('./frameworks.ts');
    io.stdout.write(groupByFramework(report, flags.framework, { ...options, ...terminalLook(io, flags) }));
    return;
  }
  io.stdout.write(await render('terminal', report, { ...options, ...terminalLook(io, flags) }));
}

/** How the terminal report looks on this standard output. */
export function terminalLook(
  io: Io,
  flags: { readonly color?: boolean },
): { readonly width: number; readonly colors: boolean; readonly unicode: boolean } {
  return {
    width: io.stdout.columns ?? 100,
    colors: hasColors(io.stdout, io.environment, flags.color !== false),
    unicode: hasUnicode(io),
  };
}

/** Way from the repository's root, or else from here, to the app; `''` where the app is not below. */
function prefixOf(report: Report, io: Io): string {
  const base = io.environment['GITHUB_WORKSPACE'] || repositoryOf(report.app.root, io) || io.cwd;
  const way = relative(base, report.app.root).replaceAll('\\', '/');
  return way.startsWith('..') || /^[a-z]:/i.test(way) ? '' : way;
}

function repositoryOf(folder: string, io: Io): string | undefined {
  for (let at = folder; ; at = dirname(at)) {
    if (io.exists(join(at, '.git'))) return at;
    if (dirname(at) === at) return undefined;
  }
}
