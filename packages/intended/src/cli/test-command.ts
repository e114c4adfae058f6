import { dirname, relative, resolve } from 'node:path';
import { GENERATORS } from '#engine/tests/generators';
import type { JudgeFlags } from './check-options.ts';
import { requestOf } from './check-options.ts';
import type { LoadEngine } from './engine-door.ts';
import type { Io } from './io.ts';
import { withProgress } from './progress.ts';
import { WrongUse } from './wrong-use.ts';

export interface TestFlags extends JudgeFlags {
  readonly generate?: string;
  readonly output?: string;
}

/** `intended test --generate`: prints the tests, or writes them where `--output` says. */
export async function test(path: string | undefined, flags: TestFlags, io: Io, load: LoadEngine): Promise<number> {
  const kind = GENERATORS.find((one) => one === flags.generate);
  if (kind === undefined) throw new WrongUse(`say what to write: \`--generate ${GENERATORS.join('|')}\``);
  const request = requestOf(path, flags, io);
  const output = flags.output === undefined ? undefined : resolve(io.cwd, flags.output);
  const from = output === undefined ? io.cwd : dirname(output);
  const way = relative(from, request.template ?? request.path).replaceAll('\\', '/');
  const app = way === '' ? './' : way.startsWith('.') ? way : `./${way}`;
  const made = await withProgress(io, flags.quiet === true, 'reading', async () =>
    (await load()).generate({ ...request, kind, app }),
  );
  if (output === undefined) io.stdout.write(made.text);
  else io.writeFile(output, made.text);
  const where = output === undefined ? '' : `${relative(io.cwd, output)}: `;
  io.stderr.write(
    `${where}${made.satisfied} answers held${kind === 'guard' ? '' : `, ${made.services} services that may not reach more`}\n`,
  );
  return made.complete ? 0 : 2;
}
