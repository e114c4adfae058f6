import { guard } from '@intended/guard';
import { policy } from './policy.ts';
import { handlers, type Handler } from './routes.ts';

/** The same handlers, each wrapped once. Nothing in them changes. */
export const guarded: Readonly<Record<string, Handler>> = Object.fromEntries(
  Object.entries(handlers).map(([route, handler]) => {
    const wrapped = guard(policy, handler);
    return [route, (event) => wrapped(event, {})];
  }),
);
