import type { Hop } from '#finding/finding';
import type { DataClass } from '#intent/intent';
import type { Compute } from '#model/node';
import type { ControlEdge } from '#policy/access';
import { NONE } from './class-set.ts';
import type { Picture } from './judge.ts';
import { rateWorth } from './stars.ts';
import type { Rating } from './stars.ts';

/** What a compute gains by becoming another, or by changing what another runs. */
export interface Escalation {
  /** The surest way; the path names the others. */
  readonly worst: ControlEdge;
  readonly data: readonly DataClass[];
  readonly rating: Rating;
  /** One hop for each way, the first few. */
  readonly path: readonly Hop[];
}

/** The authority of an account is never worth less than confidential data, whatever classes are known of. */
const LEAST_WORTH = 3;
const MOST_WAYS = 8;

export function escalationOf(compute: Compute, picture: Picture): Escalation | undefined {
  const edges = compute.identities
    .flatMap((identity) => picture.controlByIdentity.get(identity) ?? [])
    .filter((edge) => gainsAnother(edge, compute, picture));
  const worst = edges.find((edge) => edge.verdict === 'yes') ?? edges[0];
  if (worst === undefined) return undefined;
  const data = picture.index.each(picture.holdings.own(compute.id));
  const worth = data.reduce(
    (most, { value }) => Math.max(most, value.confidentiality, value.integrity, value.availability),
    LEAST_WORTH,
  );
  const evidence = worst.verdict === 'yes' ? 'unused' : 'possible';
  return {
    worst,
    data,
    rating: rateWorth('Authority', worth, picture.exposures.of(compute.id), evidence),
    path: [worst, ...edges.filter((edge) => edge !== worst)].slice(0, MOST_WAYS).map((edge) => ({
      from: compute.id,
      to: edge.gains,
      how: edge.how,
      at: edge.explanation.statements[0]?.at ?? compute.at,
    })),
  };
}

function gainsAnother({ gains }: ControlEdge, compute: Compute, picture: Picture): boolean {
  if (gains === compute.id || compute.identities.includes(gains)) return false;
  return !writesItsCodeByIntent(compute.id, gains, picture);
}

/** Whoever is meant to write what another compute runs controls it by intent; writing more of it shows as excess. */
function writesItsCodeByIntent(compute: string, gained: string, { landscape, intended }: Picture): boolean {
  const runs = landscape.computeById.get(gained)?.runs ?? [];
  return runs.some((store) => intended.cell(compute, 'write', store) !== NONE);
}
