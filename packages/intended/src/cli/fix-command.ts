import { join, relative } from 'node:path';
import { createTwoFilesPatch } from 'diff';
import pc from 'picocolors';
import type { Finding } from '#finding/finding';
import { severityRank } from '#finding/severity';
import type { JudgeFlags } from './check-options.ts';
import { requestOf } from './check-options.ts';
import type { FixPlan, LoadEngine } from './engine-door.ts';
import type { Io } from './io.ts';
import { hasColors } from './io.ts';
import { withProgress } from './progress.ts';

export interface FixFlags extends JudgeFlags {
  readonly write?: boolean;
  readonly only?: readonly string[];
  readonly all?: boolean;
}

/** `intended fix`: shows the patches as a diff, or writes them. Exit code 1 while patches wait to be written. */
export async function fix(path: string | undefined, flags: FixFlags, io: Io, load: LoadEngine): Promise<number> {
  const request = requestOf(path, flags, io);
  const wants = (finding: Finding): boolean =>
    flags.only === undefined
      ? flags.all === true || severityRank(finding.severity) > 0
      : flags.only.some((one) => one === finding.control || one === finding.resource);
  const plan = await withProgress(io, flags.quiet === true, 'fixing', async () =>
    (await load()).fix({ ...request, wants }),
  );
  if (flags.write === true) {
    for (const file of plan.files) io.writeFile(join(plan.before.app.root, file.path), file.after);
  } else io.stdout.write(diffOf(plan, io, hasColors(io.stdout, io.environment, flags.color !== false)));
  io.stderr.write(summary(plan, flags.write === true));
  if (!plan.after.complete) return 2;
  return flags.write !== true && plan.files.length > 0 ? 1 : 0;
}

function diffOf(plan: FixPlan, io: Io, colors: boolean): string {
  const paint = pc.createColors(colors);
  return plan.files
    .map(({ path, before, after }) => {
      const name = relative(io.cwd, join(plan.before.app.root, path)).replaceAll('\\', '/');
      return createTwoFilesPatch(`a/${name}`, `b/${name}`, before, after, undefined, undefined, { context: 3 });
    })
    .join('')
    .replaceAll(/^=+\n/gm, '')
    .split('\n')
    .map((line) => {
      if (line.startsWith('+') && !line.startsWith('+++')) return paint.green(line);
      if (line.startsWith('-') && !line.startsWith('---')) return paint.red(line);
      return line.startsWith('@@') ? paint.cyan(line) : line;
    })
    .join('\n');
}

function summary({ files, refused, manual, before, after }: FixPlan, written: boolean): string {
  const fixed = files.flatMap((file) => file.fixed);
  const lines = [
    `${fixed.length} of ${before.findings.length} findings ${written ? 'fixed' : 'can be fixed'} in ${files.length} ${files.length === 1 ? 'file' : 'files'}; checked again: ${after.findings.filter(({ accepted }) => accepted === undefined).length} left`,
    ...refused.slice(0, 10).map(({ finding, why }) => `not fixed: ${finding.control} on ${finding.resource}: ${why}`),
    ...(manual.length === 0 ? [] : [`${manual.length} need a person; \`intended check --verbose\` says what to do`]),
    ...(written || files.length === 0 ? [] : ['`intended fix --write` applies the patches']),
  ];
  return `${lines.join('\n')}\n`;
}
