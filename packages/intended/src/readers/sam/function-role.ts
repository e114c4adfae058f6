import type { Diagnostic, Place } from '#source/place';
import type { Resource } from '#model/application';
import type { Dictionary, Value } from '#model/value';
import { literal, valueAt } from '#model/read-value';
import { provisionalId } from '../cloudformation/stack.ts';
import { generated, type Expansion } from './expansion.ts';
import { expandPolicies } from './policies.ts';
import { managedPolicy, trustOf } from './role.ts';
import { reference, shape, type Shape } from './shape.ts';

export interface ChosenRole {
  /** What the function's `Role` (the state machine's `RoleArn`) becomes. */
  readonly role: Value;
  readonly resources: readonly Resource[];
  readonly diagnostics: readonly Diagnostic[];
}

/** Policies that a feature or an event brings along, besides those that a person wrote. */
export interface RoleAdditions {
  readonly service: string;
  readonly managedFirst: readonly string[];
  readonly inlineFirst: readonly Value[];
  readonly byEvents: Pick<Expansion, 'managedPolicies' | 'inlinePolicies'>;
  readonly tags: Shape;
}

/**
 * The role as given, or the generated one. Where an undecided condition decides whether one is given, both are there.
 * A given role makes `Policies` void, as in the transform.
 */
export function chooseRole(resource: Resource, additions: RoleAdditions): ChosenRole {
  const given = valueAt(resource.properties, 'Role');
  const logicalId = `${resource.logicalId}Role`;
  const role = reference(provisionalId(resource.stack, logicalId), 'Arn', resource.at);
  if (!isOpen(given)) return { role: given ?? role, resources: [], diagnostics: [] };
  const made = makeRole(resource, logicalId, additions);
  if (given?.kind !== 'choice') return { role, ...made };
  const branches = given.branches.map((branch) => (isOpen(branch) ? { ...role, at: branch.at } : branch));
  return { role: { ...given, branches }, ...made };
}

/** May the template leave the role to the transform? */
function isOpen(given: Value | undefined): boolean {
  if (given === undefined || given.kind === 'absent') return true;
  if (given.kind === 'choice') return given.branches.some(isOpen);
  return given.kind === 'scalar' && given.value === null;
}

function makeRole(resource: Resource, logicalId: string, additions: RoleAdditions): Omit<ChosenRole, 'role'> {
  const { properties, at } = resource;
  const written = expandPolicies(valueAt(properties, 'Policies'), logicalId);
  const managed = [
    ...additions.managedFirst.map((arn) => shape(managedPolicy(arn), at)),
    ...written.managed,
    ...additions.byEvents.managedPolicies,
  ];
  const inline = [...additions.inlineFirst, ...written.inline, ...additions.byEvents.inlinePolicies];
  const role = generated(resource, logicalId, 'AWS::IAM::Role', {
    properties: {
      AssumeRolePolicyDocument: valueAt(properties, 'AssumeRolePolicyDocument') ?? trustOf(additions.service, at),
      ManagedPolicyArns: managed.length === 0 ? undefined : distinct(managed),
      Path: valueAt(properties, 'RolePath'),
      Policies: inline.length === 0 ? undefined : inline,
      PermissionsBoundary: valueAt(properties, 'PermissionsBoundary'),
      Tags: additions.tags,
    },
    at,
  });
  return { resources: [role], diagnostics: written.diagnostics };
}

/** A managed policy is the same by its name and by its ARN. */
function distinct(managed: readonly Value[]): readonly Value[] {
  const seen = new Set<string>();
  return managed.filter((value) => {
    const name = literal(value)?.split('/').at(-1);
    if (name === undefined) return true;
    if (seen.has(name)) return false;
    seen.add(name);
    return true;
  });
}

/** Managed policies that the features of a function need, in the transform's order. */
export function functionPolicies(properties: Dictionary): readonly string[] {
  const durable = valueAt(properties, 'DurableConfig') !== undefined;
  return [
    durable ? 'service-role/AWSLambdaBasicDurableExecutionRolePolicy' : 'service-role/AWSLambdaBasicExecutionRole',
    ...(isTraced(properties) ? ['AWSXrayWriteOnlyAccess'] : []),
    ...(isGiven(valueAt(properties, 'VpcConfig')) ? ['service-role/AWSLambdaVPCAccessExecutionRole'] : []),
  ];
}

/** A mode that is not decided may be one that traces, so the role has the policy then too. */
export function isTraced(properties: Dictionary): boolean {
  const mode = valueAt(properties, 'Tracing');
  return isGiven(mode) && literal(mode) !== 'Disabled';
}

/** What a dead-letter queue or topic needs of the function's role. */
export function deadLetterPolicies(properties: Dictionary): readonly Value[] {
  const target = valueAt(properties, 'DeadLetterQueue', 'TargetArn');
  if (target === undefined) return [];
  const at: Place = target.at;
  const action = literal(valueAt(properties, 'DeadLetterQueue', 'Type')) === 'SNS' ? 'sns:Publish' : 'sqs:SendMessage';
  const statement = { Action: action, Resource: target, Effect: 'Allow' };
  const document = { Version: '2012-10-17', Statement: [statement] };
  return [shape({ PolicyName: 'DeadLetterQueuePolicy', PolicyDocument: document }, at)];
}

function isGiven(value: Value | undefined): boolean {
  return value !== undefined && value.kind !== 'absent' && !(value.kind === 'scalar' && value.value === null);
}
