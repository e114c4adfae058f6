import type { WiredPicture } from '#analyses/reach/reach';
import { has } from '#analyses/reach/uses';
import { eventOf } from '#analyses/reach/flow';
import type { IntentVerb } from '#intent/intent';
import type { ProposedFlow } from '#intent/propose-intent';

const VERBS: readonly IntentVerb[] = ['read', 'write', 'delete', 'invoke', 'tap', 'admin', 'pass'];

/** What the app does today, in the words of an intent: every exercised capability, and what every node holds. */
export function flowsToPropose({ landscape, wired, uses, index }: WiredPicture): readonly ProposedFlow[] {
  const flows: ProposedFlow[] = [];
  for (const use of uses.all) {
    const held = wired.sure(use.node);
    const own = wired.sure(use.compute) | wired.sure(eventOf(use.compute));
    const evidence = [{ what: use.how, strength: 'certain' as const, at: use.at }];
    for (const verb of VERBS) {
      if (!has(use.mask, verb)) continue;
      // What is read is all that lies there; what is written is what the writer holds of it.
      const data = verb === 'invoke' ? [] : index.ids(verb === 'write' ? held & own : held);
      flows.push({ service: use.compute, verb, data, in: use.node, evidence });
    }
  }
  for (const node of [...landscape.computes, ...landscape.stores]) {
    const data = index.ids(wired.sure(node.id) | wired.sure(eventOf(node.id)));
    const evidence = [{ what: 'arrives there', strength: 'certain' as const, at: node.at }];
    if (data.length > 0) flows.push({ service: node.id, verb: 'write', data, in: node.id, evidence });
  }
  return flows;
}
