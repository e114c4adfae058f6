import * as fc from 'fast-check';
import type { Grant } from '#model/grant';
import type { Access } from '../access.ts';
import { computeAccess } from '../compute-access.ts';
import { application, choice, grant, role } from './make-application.ts';
import { ACTIONS, CONDITIONS, names, NODES, PRINCIPALS, RESOURCES, STORES, TABLES } from './reference-evaluator.ts';
import type { OnResource, Statement, World } from './reference-evaluator.ts';

/** The same from the room. */
export function fromRoom(access: Access): readonly (readonly [string, number, number])[] {
  const row = access.rows[access.rowByIdentity.get('Role') ?? -1];
  return NODES.map(({ id }) => {
    const node = access.nodes.indexOf(id);
    const atom = row?.atoms.find((one) => one.nodes.includes(node));
    return [id, atom?.yes ?? 0, atom?.maybe ?? 0] as const;
  });
}

function writtenStatement(one: Statement | OnResource): unknown {
  const body = {
    Effect: one.effect,
    [one.negatedActions ? 'NotAction' : 'Action']: one.actions.map((action) => action.written),
    [one.negatedResources ? 'NotResource' : 'Resource']: one.resources.map((resource) => resource.written),
    ...('principal' in one ? { Principal: one.principal.written } : {}),
    ...(one.condition === undefined ? {} : { Condition: one.condition.written }),
  };
  return one.open ? choice(body) : body;
}

export function accessOf(world: World): Access {
  const grants: Grant[] = [grant('Role', 'identity', ...world.identity.map(writtenStatement))];
  if (world.boundary !== undefined) grants.push(grant('Role', 'boundary', ...world.boundary.map(writtenStatement)));
  for (const [node, list] of Object.entries(world.policies))
    if (list.length > 0) grants.push(grant(node, 'resource', ...list.map(writtenStatement)));
  return computeAccess(application({ stores: STORES, identities: [role('Role'), role('Other')], grants }), {
    tables: TABLES,
  });
}

const list = <T>(values: readonly T[], most: number): fc.Arbitrary<readonly T[]> =>
  fc.array(fc.constantFrom(...values), { minLength: 1, maxLength: most });

/** `whole`: without what covers some members of a kind only. */
function statements(effects: readonly Statement['effect'][], whole: boolean): fc.Arbitrary<Statement> {
  return fc.record({
    effect: fc.constantFrom(...effects),
    negatedActions: fc.constantFrom(false, false, false, true),
    actions: list(ACTIONS, 3),
    negatedResources: fc.constantFrom(false, false, false, true),
    resources: list(whole ? RESOURCES.filter((one) => one.partial !== true) : RESOURCES, 3),
    condition: fc.oneof(
      { weight: 2, arbitrary: fc.constant(undefined) },
      { weight: 1, arbitrary: fc.constantFrom(...CONDITIONS.filter((one) => !whole || one.holds !== 'part')) },
    ),
    open: fc.constantFrom(false, false, false, true),
  });
}

function onResource(node: string, whole: boolean): fc.Arbitrary<readonly OnResource[]> {
  const arn = NODES.find((one) => one.id === node)?.members;
  const own = Object.values(arn ?? {}).flat();
  const fitting = RESOURCES.filter(
    (one) => (!whole || one.partial !== true) && own.some((member) => names(one.plain, member) > 0),
  );
  const one = fc
    .tuple(statements(['Allow', 'Allow', 'Deny'], whole), list(fitting, 2), fc.constantFrom(...PRINCIPALS))
    .map(([statement, resources, principal]) => ({ ...statement, resources, principal }));
  return fc.array(one, { maxLength: 2 });
}

export function worldsOf(whole: boolean): fc.Arbitrary<World> {
  const identity = fc.array(fc.oneof(statements(['Allow'], whole), statements(['Allow', 'Deny'], whole)), {
    maxLength: 4,
  });
  return fc.record({
    identity,
    boundary: fc.option(fc.array(statements(['Allow', 'Allow', 'Deny'], whole), { maxLength: 3 }), { nil: undefined }),
    policies: fc.record({
      Site: onResource('Site', whole),
      Jobs: onResource('Jobs', whole),
      Rides: onResource('Rides', whole),
    }),
  });
}

/** A world in a few lines, for a failure. */
export function shown(world: World): string {
  const one = (statement: Statement | OnResource): string =>
    [
      statement.effect,
      statement.negatedActions ? 'NotAction' : 'Action',
      statement.actions.map((action) => action.plain).join(),
      statement.negatedResources ? 'NotResource' : 'Resource',
      statement.resources.map((resource) => resource.plain).join(),
      'principal' in statement ? JSON.stringify(statement.principal.written) : '',
      JSON.stringify(statement.condition?.written ?? ''),
      statement.open ? 'open' : '',
    ].join(' ');
  return [
    ...world.identity.map(one),
    ...(world.boundary === undefined ? [] : ['boundary', ...world.boundary.map(one)]),
    ...Object.entries(world.policies).flatMap(([node, policy]) =>
      policy.map((statement) => `${node}: ${one(statement)}`),
    ),
  ].join('\n');
}
