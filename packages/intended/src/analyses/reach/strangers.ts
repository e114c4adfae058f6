import type { Hop } from '#finding/finding';
import type { Store } from '#model/node';
import { CAPABILITIES } from '#policy/access';
import type { Capability, OutsideAccess } from '#policy/access';
import { NONE } from './class-set.ts';
import type { Excess } from './excess.ts';
import type { Exposure } from './exposure.ts';
import type { Picture } from './judge.ts';
import { rateFacts, UNCLASSIFIED } from './rated-facts.ts';
import { rate } from './stars.ts';
import { has, isBulk } from './uses.ts';

/** What a store's own policy lets the internet or other accounts do, beyond what is declared public. */
export function strangersExcess(store: Store, picture: Picture): readonly Excess[] {
  const found: Excess[] = [];
  for (const outside of picture.publicAccess.strangers(store.id))
    for (const capability of CAPABILITIES) {
      if (capability === 'list' || !has(outside.maybe, capability) || isDeclared(store, outside, capability, picture))
        continue;
      found.push(excessOf(store, outside, capability, picture));
    }
  return found;
}

/** `public: true` means that anyone may read; nobody declares that anyone may write. */
function isDeclared(store: Store, outside: OutsideAccess, capability: Capability, { landscape }: Picture): boolean {
  return (
    capability === 'read' && outside.principal === 'anyone' && landscape.intent.services.get(store.id)?.public === true
  );
}

function excessOf(store: Store, outside: OutsideAccess, capability: Capability, picture: Picture): Excess {
  const { explanation } = outside;
  const stake = picture.wired.possible(store.id) | picture.intended.column(store.id);
  const data = stake === NONE ? [UNCLASSIFIED] : picture.index.each(stake);
  const certainty = has(outside.yes, capability) ? 'yes' : 'maybe';
  const who = outside.principal === 'anyone' ? 'anyone on the internet' : `${outside.principal} ${outside.name}`;
  const how = `${who} may ${capability}: ${explanation.actions.slice(0, 4).join(', ')}`;
  const path: Hop[] = [{ from: who, to: store.id, how, at: explanation.statements[0]?.at ?? store.at }];
  const exposure: Exposure =
    outside.principal === 'anyone'
      ? { least: 0, most: 0, why: 'anyone' }
      : { least: -1, most: -1, why: 'another account' };
  const bulk = capability === 'read' && isBulk(outside.maybe);
  const { actions, because } = explanation;
  const access = { capability, store: store.id, certainty, bulk, actions, path } as const;
  const evidence = certainty === 'yes' ? 'unused' : 'possible';
  return {
    ...access,
    data,
    used: 'no',
    scope: undefined,
    stranger: who,
    because,
    ...rateFacts(data, access, (dataClass) => rate(dataClass, capability, exposure, evidence)),
  };
}
