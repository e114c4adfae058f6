import { fingerprint } from '#finding/fingerprint';
import type { Finding, Hop, RelatedPlace } from '#finding/finding';
import { describeReach } from '#finding/reach-words';
import type { ReachFacts, ReachKind } from '#finding/reach-facts';
import { severityOfStars } from '#finding/severity';
import type { DataClass } from '#intent/intent';
import type { Place } from '#source/place';
import type { Deviation } from './deviations.ts';
import type { Excess } from './excess.ts';
import type { Exposure } from './exposure.ts';
import type { Picture } from './judge.ts';
import type { JudgedRow } from './row.ts';
import type { Rating } from './stars.ts';
import { worse } from './stars.ts';

/** Step 3 of the talk asks which services access the data; taps and control are access, too. */
const STEP = 3;

/** The part of a finding that its kind fixes. Sources: OWASP Top 10 2017 (A3 exposure, A5 access control, A10 logging), CWE. */
const CLASS_OF: Readonly<
  Record<ReachKind, { readonly owasp2017: string | undefined; readonly cwe: number | undefined }>
> = {
  'reach-excess': { owasp2017: 'A5', cwe: 250 },
  'reach-leak': { owasp2017: 'A3', cwe: 532 },
  'reach-missing': { owasp2017: undefined, cwe: undefined },
  'reach-drift': { owasp2017: undefined, cwe: undefined },
  'reach-escalation': { owasp2017: 'A5', cwe: 269 },
  'reach-tap': { owasp2017: 'A5', cwe: 250 },
};

/** Every finding of the access analysis: at most one for each kind and row, the worst access speaking for the rest. */
export function reachFindings(rows: readonly JudgedRow[], picture: Picture): readonly Finding[] {
  return rows.flatMap((row) => {
    const taps = row.excess.filter((found) => found.capability === 'tap');
    const rest = row.excess.filter((found) => found.capability !== 'tap');
    return [
      ...fromExcess('reach-excess', row, rest, picture),
      ...fromExcess('reach-tap', row, taps, picture),
      ...fromDeviations('reach-leak', row, row.leak, picture),
      ...fromDeviations('reach-missing', row, row.missing, picture),
      ...fromDeviations('reach-drift', row, row.drift, picture),
      ...fromEscalation(row, picture),
    ];
  });
}

function fromExcess(kind: ReachKind, row: JudgedRow, found: readonly Excess[], picture: Picture): Finding[] {
  const worst = worstOf(found);
  if (worst === undefined) return [];
  const { used, scope, stranger, cached } = worst;
  const more = found.length - 1;
  const facts: ReachFacts = {
    ...reachFacts(row, worst, picture),
    bulk: worst.bulk,
    used: used === 'yes' ? 'code' : used,
    ...(scope === undefined ? {} : { scope }),
    ...(stranger === undefined ? {} : { stranger }),
    ...(cached === undefined ? {} : { cached }),
    ...(more === 0 ? {} : { more }),
  };
  const all = mergedData(found);
  const finding = makeFinding(kind, row, facts, {
    found,
    rating: found.map((one) => one.rating).reduce(worse),
    data: all,
  });
  // Where the code could not be read, the grant may be needed: that is not known, and said so.
  return [{ ...finding, outcome: found.every((one) => one.certainty === 'maybe') ? 'undetermined' : 'violated' }];
}

function fromDeviations(kind: ReachKind, row: JudgedRow, found: readonly Deviation[], picture: Picture): Finding[] {
  const worst = worstOf(found);
  if (worst === undefined) return [];
  const facts: ReachFacts = {
    ...reachFacts(row, worst, picture),
    bulk: false,
    used: kind === 'reach-leak' ? 'wired' : 'code',
  };
  return [
    makeFinding(kind, row, facts, {
      found,
      rating: found.map((one) => one.rating).reduce(worse),
      data: mergedData(found),
    }),
  ];
}

function fromEscalation(row: JudgedRow, picture: Picture): Finding[] {
  const { escalation } = row;
  if (escalation === undefined) return [];
  const { worst, data, rating, path } = escalation;
  const facts: ReachFacts = {
    ...reachFacts(
      row,
      {
        store: row.node.id,
        data,
        capability: 'pass',
        certainty: worst.verdict,
        actions: worst.actions,
        because: worst.explanation.because,
        path: path.slice(0, 1),
      },
      picture,
    ),
    bulk: false,
    used: 'unknown',
    gains: worst.gains === '*' ? 'any role of the account' : worst.gains,
  };
  const finding = makeFinding('reach-escalation', row, facts, { found: [{ path }], rating, data });
  return [{ ...finding, outcome: worst.verdict === 'yes' ? 'violated' : 'undetermined' }];
}

function reachFacts(
  row: JudgedRow,
  worst: Pick<Deviation, 'store' | 'data' | 'capability' | 'certainty' | 'actions' | 'because' | 'path'>,
  picture: Picture,
): Omit<ReachFacts, 'bulk' | 'used'> {
  return {
    service: row.node.id,
    store: worst.store,
    data: byWorth(worst.data).map(({ id, title }) => ({ id, title })),
    capability: worst.capability,
    actions: worst.actions,
    path: worst.path,
    certainty: worst.certainty,
    exposure: exposureWord(picture.exposures.of(row.node.id)),
    because: worst.because,
  };
}

function exposureWord(exposure: Exposure): 'anyone' | 'closed-group' | 'internal' | 'deploy-time' {
  if (exposure.least >= 0) return 'anyone';
  if (exposure.most >= -1) return 'closed-group';
  return exposure.most >= -2 ? 'internal' : 'deploy-time';
}

function makeFinding(
  kind: ReachKind,
  row: JudgedRow,
  facts: ReachFacts,
  all: {
    readonly found: readonly { readonly path: readonly Hop[] }[];
    readonly rating: Rating;
    readonly data: readonly DataClass[];
  },
): Finding {
  const words = describeReach(kind, facts);
  return {
    fingerprint: fingerprint(kind, row.node.id),
    control: kind,
    ...words,
    severity: severityOfStars(all.rating.most),
    confidence: facts.certainty === 'yes' ? 'high' : 'medium',
    outcome: 'violated',
    stars: all.rating.least,
    starsMax: all.rating.most,
    data: byWorth(all.data).map((dataClass) => dataClass.id),
    resource: row.node.id,
    location: facts.path.findLast((hop) => hop.at !== undefined)?.at ?? row.node.at,
    related: relatedOf(row.node.at, all.found),
    step: STEP,
    wip: 'write',
    ...CLASS_OF[kind],
    frameworks: [],
    accepted: undefined,
  };
}

/** The hops of every access in the finding, each place once, after the service itself. */
function relatedOf(at: Place, found: readonly { readonly path: readonly Hop[] }[]): readonly RelatedPlace[] {
  const related: RelatedPlace[] = [];
  const seen = new Set<string>();
  for (const { path } of found)
    for (const hop of path) {
      if (hop.at === undefined) continue;
      const key = `${hop.at.file}:${hop.at.line}:${hop.at.column}:${hop.from}:${hop.to}:${hop.how}`;
      if (seen.has(key) || related.length >= MOST_RELATED) continue;
      seen.add(key);
      related.push({
        location: hop.at,
        message: hop.from === hop.to ? `\`${hop.to}\`: ${hop.how}` : `\`${hop.from}\` → \`${hop.to}\`: ${hop.how}`,
      });
    }
  return related.length === 0 ? [{ location: at, message: 'the service itself' }] : related;
}

const MOST_RELATED = 40;

function worstOf<T extends { readonly rating: Rating; readonly certainty: 'yes' | 'maybe' }>(
  found: readonly T[],
): T | undefined {
  return found.reduce<T | undefined>(
    (worst, one) => (worst === undefined || rank(one) > rank(worst) ? one : worst),
    undefined,
  );
}

function rank(one: { readonly rating: Rating; readonly certainty: 'yes' | 'maybe' }): number {
  return one.rating.most * 4 + one.rating.least + (one.certainty === 'yes' ? 0.5 : 0);
}

function mergedData(found: readonly { readonly data: readonly DataClass[] }[]): readonly DataClass[] {
  return [...new Set(found.flatMap((one) => one.data))];
}

function byWorth(data: readonly DataClass[]): readonly DataClass[] {
  return data.toSorted((one, other) => other.value.confidentiality - one.value.confidentiality);
}
