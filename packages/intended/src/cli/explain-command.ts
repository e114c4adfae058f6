import { explainable, renderExplanation } from '#reporters/terminal/explain';
import { terminalLook } from './check-command.ts';
import type { JudgeFlags } from './check-options.ts';
import { requestOf } from './check-options.ts';
import { printDiagnostics } from './diagnostics.ts';
import type { LoadEngine } from './engine-door.ts';
import type { Io } from './io.ts';
import { withProgress } from './progress.ts';
import { CannotDo, WrongUse } from './wrong-use.ts';

/** `intended explain`: the evidence of one service or finding, hop by hop. */
export async function explain(
  subject: string,
  path: string | undefined,
  flags: JudgeFlags,
  io: Io,
  load: LoadEngine,
): Promise<number> {
  const request = requestOf(path, flags, io);
  const report = await withProgress(io, flags.quiet === true, 'judging', async () => (await load()).check(request));
  const text = renderExplanation(report, subject, { ...terminalLook(io, flags), verbose: true });
  if (text !== undefined) {
    io.stdout.write(text);
    return 0;
  }
  // Without a single service the reason is in the files, not in the name.
  if (report.matrix.length === 0) {
    printDiagnostics(report.diagnostics, io);
    throw new CannotDo('there is no service to explain');
  }
  const names = explainable(report, subject, 5).map((name) => `\`${name}\``);
  const known = `it knows ${names.join(', ')}`;
  throw new WrongUse(`no service and no finding is called \`${subject}\`; ${known}`);
}
