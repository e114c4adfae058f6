import type { Hop } from '#finding/finding';
import type { DataClass } from '#intent/intent';
import type { Compute } from '#model/node';
import { NONE } from './class-set.ts';
import type { Candidate, Excess } from './excess.ts';
import { DEPLOY_TIME, RUN_BY_PROVIDER } from './exposure.ts';
import type { Picture } from './judge.ts';
import { rateFacts, UNCLASSIFIED } from './rated-facts.ts';
import { rate } from './stars.ts';
import type { EvidenceKind } from './stars.ts';
import { isBulk } from './uses.ts';

/** Says of an access that is too much who gets at it, by which statement, and what it is worth. */
export function explainExcess(compute: Compute, candidate: Candidate, entry: readonly Hop[], picture: Picture): Excess {
  const { grant, capability, certainty, used, bulk, scope } = candidate;
  const explanation = picture.access.explain(grant.identity, capability, grant.node);
  const statement = explanation.statements[0];
  const actions = tellingActions(candidate, explanation.actions, picture);
  const data = candidate.classes === NONE ? [UNCLASSIFIED] : picture.index.each(candidate.classes);
  const how = `may ${capability}: ${actions.slice(0, 4).join(', ')}${statement === undefined ? '' : ` (${statement.label})`}`;
  const path: Hop[] = [...entry, { from: compute.id, to: grant.node, how, at: statement?.at ?? compute.at }];
  // A relay exercises only what its definition says: to use more of its role, somebody must deploy another one.
  const exposure = RUN_BY_PROVIDER.has(compute.role) ? DEPLOY_TIME : picture.exposures.of(compute.id);
  const access = {
    capability,
    store: grant.node,
    certainty,
    bulk,
    ...(scope === undefined ? {} : { scope }),
    actions,
    path,
  };
  const { because } = explanation;
  return {
    ...access,
    scope,
    data,
    used,
    because,
    ...rateFacts(data, access, (dataClass) =>
      rate(dataClass, capability, exposure, evidenceOf(dataClass, candidate, picture)),
    ),
  };
}

/** What the code does although nobody declared it already happens: that is worse than a grant nobody uses. */
function evidenceOf(dataClass: DataClass, candidate: Candidate, { wired, index }: Picture): EvidenceKind {
  const { certainty, used, isMeant, grant } = candidate;
  if (certainty === 'maybe' || used === 'unknown') return 'possible';
  if (used === 'no' || isMeant) return 'unused';
  const isThere = (wired.sure(grant.node) & (index.bitById.get(dataClass.id) ?? NONE)) !== NONE;
  return isThere ? 'leak' : 'possible';
}

/** Of a read that is meant, only what reads everything at once is too much. */
function tellingActions(
  candidate: Candidate,
  actions: readonly string[],
  { capabilitiesOf }: Picture,
): readonly string[] {
  if (!candidate.bulk || !candidate.isMeant) return actions;
  const bulk = actions.filter((action) => isBulk(capabilitiesOf(action)));
  return bulk.length === 0 ? actions : bulk;
}
