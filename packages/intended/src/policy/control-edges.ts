import type { Application } from '#model/application';
import type { Access, AccessRow, Capability, ControlEdge, Explanation } from './access.ts';
import { capabilityBit } from './capabilities.ts';
import { ESCALATIONS, PASSED_WAYS, ROLE_POLICY_ACTIONS } from './control-table.ts';
import type { PassedWay } from './control-table.ts';
import type { Encoder } from './encode.ts';
import { comparePiece } from './compare.ts';
import { holdsAnywhere } from './holds-anywhere.ts';
import type { Anywhere } from './holds-anywhere.ts';
import type { Ground } from './rows.ts';
import type { Rule } from './rules.ts';
import type { Tables } from './tables.ts';

interface ControlContext {
  readonly ground: Ground;
  readonly encoder: Encoder;
  readonly identityByArn: ReadonlyMap<string, string>;
  readonly tables: Tables;
  readonly rows: readonly AccessRow[];
  readonly access: Access;
}

type Certainty = 'maybe' | 'yes';

/** An edge of a row, before it is one of each of its identities. */
interface Draft {
  readonly gains: string;
  readonly how: string;
  readonly actions: readonly string[];
  readonly verdict: Certainty;
  explain(identity: string): Explanation;
}

/** More targets than this of one kind are one edge to `*`: who may become that many may become any. */
const MANY = 200;

/** Lists who can become, or change the code of, whom. */
export function controlEdges(application: Application, context: ControlContext): readonly ControlEdge[] {
  const shared = sharedIndexes(application, context);
  const edges: ControlEdge[] = [];
  for (const row of context.rows) {
    const [identity] = row.identities;
    if (identity === undefined) continue;
    const drafts = draftsOf(row, identity, shared, context);
    for (const one of row.identities)
      for (const draft of drafts) if (draft.gains !== one) edges.push(edgeOf(one, draft));
    for (const one of row.identities) edges.push(...selfRaise(one, context));
  }
  return edges;
}

function edgeOf(identity: string, draft: Draft): ControlEdge {
  const { gains, how, actions, verdict } = draft;
  return {
    identity,
    gains,
    how,
    actions,
    verdict,
    get explanation() {
      return draft.explain(identity);
    },
  };
}

interface Shared {
  readonly computes: ReadonlySet<string>;
  readonly identities: ReadonlySet<string>;
  readonly pools: ReadonlySet<string>;
  /** Computes by the stores whose content they run. */
  readonly runners: ReadonlyMap<string, readonly string[]>;
  readonly anywhere: Anywhere;
}

function sharedIndexes(application: Application, context: ControlContext): Shared {
  const runners = new Map<string, string[]>();
  for (const compute of application.computes)
    for (const store of compute.runs) runners.set(store, [...(runners.get(store) ?? []), compute.id]);
  return {
    computes: new Set(application.computes.map((one) => one.id)),
    identities: new Set(application.identities.map((one) => one.id)),
    pools: new Set(application.stores.filter((one) => one.holds === 'users').map((one) => one.id)),
    runners,
    anywhere: holdsAnywhere(context.tables),
  };
}

function draftsOf(row: AccessRow, identity: string, shared: Shared, context: ControlContext): readonly Draft[] {
  const holding = context.ground.gathered.holdings.get(identity);
  if (holding === undefined) return [];
  const drafts: Draft[] = [...codeEdges(row, shared, context)];
  drafts.push(...roleEdges(row, identity, shared, context));
  for (const { how, actions } of ESCALATIONS) {
    const held = actions
      .map((action) => [action, shared.anywhere(holding, action)] as const)
      .filter(([, found]) => found.verdict !== 'no');
    const best = held.find(([, found]) => found.verdict === 'yes') ?? held[0];
    if (best !== undefined && best[1].verdict !== 'no')
      drafts.push({
        gains: '*',
        how,
        actions: held.map(([action]) => action),
        verdict: best[1].verdict,
        explain: () => best[1],
      });
  }
  return drafts;
}

const PASS = capabilityBit('pass');
const WRITE = capabilityBit('write');

/** Computes whose code or settings it may change, directly or through what they run; user pools whose users it may become. */
function codeEdges(row: AccessRow, shared: Shared, context: ControlContext): readonly Draft[] {
  const drafts: Draft[] = [];
  for (const atom of row.atoms) {
    if ((atom.maybe & (PASS | WRITE)) === 0) continue;
    for (const index of atom.nodes) {
      const node = context.access.nodes[index] ?? '';
      const changes = (bit: number, capability: Capability, gains: string, how: string): void => {
        if ((atom.maybe & bit) === 0) return;
        drafts.push(draftOf(gains, how, (atom.yes & bit) === 0 ? 'maybe' : 'yes', node, capability, row, context));
      };
      if (shared.computes.has(node)) changes(PASS, 'pass', node, 'change its code or settings');
      if (shared.pools.has(node)) changes(PASS, 'pass', node, 'take over its users');
      for (const runner of shared.runners.get(node) ?? []) {
        changes(WRITE, 'write', runner, `write the code that it runs from \`${node}\``);
        if ((atom.maybe & WRITE) === 0) changes(PASS, 'pass', runner, `publish the code that it runs from \`${node}\``);
      }
    }
  }
  return drafts;
}

function draftOf(
  gains: string,
  how: string,
  verdict: Certainty,
  node: string,
  capability: Capability,
  row: AccessRow,
  context: ControlContext,
): Draft {
  const explain = (identity: string): Explanation => context.access.explain(identity, capability, node);
  return { gains, how, actions: context.access.actions(row.identities[0] ?? '', capability, node), verdict, explain };
}

/** Roles it may assume, whose trust it may rewrite, or that it may pass to something it can make run. */
function roleEdges(row: AccessRow, identity: string, shared: Shared, context: ControlContext): readonly Draft[] {
  const holding = context.ground.gathered.holdings.get(identity);
  const roles = row.atoms
    .filter((atom) => (atom.maybe & PASS) !== 0)
    .flatMap((atom) => atom.nodes)
    .map((index) => context.access.nodes[index] ?? '')
    .filter((node) => shared.identities.has(node));
  const ways = holding === undefined ? [] : heldWays(holding, shared.anywhere);
  if (roles.length > MANY) return [manyRoles(roles, identity, context)];
  return roles.flatMap((role) => [
    ...directEdges(role, identity, context),
    ...passedEdges(role, identity, ways, context),
  ]);
}

function manyRoles(roles: readonly string[], identity: string, context: ControlContext): Draft {
  const [first = ''] = roles;
  const found = context.access.explain(identity, 'pass', first);
  return {
    gains: '*',
    how: `become any of ${roles.length} roles`,
    actions: found.actions,
    verdict: 'maybe',
    explain: () => found,
  };
}

function directEdges(role: string, identity: string, context: ControlContext): readonly Draft[] {
  const drafts: Draft[] = [];
  for (const [action, how] of [
    ['sts:AssumeRole', 'assume it'],
    ['iam:UpdateAssumeRolePolicy', 'let itself be trusted by it'],
  ] as const) {
    const found = context.access.allows(identity, action, role);
    if (found.verdict === 'no') continue;
    // A role whose trust no template shows may trust anybody or nobody.
    const trusted =
      action !== 'sts:AssumeRole' || context.ground.gathered.policies.has(context.ground.nodeById.get(role) ?? -1);
    const verdict = trusted ? found.verdict : 'maybe';
    drafts.push({
      gains: role,
      how,
      actions: [action],
      verdict,
      explain: (one) => context.access.allows(one, action, role),
    });
  }
  return drafts;
}

interface HeldWay {
  readonly way: PassedWay;
  readonly verdict: Certainty;
  readonly actions: readonly string[];
}

function heldWays(holding: Parameters<Anywhere>[0], anywhere: Anywhere): readonly HeldWay[] {
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

function passedEdges(
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

/** Does the role's trust name the service? Maybe, where no template shows the trust. */
function trusts(role: string, service: string, context: ControlContext): 'no' | Certainty {
  const policy = context.ground.gathered.policies.get(context.ground.nodeById.get(role) ?? -1);
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
  const sources = context.ground.gathered.holdings.get(identity)?.sources ?? [];
  return sources.some(({ rule }) => {
    if (rule.effect === 'Deny') return false;
    return rule.passedTo === undefined
      ? passesRoles(rule, context)
      : rule.passedTo.some((one) => comparePiece(one, service).some > 0);
  });
}

function passesRoles(rule: Rule, context: ControlContext): boolean {
  return context.ground.kinds.some((kind) => kind.positions.has('passrole') && rule.actionsOf(kind) !== undefined);
}

/** More policies for the role it runs with are any authority at all. */
function selfRaise(identity: string, context: ControlContext): readonly ControlEdge[] {
  return ROLE_POLICY_ACTIONS.flatMap((action) => {
    const explanation = context.access.allows(identity, action, identity);
    if (explanation.verdict === 'no') return [];
    return [
      { identity, gains: '*', how: 'give itself more', actions: [action], verdict: explanation.verdict, explanation },
    ];
  });
}
