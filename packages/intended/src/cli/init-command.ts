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
 * A person, or `--yes`, has it written; lines that are there are never changed. Every app found gets its own.
 */
export async function init(path: string | undefined, flags: InitFlags, io: Io, load: LoadEngine): Promise<number> {
  const request = requestOf(path, flags, io);
  const proposal = await withProgress(io, flags.quiet === true, 'reading', async () => (await load()).propose(request));
  if (proposal === undefined) {
    throw new CannotDo(
      `no serverless app found in \`${relative(io.cwd, request.path) || '.'}\`; name its folder or its template`,
    );
  }
  const proposals = [proposal, ...(proposal.more ?? []).map((one) => ({ ...one, root: proposal.root }))];
  const troubles: string[] = [];
  for (const one of proposals) {
    if (flags.quiet !== true) printDiagnostics(one.diagnostics, io);
    const name = relative(io.cwd, resolve(one.root, one.file)) || one.file;
    if (one.trouble === undefined) await offer(one, name, proposals.length > 1, flags, io);
    else troubles.push(`${name}: ${one.trouble}`);
  }
  if (troubles.length > 0) throw new CannotDo(troubles.join('\n'));
  return 0;
}

/** Has one file written, or shown where nobody can be asked. */
async function offer(proposal: Proposal, name: string, isOneOfMany: boolean, flags: InitFlags, io: Io): Promise<void> {
  if (proposal.exists && proposal.added.length === 0) {
    io.stdout.write(`${name}: mentions all that was found; nothing to add\n`);
    return;
  }
  if (flags.yes !== true && !io.interactive) {
    io.stdout.write(isOneOfMany ? `# ${name}\n${proposal.text}` : proposal.text);
    io.stderr.write(`nothing was written; \`intended init --yes\` writes this to \`${name}\`\n`);
    return;
  }
  const text = flags.yes === true ? proposal.text : await askProposal(proposal, name);
  if (text === undefined) {
    io.stderr.write('nothing was written\n');
    return;
  }
  io.writeFile(resolve(proposal.root, proposal.file), text);
  io.stdout.write(`wrote ${name}: ${summary(proposal)}; review it like code, then run \`intended check\`\n`);
}

function summary({ exists, added, classes, services }: Proposal): string {
  if (exists) return `added ${added.join(', ')}`;
  return `${classes.length} data classes, ${services} services`;
}
