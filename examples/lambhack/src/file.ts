import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Answer, asked, type Event, text } from './answer.ts';

const FOLDER = join(process.env['LAMBDA_TASK_ROOT'] ?? process.cwd(), 'files');

/** Reads a file of the folder `files`, or of any other. */
export async function handler(event: Event): Promise<Answer> {
  return text(await readFile(join(FOLDER, asked(event, 'name')), 'utf8'));
}
