import { merged, nothing, warning, type Context, type Expansion } from '../expansion.ts';
import { expandApiEvent, expandHttpApiEvent } from './api.ts';
import type { EventSource } from './event-source.ts';

type ExpandEvent = (event: EventSource, context: Context) => Expansion;

const FUNCTION_EVENTS: ReadonlyMap<string, ExpandEvent> = new Map<string, ExpandEvent>([
  ['Api', expandApiEvent],
  ['HttpApi', expandHttpApiEvent],
]);

/** Everything that the events of one function or state machine make. */
export function expandEvents(events: readonly EventSource[], context: Context): Expansion {
  return merged(events.map((event) => expandEvent(event, context)));
}

function expandEvent(event: EventSource, context: Context): Expansion {
  const expand = FUNCTION_EVENTS.get(event.type);
  if (expand !== undefined) return expand(event, context);
  const message = `event \`${event.name}\` of \`${event.owner.logicalId}\` has the unknown type \`${event.type}\`; its trigger is not judged`;
  return { ...nothing, diagnostics: [warning(event.at, message)] };
}
