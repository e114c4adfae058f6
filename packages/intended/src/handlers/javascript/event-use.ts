import type { Effects } from './record.ts';
import { keyOf } from './record.ts';
import type { Spot } from './script.ts';
import type { Term } from './term.ts';
import { membersOf } from './term.ts';

/** Notes a read of a field of the event or of a variable of the environment. */
export function noteUse(term: Term, spot: Spot, effects: Effects): void {
  for (const member of membersOf(term)) {
    if (member.kind === 'event' && member.path.length > 0)
      effects.events.set(`${member.path.join('.')}|${keyOf(spot)}`, { path: member.path, spot });
    if (member.kind === 'variable' && !effects.environment.has(member.name))
      effects.environment.set(member.name, { name: member.name, spot });
  }
}
