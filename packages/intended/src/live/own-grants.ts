import type { Description, Sibling } from './describe.ts';
import type { Json } from './json.ts';
import { listAt, textAt } from './json.ts';

/** A role tells all its grants; those that other resources of the stack give it are theirs, and judged there. */
export function withoutOwnGrants(
  { type, physicalId }: Sibling,
  description: Description,
  siblings: readonly Sibling[],
): Description {
  if (description.kind !== 'read' || type !== 'AWS::IAM::Role') return description;
  const giving = siblings.filter(({ expected }) => listAt(expected, 'Roles').includes(physicalId));
  const inline = new Set(giving.map(({ expected }) => expected['PolicyName']));
  const managed = new Set<Json>(giving.map((one) => one.physicalId));
  const { properties } = description;
  const { Policies: policies, ManagedPolicyArns: arns, ...others } = properties;
  return {
    ...description,
    properties: {
      ...others,
      ...(policies === undefined
        ? {}
        : { Policies: listAt(properties, 'Policies').filter((one) => !inline.has(textAt(one, 'PolicyName') ?? null)) }),
      ...(arns === undefined
        ? {}
        : { ManagedPolicyArns: listAt(properties, 'ManagedPolicyArns').filter((one) => !managed.has(one)) }),
    },
  };
}
