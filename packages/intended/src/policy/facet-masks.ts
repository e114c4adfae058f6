import type { CapabilityMask } from './access.ts';
import type { Allowed } from './evaluate.ts';
import type { FacetKind } from './facets.ts';
import type { Words } from './words.ts';

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
  eachAction(allowed.possible, (position) => {
    const mask = kind.masks[position] ?? 0;
    maybe |= mask;
    const bit = 1 << (position & 31);
    if (((allowed.certain[position >>> 5] ?? 0) & bit) !== 0) yes |= mask;
    if (((allowed.whole[position >>> 5] ?? 0) & bit) !== 0 && kind.main[position] === true) full |= mask;
  });
  return { yes, maybe, full };
}

export function eachAction(words: Words, visit: (position: number) => void): void {
  for (let at = 0; at < words.length; at += 1) {
    let word = words[at] ?? 0;
    while (word !== 0) {
      visit(at * 32 + 31 - Math.clz32(word & -word));
      word &= word - 1;
    }
  }
}

export function joinMasks(left: Masks, right: Masks): Masks {
  return { yes: left.yes | right.yes, maybe: left.maybe | right.maybe, full: left.full | right.full };
}
