import type { Place } from '#source/place';
import type { Wire } from '#model/flow';
import { known } from '#model/value';

/** A wire with the usual manner: pushed, content, no answer, nothing kept. */
export function wire(kind: Wire['kind'], from: string, to: string, at: Place, manner: Partial<Wire> = {}): Wire {
  return {
    kind,
    from,
    to,
    carries: 'content',
    answers: false,
    mode: 'push',
    cached: known(false, at),
    filter: undefined,
    identity: undefined,
    at,
    ...manner,
  };
}
