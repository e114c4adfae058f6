import { relative, resolve } from 'node:path';
import type { JudgeFlags } from './check-options.ts';
import { requestOf } from './check-options.ts';
import { printDiagnostics } from './diagnostics.ts';
import type { LoadEngine, Proposal } from './engine-door.ts';
import type { Io } from './io.ts';
import { withProgress } from './progress.ts';
import { CannotDo } from './wrong-use.ts';

export interface InitFlags extends JudgeFlags {
  readonly yes?: boolean;
}

/**
 * `intended init`: proposes the intent file from templates and code, or what a file that exists does not mention yet.
 * A person, or `--yes`, has it written; lines that are there are never changed.
 */
export async function init(path: string | undefined, flags: InitFlags, io: Io, load: LoadEngine): Promise<number> {
  const request = requestOf(path, flags, io);
  const proposal = await withProgress(io, flags.quiet === true, 'reading', async () => (await load()).propose(request));
  if (proposal === undefined) {
    throw new CannotDo(
      `no serverless app found in \`${relative(io.cwd, request.path) || '.'}\`; name its folder or its template`,
    );
  }
  if (flags.quiet !== true) printDiagnostics(proposal.diagnostics, io);
  const file = resolve(proposal.root, proposal.file);
  const name = relative(io.cwd, file) || file;
  if (proposal.trouble !== undefined) throw new CannotDo(`${name}: ${proposal.trouble}`);
  if (proposal.exists && proposal.added.length === 0) {
    io.stdout.write(`${name}: mentions all that was found; nothing to add\n`);
    return 0;
  }
  if (flags.yes !== true && !io.interactive) {
    io.stdout.write(proposal.text);
    io.stderr.write(`nothing was written; \`intended init --yes\` writes this to \`${name}\`\n`);
    return 0;
  }
  if (flags.yes !== true && !(await isConfirmed(proposal, name))) {
    io.stderr.write('nothing was written\n');
    return 0;
  }
  io.writeFile(file, proposal.text);
  io.stdout.write(`wrote ${name}: ${summary(proposal)}; review it like code, then run \`intended check\`\n`);
  return 0;
}

function summary({ exists, added, classes, services }: Proposal): string {
  if (exists) return `added ${added.join(', ')}`;
  return `${classes.length} data classes, ${services} services`;
}

async function isConfirmed(proposal: Proposal, name: string): Promise<boolean> {
  const { confirm, isCancel, note } = await import('@clack/prompts');
  const found = proposal.exists
    ? proposal.added
    : proposal.classes.toSorted((a, b) => b.value - a.value).map((one) => `${one.value}  ${one.id}: ${one.title}`);
  const title = proposal.exists ? `Not in ${name} yet` : 'Data found, by value 0 (public) to 4';
  note(found.length === 0 ? 'no data was recognised' : found.join('\n'), title);
  const answer = await confirm({ message: `${proposal.exists ? 'Add this to' : 'Write'} ${name}?` });
  return !isCancel(answer) && answer;
}
