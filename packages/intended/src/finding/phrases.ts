import type { Place } from '#source/place';
import type { ReachFacts } from './reach-facts.ts';

const LISTED = 3;

/** `Rider identity, Passwords and Ride times`; the rest as a number. */
export function dataOf(facts: ReachFacts): string {
  if (facts.data.length === 0) return 'data of no known class';
  return listed(
    facts.data.map((one) => one.title),
    'more classes of data',
  );
}

/** `[pii, schedules]`, as the intent file writes it. */
export function idsOf(facts: ReachFacts): string {
  return `[${facts.data.map((one) => one.id).join(', ')}]`;
}

/** The actions, or words for their absence. */
export function actionsOf(facts: ReachFacts): string {
  return facts.actions.length === 0 ? 'an action that is not named' : codeList(facts.actions);
}

/** `` `dynamodb:Scan`, `dynamodb:Query` and 4 more actions ``. */
export function codeList(names: readonly string[]): string {
  return listed(
    names.map((name) => `\`${name}\``),
    'more actions',
  );
}

/** Where the deciding hop stands: the last one that has a place. */
export function grantPlace(facts: ReachFacts): Place | undefined {
  return facts.path.findLast((hop) => hop.at !== undefined)?.at;
}

/** With a capital at the start. */
export function sentence(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function listed(items: readonly string[], more: string): string {
  const shown = items.length > LISTED + 1 ? items.slice(0, LISTED) : items;
  const rest = items.length - shown.length;
  const tail = rest > 0 ? `${rest} ${more}` : shown.at(-1);
  const head = rest > 0 ? shown : shown.slice(0, -1);
  if (head.length === 0) return tail ?? '';
  // A title with an `and` of its own (`Passwords and tokens`) needs the comma to stay one thing.
  const joint = items.some((item) => item.includes(' and ')) ? ', and' : ' and';
  return `${head.join(', ')}${joint} ${tail}`;
}
