import type { CapabilityMask } from './access.ts';
import type { Allowed } from './evaluate.ts';
import type { FacetKind } from './facets.ts';
import { itemAt } from './item-at.ts';
import { eachWord, hasWord } from './words.ts';

/** Capabilities on a node or facet; `full` are those that reach all of it, `maybe` includes `yes` and `full`. */
export interface Masks {
  readonly yes: CapabilityMask;
  readonly maybe: CapabilityMask;
  readonly full: CapabilityMask;
}

export const NO_MASKS: Masks = { yes: 0, maybe: 0, full: 0 };

export function masksOf(allowed: Allowed, kind: FacetKind): Masks {
  let yes = 0;
  let maybe = 0;
  let full = 0;
  eachWord(allowed.possible, (position) => {
    const mask = itemAt(kind.masks, position);
    maybe |= mask;
    if (hasWord(allowed.certain, position)) yes |= mask;
    if (kind.main[position] === true && hasWord(allowed.whole, position)) full |= mask;
  });
  return { yes, maybe, full };
}

export function joinMasks(left: Masks, right: Masks): Masks {
  return { yes: left.yes | right.yes, maybe: left.maybe | right.maybe, full: left.full | right.full };
}
