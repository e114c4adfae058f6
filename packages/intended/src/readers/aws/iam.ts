import type { Resource } from '#model/application';
import type { Grant } from '#model/grant';
import type { Identity } from '#model/node';
import type { Value } from '#model/value';
import { itemsOf, literal, valueAt } from '#model/read-value';
import type { Contribution, Mapper } from './contribution.ts';
import { arnOf } from './arn-templates.ts';
import { textOf } from './name-index.ts';
import { wordsOf } from './nodes.ts';
import type { Reading } from './reading.ts';
import { namedNode } from './referenced.ts';
import { rolesOf } from './roles.ts';

/** A role, user or group with the policies written inside it and those it names. */
export const principal: Mapper = (resource, reading) => {
  const identity: Identity = {
    id: resource.id,
    type: resource.type,
    resources: [resource.id],
    arn: arnOf(resource),
    at: resource.at,
    origin: 'template',
  };
  const trust = valueAt(resource.properties, 'AssumeRolePolicyDocument');
  const grants: Grant[] = [
    ...(trust === undefined ? [] : [grant(resource, 'trust', 'trust', resource.id, trust, 'trust policy')]),
    ...inlinePolicies(resource),
    ...itemsOf(valueAt(resource.properties, 'ManagedPolicyArns')).flatMap((value, index) =>
      managed(resource, `managed ${index}`, resource.id, value, reading, 'managed'),
    ),
    ...managed(
      resource,
      'boundary',
      resource.id,
      valueAt(resource.properties, 'PermissionsBoundary'),
      reading,
      'managed-boundary',
    ),
  ];
  const groups = resource.type === 'AWS::IAM::User' ? groupGrants(resource, reading) : [];
  return { identities: [identity], grants: [...grants, ...groups] };
};

/** A policy that says itself to which roles, users and groups it belongs. */
export const attachedPolicy: Mapper = (resource, reading) => {
  const document = valueAt(resource.properties, 'PolicyDocument');
  if (document === undefined) return {};
  const label = nameOf(resource, ['PolicyName', 'ManagedPolicyName']);
  const holders = holdersOf(resource, reading);
  return {
    identities: holders.identities,
    grants: holders.ids.map((holder) => grant(resource, `on ${holder}`, 'identity', holder, document, label)),
  };
};

function holdersOf(resource: Resource, reading: Reading): { ids: readonly string[]; identities: readonly Identity[] } {
  const property = (name: string): Value | undefined => valueAt(resource.properties, name);
  const roles = rolesOf(reading, property('Roles'), property('RoleName'));
  const others = ['Users', 'Groups', 'UserName', 'GroupName'].flatMap((name) => reading.findAll(property(name), 'iam'));
  return { ids: [...roles.ids, ...others.map((one) => one.id)], identities: roles.identities };
}

function inlinePolicies(resource: Resource): readonly Grant[] {
  return itemsOf(valueAt(resource.properties, 'Policies')).flatMap((policy, index) => {
    const branches = policy.kind === 'choice' ? policy.branches : [policy];
    return branches.flatMap((branch, branchIndex) => {
      const document = valueAt(branch, 'PolicyDocument');
      const name = textOf(valueAt(branch, 'PolicyName'));
      if (document === undefined) return [];
      const key = branchIndex === 0 ? `policy ${index}` : `policy ${index}.${branchIndex}`;
      return [
        grant(
          resource,
          key,
          'identity',
          resource.id,
          document,
          name === undefined ? `policy ${index + 1}` : wordsOf(name),
        ),
      ];
    });
  });
}

// A policy of the template is given as its document, so that its statements can be judged and shown in place.
function managed(
  resource: Resource,
  key: string,
  holder: string,
  value: Value | undefined,
  reading: Reading,
  side: 'managed' | 'managed-boundary',
): readonly Grant[] {
  if (value === undefined || value.kind === 'absent') return [];
  if (value.kind === 'scalar' && value.value === null) return [];
  if (value.kind === 'choice')
    return value.branches.flatMap((branch, index) =>
      managed(resource, `${key}.${index}`, holder, branch, reading, side),
    );
  if (value.kind === 'list')
    return value.items.flatMap((item, index) => managed(resource, `${key}.${index}`, holder, item, reading, side));
  const own = reading.find(value, 'iam');
  const document = own?.type === 'AWS::IAM::ManagedPolicy' ? valueAt(own.properties, 'PolicyDocument') : undefined;
  if (own !== undefined && document !== undefined) {
    const written = side === 'managed' ? 'identity' : 'boundary';
    return [
      { ...grant(own, `on ${holder}`, written, holder, document, nameOf(own, ['ManagedPolicyName'])), at: document.at },
    ];
  }
  const words = textOf(value);
  return [grant(resource, key, side, holder, value, words === undefined ? 'managed policy' : lastName(wordsOf(words)))];
}

// A user acts with the policies of its groups.
function groupGrants(user: Resource, reading: Reading): readonly Grant[] {
  return reading.findAll(valueAt(user.properties, 'Groups'), 'iam').flatMap((group) => {
    const inline = inlinePolicies(group).map((one) => ({ ...one, id: `${user.id}: ${one.id}`, holder: user.id }));
    const arns = itemsOf(valueAt(group.properties, 'ManagedPolicyArns'));
    return [
      ...inline,
      ...arns.flatMap((value, index) =>
        managed(group, `managed ${index} on ${user.id}`, user.id, value, reading, 'managed'),
      ),
    ];
  });
}

export function grant(
  resource: Resource,
  key: string,
  side: Grant['side'],
  holder: string,
  document: Value,
  label: string,
): Grant {
  return {
    id: `${resource.id} ${key}`,
    side,
    holder,
    language: 'aws-iam',
    document,
    label,
    at: document.at,
    resource: resource.id,
  };
}

function nameOf(resource: Resource, properties: readonly string[]): string {
  for (const property of properties) {
    const text = textOf(valueAt(resource.properties, property));
    if (text !== undefined) return wordsOf(text);
  }
  return resource.id;
}

function lastName(words: string): string {
  return words.slice(words.lastIndexOf('/') + 1);
}

/** Resource policies of a separate resource (`AWS::SQS::QueuePolicy` and its like) on the nodes that it names. */
export function resourcePolicy(holderProperty: string, documentProperty: string, service: string): Mapper {
  return (resource, reading): Contribution => {
    const document = valueAt(resource.properties, documentProperty);
    if (document === undefined) return {};
    const value = valueAt(resource.properties, holderProperty);
    const holders = namedNode(reading, value, service);
    return {
      stores: holders.stores,
      grants: holders.ids.map((id) =>
        grant(resource, `on ${id}`, 'resource', id, document, `policy \`${resource.id}\``),
      ),
      unresolved:
        holders.ids.length > 0
          ? []
          : [
              {
                what: `holder of the policy \`${resource.id}\``,
                why: { cause: 'missing', name: literal(value) ?? holderProperty },
                at: resource.at,
                value,
              },
            ],
    };
  };
}
