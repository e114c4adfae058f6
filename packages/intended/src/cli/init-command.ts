import { statSync } from 'node:fs';
import { join, relative } from 'node:path';
import type { JudgeFlags } from './check-options.ts';
import { requestOf } from './check-options.ts';
import type { LoadEngine, Proposal } from './engine-door.ts';
import type { Io } from './io.ts';
import { withProgress } from './progress.ts';
import { CannotDo } from './wrong-use.ts';

export interface InitFlags extends JudgeFlags {
  readonly yes?: boolean;
  readonly force?: boolean;
}

/** `intended init`: proposes the intent file from templates and code; a person, or `--yes`, has it written. */
export async function init(path: string | undefined, flags: InitFlags, io: Io, load: LoadEngine): Promise<number> {
  const request = requestOf(path, flags, io);
  const file = request.intent ?? join(folderOf(request.path), 'intended.yaml');
  const name = relative(io.cwd, file) || file;
  if (io.readFile(file) !== undefined && flags.force !== true) {
    throw new CannotDo(`\`${name}\` exists and is yours; edit it, or replace it with \`--force\``);
  }
  const proposal = await withProgress(io, flags.quiet === true, 'reading', async () =>
    (await load()).propose?.(request),
  );
  if (proposal === undefined)
    throw new CannotDo('this version cannot propose an intent file yet; write `intended.yaml` by hand');
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
  io.stdout.write(
    `wrote ${name}: ${proposal.classes.length} data classes, ${proposal.services} services; review it like code, then run \`intended check\`\n`,
  );
  return 0;
}

async function isConfirmed(proposal: Proposal, name: string): Promise<boolean> {
  const { confirm, isCancel, log, note } = await import('@clack/prompts');
  const classes = proposal.classes.map((one) => `${one.value}  ${one.id}: ${one.title}`).join('\n');
  note(classes === '' ? 'no data was recognised' : classes, 'Data found, by value 0 (public) to 4');
  log.info(`The whole proposal, with the evidence for each line, goes to ${name}; nothing else is changed.`);
  const answer = await confirm({ message: `Write ${name}?` });
  return !isCancel(answer) && answer;
}

function folderOf(path: string): string {
  return statSync(path, { throwIfNoEntry: false })?.isFile() === true ? join(path, '..') : path;
}
