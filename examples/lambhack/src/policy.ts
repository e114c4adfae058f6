import { type Policy, signals } from '@intended/guard';

/** A schema that takes everything, as an application without one does. */
const anything = Object.assign(() => true, { errors: null });
const open = { allow: 'public', query: anything, body: anything } as const;

/**
 * Everything is open and nothing is validated, on purpose: what stops the exploits is that input may not change
 * the structure of what it is put into. No rule names a command, a payload or a handler.
 */
export const policy: Policy = {
  version: 1,
  app: 'lambhack',
  routes: {
    'GET /lambhack/c': open,
    'GET /lambhack/sum': open,
    'GET /lambhack/file': open,
    'GET /lambhack/preview': open,
    'GET /lambhack/letter': open,
    'POST /lambhack/settings': open,
    'GET /lambhack/people': open,
    'GET /lambhack/people/careful': open,
    'GET /lambhack/notes': open,
  },
  layers: [signals],
};
