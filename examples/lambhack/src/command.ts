import { exec } from 'node:child_process';
import { promisify } from 'node:util';
import { type Answer, asked, type Event, text } from './answer.ts';

const run = promisify(exec);

/** The fault of the day: whoever knows the address has a shell. */
export async function handler(event: Event): Promise<Answer> {
  const command = asked(event, 'command') || asked(event, 'args');
  // Some clients write a space as a plus, and some platforms deliver it so.
  const { stdout } = await run(command.replaceAll('+', ' '));
  return text(stdout);
}
