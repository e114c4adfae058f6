import type { Application } from '#model/application';
import type { AccessRow, Capability, ControlEdge, Explanation } from './access.ts';
import { capabilityBit } from './capabilities.ts';
import { ESCALATIONS, ROLE_POLICY_ACTIONS } from './control-table.ts';
import { holdsAnywhere } from './holds-anywhere.ts';
import type { Anywhere } from './holds-anywhere.ts';
import { itemAt } from './item-at.ts';
import { heldWays, holdingOf, passedEdges, policyOf } from './passed-roles.ts';
import type { Certainty, ControlContext, Draft } from './passed-roles.ts';

/** More targets than this of one kind are one edge to `*`: who may become that many may become any. */
const MANY = 200;

/** Lists who can become, or change the code of, whom. */
export function controlEdges(application: Application, context: ControlContext): readonly ControlEdge[] {
  const shared = sharedIndexes(application, context);
  const edges: ControlEdge[] = [];
  for (const row of context.rows) {
    const identity = itemAt(row.identities, 0);
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
  /** By the list of an atom: the nodes through which something is gained. */
  readonly gainable: WeakMap<readonly number[], readonly string[]>;
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
    gainable: new WeakMap(),
  };
}

function draftsOf(row: AccessRow, identity: string, shared: Shared, context: ControlContext): readonly Draft[] {
  const holding = holdingOf(identity, context);
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
    for (const node of gainable(atom.nodes, shared, context)) {
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

/**
 * Nodes of an atom through which something is gained. Atoms that name no node share their list, so that the basic policies
 * of ten thousand functions do not look at ten thousand log groups each.
 */
function gainable(nodes: readonly number[], shared: Shared, context: ControlContext): readonly string[] {
  const known = shared.gainable.get(nodes);
  if (known !== undefined) return known;
  const found = nodes
    .map((index) => itemAt(context.access.nodes, index))
    .filter((node) => shared.computes.has(node) || shared.pools.has(node) || shared.runners.has(node));
  shared.gainable.set(nodes, found);
  return found;
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
  return { gains, how, actions: context.access.actions(itemAt(row.identities, 0), capability, node), verdict, explain };
}

/** Roles it may assume, whose trust it may rewrite, or that it may pass to something it can make run. */
function roleEdges(row: AccessRow, identity: string, shared: Shared, context: ControlContext): readonly Draft[] {
  const roles = row.atoms
    .filter((atom) => (atom.maybe & PASS) !== 0)
    .flatMap((atom) => atom.nodes)
    .map((index) => itemAt(context.access.nodes, index))
    .filter((node) => shared.identities.has(node));
  if (roles.length > MANY) return [manyRoles(roles, identity, context)];
  const ways = roles.length === 0 ? [] : heldWays(holdingOf(identity, context), shared.anywhere);
  return roles.flatMap((role) => [
    ...directEdges(role, identity, context),
    ...passedEdges(role, identity, ways, context),
  ]);
}

function manyRoles(roles: readonly string[], identity: string, context: ControlContext): Draft {
  const found = context.access.explain(identity, 'pass', itemAt(roles, 0));
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
    const trusted = action !== 'sts:AssumeRole' || policyOf(role, context) !== undefined;
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
