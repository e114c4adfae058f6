import type { Application } from '#model/application';
import { packageTables } from '#source/package-tables';
import type { Access, AccessRow, ControlEdge, Explanation, OutsideAccess } from './access.ts';
import { controlEdges } from './control-edges.ts';
import { encoder } from './encode.ts';
import type { Encoder } from './encode.ts';
import { chooseAction, explainCapability, explainHolding, NOTHING } from './explain.ts';
import { facetIndex } from './facet-index.ts';
import { facetMaker } from './facets.ts';
import type { Facet } from './facets.ts';
import { gatherGrants } from './gather-grants.ts';
import type { Holding } from './gather-grants.ts';
import { managedPolicies } from './managed-policies.ts';
import { outsideAccess } from './outside.ts';
import { rowRules } from './ground.ts';
import type { Ground, RowRules } from './ground.ts';
import { atomsOf, layOut } from './rows.ts';
import { ruleMaker } from './rules.ts';
import { accessNodes } from './subjects.ts';
import type { AccessNode } from './subjects.ts';
import { keptTables } from './tables.ts';
import type { Tables } from './tables.ts';

export interface AccessOptions {
  readonly tables?: Tables;
}

/**
 * Computes what every identity of the application may do to every node, three-valued.
 * Rows are computed at once, explanations on demand. Never throws on what a template holds.
 */
export function computeAccess(application: Application, options: AccessOptions = {}): Access {
  const prepared = prepare(application, keptTables(options.tables ?? packageTables()));
  const { ground } = prepared;
  const { rows, rowByIdentity } = rowsOf(ground);
  const explainWith = (identity: string, node: string, how: Explain): Explanation => {
    const holding = ground.gathered.holdings.get(identity);
    const index = ground.nodeById.get(node);
    return holding === undefined || index === undefined ? NOTHING : how(holding, index);
  };
  const explain: Access['explain'] = (identity, capability, node) =>
    explainWith(identity, node, (holding, index) => explainCapability(holding, capability, index, ground));
  const allows: Access['allows'] = (identity, action, node) =>
    explainWith(identity, node, (holding, index) => explainHolding(holding, index, ground, chooseAction(action)));
  const actions: Access['actions'] = (identity, capability, node) => explain(identity, capability, node).actions;
  const nodes = ground.nodes.map((node) => node.id);
  let outside: readonly OutsideAccess[] | undefined;
  let control: readonly ControlEdge[] | undefined;
  const access: Access = {
    nodes,
    rows,
    rowByIdentity,
    diagnostics: ground.gathered.diagnostics,
    get outside() {
      outside ??= outsideAccess({ ...prepared, resources: application.resources });
      return outside;
    },
    get control() {
      control ??= controlEdges(application, { ...prepared, rows, access });
      return control;
    },
    explain,
    allows,
    actions,
  };
  return access;
}

type Explain = (holding: Holding, node: number) => Explanation;

interface Prepared {
  readonly ground: Ground;
  readonly encoder: Encoder;
  readonly identityByArn: ReadonlyMap<string, string>;
  readonly tables: Tables;
}

function prepare(application: Application, tables: Tables): Prepared {
  const nodes = accessNodes(application);
  const encode = encoder(application, nodes);
  const nodeById = new Map(nodes.map((node) => [node.id, node.index] as const));
  const { facets, facetsOfNode, kinds } = makeFacets(nodes, encode, tables);
  const rules = ruleMaker(encode, facets, facetIndex(facets));
  const identityByArn = identityArns(application, encode);
  const managed = managedPolicies(tables);
  const gathered = gatherGrants(application, {
    encoder: encode,
    rules,
    managed,
    nodeById,
    facetsOfNode,
    identityByArn,
  });
  const region = encode.symbols.opaque('AWS::Region');
  const ground = { nodes, facets, facetsOfNode, kinds, gathered, nodeById, region, judged: new Map() };
  return { ground, encoder: encode, identityByArn, tables };
}

function makeFacets(
  nodes: readonly AccessNode[],
  encode: Encoder,
  tables: Tables,
): Pick<Ground, 'facets' | 'facetsOfNode' | 'kinds'> {
  const maker = facetMaker(tables, encode);
  const facets: Facet[] = [];
  const facetsOfNode = nodes.map((node) =>
    node.services.flatMap((service) => maker.of(node, node.index, service)).map((facet) => facets.push(facet) - 1),
  );
  return { facets, facetsOfNode, kinds: maker.kinds };
}

function identityArns(application: Application, encode: Encoder): ReadonlyMap<string, string> {
  return new Map(
    application.identities.flatMap((identity) => encode.arns(identity.id).map((arn) => [arn, identity.id] as const)),
  );
}

function rowsOf(ground: Ground): { rows: readonly AccessRow[]; rowByIdentity: ReadonlyMap<string, number> } {
  const layout = layOut(ground);
  const drafts = new Map<string, { identities: string[]; rules: RowRules; holding: Holding }>();
  const rowByIdentity = new Map<string, number>();
  for (const [identity, holding] of ground.gathered.holdings) {
    const rules = rowRules(holding);
    const key = keyOf(rules, holding);
    const draft = drafts.get(key) ?? { identities: [], rules, holding };
    if (draft.identities.length === 0) drafts.set(key, draft);
    draft.identities.push(identity);
  }
  const rows = [...drafts.values()].map((draft, index) => {
    for (const identity of draft.identities) rowByIdentity.set(identity, index);
    return {
      identities: draft.identities,
      atoms: atomsOf(draft.rules, ground, layout),
      unknown: draft.holding.unknown,
    };
  });
  return { rows, rowByIdentity };
}

/** Equal rules give equal rows; what is unknown belongs to its identity and is not shared. */
function keyOf(rules: RowRules, holding: Holding): string {
  const ids = [rules.rules, ...rules.boundaries].map((list) => list.map((rule) => rule.id).join()).join('|');
  return holding.unknown.length === 0
    ? ids
    : `${ids}#${holding.unknown.map((one) => `${one.what}@${one.at.file}:${one.at.line}`).join()}`;
}
