import { relative, resolve } from 'node:path';
import { addAcceptance } from '#intent/accept';
import type { Io } from './io.ts';
import { CannotDo, WrongUse } from './wrong-use.ts';

export interface AcceptFlags {
  readonly on: string;
  readonly because: string;
  readonly until?: string;
  readonly data?: string;
  readonly in?: string;
  readonly intent?: string;
}

/** `intended accept`: adds one reasoned line to the intent file and leaves every other line as it is. */
export function accept(finding: string, flags: AcceptFlags, io: Io): number {
  if (!/^[a-z][\w.-]*$/i.test(finding)) {
    throw new WrongUse(`\`${finding}\` is no finding; write its id, such as \`reach-excess\``);
  }
  const file = resolve(io.cwd, flags.intent ?? 'intended.yaml');
  const name = relative(io.cwd, file) || file;
  const text = io.readFile(file);
  if (text === undefined) throw new CannotDo(`\`${name}\` does not exist; make it with \`intended init\``);
  const { on, because, until, data } = flags;
  const acceptance = { finding, on, data, in: flags.in, because, until, at: undefined };
  const added = addAcceptance({ path: name, text }, acceptance);
  if (added.kind === 'refused') throw new WrongUse(`${name}: ${added.message}`);
  io.writeFile(file, added.text);
  io.stdout.write(`${name}: \`${finding}\` on \`${on}\` is accepted${until === undefined ? '' : ` until ${until}`}\n`);
  return 0;
}
