import type { Resource } from '#model/application';
import { valueAt } from '#model/read-value';
import type { Outcome } from './define-control.ts';
import { satisfied, violated } from './define-control.ts';
import { be, judgeBranches, judgeProperty, placeOf } from './judge-value.ts';

const BLOCK = 'PublicAccessBlockConfiguration';

/** The four switches of a public access block. A block that is written has those off that it does not name. */
export const BLOCK_FLAGS: readonly string[] = [
  'BlockPublicAcls',
  'BlockPublicPolicy',
  'IgnorePublicAcls',
  'RestrictPublicBuckets',
];

/** Is the block fully on? `absent` is the outcome where the template has none. */
export function judgePublicBlock(resource: Resource, absent: Outcome): Outcome {
  const block = valueAt(resource.properties, BLOCK);
  if (block === undefined || block.kind === 'absent') return absent;
  if (block.kind === 'choice')
    return judgeBranches(block, (branch) => (branch.kind === 'absent' ? absent : judgeFlags(resource)));
  return judgeFlags(resource);
}

function judgeFlags(resource: Resource): Outcome {
  const judged = BLOCK_FLAGS.map((flag) => ({
    flag,
    outcome: judgeProperty(resource, `${BLOCK}.${flag}`, be(true), ''),
  }));
  const off = judged.filter(({ outcome }) => outcome.kind === 'violated').map(({ flag }) => `\`${flag}\``);
  if (off.length > 0) {
    const at = placeOf(resource, valueAt(resource.properties, BLOCK));
    return violated(at, `the public access block of \`${resource.id}\` leaves ${off.join(', ')} off`);
  }
  return judged.find(({ outcome }) => outcome.kind === 'undetermined')?.outcome ?? satisfied;
}

/** Does this switch of the block surely stand in the way? */
export function isBlocked(resource: Resource, flag: string): boolean {
  return judgeProperty(resource, `${BLOCK}.${flag}`, be(true), '').kind === 'satisfied';
}
