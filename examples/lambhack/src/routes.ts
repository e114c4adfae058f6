import type { Answer, Event } from './answer.ts';
import * as code from './code.ts';
import * as command from './command.ts';
import * as page from './fetch.ts';
import * as file from './file.ts';
import * as notes from './notes.ts';
import * as people from './people.ts';
import * as settings from './settings.ts';
import * as template from './template.ts';

export type Handler = (event: Event) => Promise<Answer>;

/** One function a route, as template.yaml deploys them. */
export const handlers: Readonly<Record<string, Handler>> = {
  'GET /lambhack/c': command.handler,
  'GET /lambhack/sum': code.handler,
  'GET /lambhack/file': file.handler,
  'GET /lambhack/preview': page.handler,
  'GET /lambhack/letter': template.handler,
  'POST /lambhack/settings': settings.handler,
  'GET /lambhack/people': people.handler,
  'GET /lambhack/people/careful': people.careful,
  'GET /lambhack/notes': notes.handler,
};
