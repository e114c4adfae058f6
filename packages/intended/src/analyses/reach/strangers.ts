import type { Hop } from '#finding/finding';
import type { Compute, Store } from '#model/node';
import { CAPABILITIES } from '#policy/access';
import type { Capability, OutsideAccess } from '#policy/access';
import { NONE } from './class-set.ts';
import type { Excess } from './excess.ts';
import type { Exposure } from './exposure.ts';
import { eventOf } from './flow.ts';
import type { Picture } from './judge.ts';
import { rateFacts, UNCLASSIFIED } from './rated-facts.ts';
import { rate } from './stars.ts';
import { has, isBulk } from './uses.ts';

/** What the policy of a store or function itself lets the internet or other accounts do, beyond what is declared public. */
export function strangersExcess(node: Store | Compute, picture: Picture): readonly Excess[] {
  const found: Excess[] = [];
  for (const outside of picture.publicAccess.strangers(node.id)) {
    if (node.kind === 'compute' && !isJudged(node, outside)) continue;
    for (const capability of CAPABILITIES) {
      if (capability === 'list' || !has(outside.maybe, capability) || isDeclared(node, outside, capability, picture))
        continue;
      found.push(excessOf(node, outside, capability, picture));
    }
  }
  return found;
}

/** APIs and other relays are there for strangers, and their routes say who may call; so is a principal given later. */
function isJudged(compute: Compute, { principal }: OutsideAccess): boolean {
  return compute.role === 'function' && (principal === 'anyone' || principal === 'account');
}

/** `public: true` means that anyone may read or call; nobody declares that anyone may write. */
function isDeclared(
  node: Store | Compute,
  { principal }: OutsideAccess,
  capability: Capability,
  { landscape }: Picture,
): boolean {
  if (capability !== 'read' && capability !== 'invoke') return false;
  // The URL of a function is a route: who may call it is said and judged there.
  if (capability === 'invoke' && landscape.routesOf.has(node.id)) return true;
  return principal === 'anyone' && landscape.intent.services.get(node.id)?.public === true;
}

function excessOf(node: Store | Compute, outside: OutsideAccess, capability: Capability, picture: Picture): Excess {
  const { explanation } = outside;
  const stake =
    picture.wired.possible(node.id) | picture.wired.possible(eventOf(node.id)) | picture.intended.column(node.id);
  const data = stake === NONE ? [UNCLASSIFIED] : picture.index.each(stake);
  const certainty = has(outside.yes, capability) ? 'yes' : 'maybe';
  const who = outside.principal === 'anyone' ? 'anyone on the internet' : `${outside.principal} ${outside.name}`;
  const how = `${who} may ${capability}: ${explanation.actions.slice(0, 4).join(', ')}`;
  const path: Hop[] = [{ from: who, to: node.id, how, at: explanation.statements[0]?.at ?? node.at }];
  const exposure: Exposure =
    outside.principal === 'anyone'
      ? { least: 0, most: 0, why: 'anyone' }
      : { least: -1, most: -1, why: 'another account' };
  const bulk = capability === 'read' && isBulk(outside.maybe);
  const { actions, because } = explanation;
  const access = { capability, store: node.id, certainty, bulk, actions, path } as const;
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
