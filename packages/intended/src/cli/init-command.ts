import { relative, resolve } from 'node:path';
import { askProposal } from './ask-proposal.ts';
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
  const text = flags.yes === true ? proposal.text : await askProposal(proposal, name);
  if (text === undefined) {
    io.stderr.write('nothing was written\n');
    return 0;
  }
  io.writeFile(file, text);
  io.stdout.write(`wrote ${name}: ${summary(proposal)}; review it like code, then run \`intended check\`\n`);
  return 0;
}

function summary({ exists, added, classes, services }: Proposal): string {
  if (exists) return `added ${added.join(', ')}`;
  return `${classes.length} data classes, ${services} services`;
}
