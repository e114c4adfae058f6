import type { Access, AccessRow, Explanation } from './access.ts';
import { comparePiece } from './compare.ts';
import { PASSED_WAYS } from './control-table.ts';
import type { PassedWay } from './control-table.ts';
import type { Encoder } from './encode.ts';
import type { Anywhere } from './holds-anywhere.ts';
import type { Ground } from './ground.ts';
import type { Holding } from './gather-grants.ts';
import type { NodePolicy } from './resource-policy.ts';
import { itemOf } from './item-at.ts';
import type { Rule } from './rules.ts';
import type { Tables } from './tables.ts';

/** What control edges are computed from. */
export interface ControlContext {
  readonly ground: Ground;
  readonly encoder: Encoder;
  readonly identityByArn: ReadonlyMap<string, string>;
  readonly tables: Tables;
  readonly rows: readonly AccessRow[];
  readonly access: Access;
}

export type Certainty = 'maybe' | 'yes';

/** An edge of a row, before it is one of each of its identities. */
export interface Draft {
  readonly gains: string;
  readonly how: string;
  readonly actions: readonly string[];
  readonly verdict: Certainty;
  explain(identity: string): Explanation;
}

/** A way to run something with a role, as far as a holder has its actions. */
export interface HeldWay {
  readonly way: PassedWay;
  readonly verdict: Certainty;
  readonly actions: readonly string[];
}

export function heldWays(holding: Parameters<Anywhere>[0], anywhere: Anywhere): readonly HeldWay[] {
  return PASSED_WAYS.flatMap((way) => {
    const held = way.actions.filter((action) => anywhere(holding, action).verdict !== 'no');
    if (held.length === 0) return [];
    const runs = way.runs.filter((action) => anywhere(holding, action).verdict !== 'no');
    const certain =
      held.some((action) => anywhere(holding, action).verdict === 'yes') && (way.runs.length === 0 || runs.length > 0);
    return [
      { way, verdict: certain ? ('yes' as const) : ('maybe' as const), actions: [...new Set([...held, ...runs])] },
    ];
  });
}

/** Edges to a role that may be passed to what the ways make run. */
export function passedEdges(
  role: string,
  identity: string,
  ways: readonly HeldWay[],
  context: ControlContext,
): readonly Draft[] {
  if (ways.length === 0) return [];
  const passes = context.access.allows(identity, 'iam:PassRole', role);
  if (passes.verdict === 'no') return [];
  return ways.flatMap(({ way, verdict, actions }) => {
    const trust = trusts(role, way.service, context);
    const passed = mayPassTo(identity, way.service, context);
    if (trust === 'no' || !passed) return [];
    const certain = verdict === 'yes' && trust === 'yes' && passes.verdict === 'yes';
    const explain = (one: string): Explanation => context.access.allows(one, 'iam:PassRole', role);
    return [
      {
        gains: role,
        how: way.how,
        actions: ['iam:PassRole', ...actions],
        verdict: certain ? ('yes' as const) : ('maybe' as const),
        explain,
      },
    ];
  });
}

/** What an identity of the app holds. */
export function holdingOf(identity: string, context: ControlContext): Holding {
  return itemOf(context.ground.gathered.holdings, identity);
}

/** Trust of a role; undefined where no template shows it. */
export function policyOf(role: string, context: ControlContext): NodePolicy | undefined {
  return context.ground.gathered.policies.get(itemOf(context.ground.nodeById, role));
}

/** Does the role's trust name the service? Maybe, where no template shows the trust. */
function trusts(role: string, service: string, context: ControlContext): 'no' | Certainty {
  const policy = policyOf(role, context);
  if (policy === undefined) return 'maybe';
  let best: 'no' | Certainty = 'no';
  for (const one of policy.outside) {
    if (one.source.rule.effect === 'Deny') continue;
    const named =
      one.principal.kind === 'Service'
        ? comparePiece(one.name, service).some
        : one.principal.kind === 'anyone' || one.principal.kind === 'unknown'
          ? 1
          : 0;
    if (named === 2 && one.source.rule.certain) return 'yes';
    if (named > 0) best = 'maybe';
  }
  return best;
}

/** Does some statement that passes roles admit the service? */
function mayPassTo(identity: string, service: string, context: ControlContext): boolean {
  return holdingOf(identity, context).sources.some(({ rule }) => {
    if (rule.effect === 'Deny') return false;
    return rule.passedTo === undefined
      ? passesRoles(rule, context)
      : rule.passedTo.some((one) => comparePiece(one, service).some > 0);
  });
}

function passesRoles(rule: Rule, context: ControlContext): boolean {
  return context.ground.kinds.some((kind) => kind.positions.has('passrole') && rule.actionsOf(kind) !== undefined);
}
