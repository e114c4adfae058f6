import type { Compute } from '#model/node';
import { NONE } from './class-set.ts';
import type { Excess } from './excess.ts';
import type { Picture } from './judge.ts';
import { rateFacts } from './rated-facts.ts';
import { rate } from './stars.ts';

/** Answers of an API that a distribution may keep and serve to the next caller, though nobody declared it to hold them. */
export function cachedExcess(compute: Compute, picture: Picture): readonly Excess[] {
  if (compute.role !== 'distribution') return [];
  const { wired, intended, index } = picture;
  const kept = wired.possible(compute.id) & ~wired.sure(compute.id) & ~intended.column(compute.id);
  if (kept === NONE) return [];
  const data = index.each(kept);
  const path = wired.path(compute.id, index.bitById.get(data[0]?.id ?? '') ?? NONE);
  const exposure = picture.exposures.of(compute.id);
  const common = { capability: 'read', store: compute.id, certainty: 'maybe', bulk: false, actions: [], path } as const;
  return [
    {
      ...common,
      data,
      used: 'yes',
      scope: undefined,
      cached: true,
      because: ['answers of the API are cached for whoever asks next'],
      ...rateFacts(data, common, (dataClass) => rate(dataClass, 'read', exposure, 'possible')),
    },
  ];
}
