import type { Explanation } from './access.ts';
import { readService } from './actions.ts';
import { MAYBE, segments, WHOLE } from './compare.ts';
import type { Coverage } from './compare.ts';
import { allowed, bounded, strengthOf } from './evaluate.ts';
import type { Allowed } from './evaluate.ts';
import type { FacetKind } from './facets.ts';
import type { Holding } from './gather-grants.ts';
import { isSymbolic, STAR } from './alphabet.ts';
import type { Rule, Source } from './rules.ts';
import { oncePerTables } from './tables.ts';
import type { Tables } from './tables.ts';
import { hasWord } from './words.ts';

/** Does a holder have an action on anything at all, node of the app or not (a function to be made)? */
export type Anywhere = (holding: Holding, action: string) => Explanation;

const FIRST_INDEX = 1_000_000;

const NOT_HELD: Explanation = { verdict: 'no', actions: [], statements: [], because: [] };

/** Services' actions are read once; answers are kept by holder. */
export function holdsAnywhere(tables: Tables): Anywhere {
  const kinds = kindsOf(tables);
  const judged = new Map<Holding, Map<string, Allowed>>();
  return (holding, action) => {
    const [service = '', name = ''] = action.split(':');
    // Most holders name none of the services that run things with roles: their actions need not even load.
    if (!holding.sources.some(({ rule }) => rule.effect === 'Allow' && rule.mayConcern(service))) return NOT_HELD;
    const kind = kinds.get(service) ?? wholeKind(service, FIRST_INDEX + kinds.size, tables);
    kinds.set(service, kind);
    const byService = judged.get(holding) ?? new Map<string, Allowed>();
    judged.set(holding, byService);
    const found = byService.get(service) ?? judge(holding, kind);
    byService.set(service, found);
    const position = kind.positions.get(name.toLowerCase());
    if (position === undefined || !hasWord(found.possible, position)) return NOT_HELD;
    return {
      verdict: hasWord(found.certain, position) ? 'yes' : 'maybe',
      actions: [action],
      statements: holding.sources.filter((source) => concerns(source.rule, kind, position)).map(stated),
      because: holding.sources
        .filter((source) => concerns(source.rule, kind, position))
        .flatMap((source) => source.rule.because),
    };
  };
}

const kindsOf: (tables: Tables) => Map<string, FacetKind> = oncePerTables(() => new Map());

function wholeKind(service: string, index: number, tables: Tables): FacetKind {
  const { actions: published } = readService(tables, service) ?? { actions: [] };
  const actions = published.map((one) => one.name);
  return {
    index,
    service,
    actions,
    masks: [],
    curated: [],
    positions: new Map(actions.map((name, position) => [name.toLowerCase(), position])),
    main: [],
  };
}

function judge(holding: Holding, kind: FacetKind): Allowed {
  const apply = (sources: readonly Source[], named: Coverage): Allowed =>
    allowed(
      sources
        .filter(({ rule }) => !rule.onResource)
        .map(({ rule }) => ({ rule, strength: strengthOf(rule, coverage(rule, kind.service, named)) })),
      kind,
    );
  // What a boundary names may be something else than what the policies name.
  return holding.boundaries.reduce(
    (sum, boundary) => bounded(sum, apply(boundary, MAYBE)),
    apply(holding.sources, WHOLE),
  );
}

/** An Allow on any resource of the service is one on something (`named`); a Deny must be on all. */
function coverage(rule: Rule, service: string, named: Coverage): Coverage {
  if (rule.effect === 'Deny' || rule.reach.base === WHOLE) return rule.reach.base;
  const names = rule.resources.some((pattern) => {
    const one = segments(pattern.text)?.[2] ?? STAR;
    return one === service || isSymbolic(one);
  });
  return names ? named : rule.reach.base;
}

function concerns(rule: Rule, kind: FacetKind, position: number): boolean {
  const match = rule.actionsOf(kind);
  return match !== undefined && hasWord(match.maybe, position);
}

function stated(source: Source): Explanation['statements'][number] {
  return { grant: source.grant, label: source.label, effect: source.rule.effect, sid: source.sid, at: source.at };
}
