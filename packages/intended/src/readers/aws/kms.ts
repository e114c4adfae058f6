import { valueAt } from '#model/read-value';
import type { Mapper } from './contribution.ts';
import { grant } from './iam.ts';
import { gateOf } from './nodes.ts';

/** A customer key: it stands before the data of every store that names it, and its policy decides alone. */
export const key: Mapper = (resource) => {
  const policy = valueAt(resource.properties, 'KeyPolicy');
  return {
    gates: [gateOf(resource, 'kms', 'key')],
    grants: policy === undefined ? [] : [grant(resource, 'policy', 'resource', resource.id, policy, 'key policy')],
  };
};
