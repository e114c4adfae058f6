import type { Control } from './define-control.ts';
import { defineControl, satisfied } from './define-control.ts';
import { BLOCK_FLAGS, judgePublicBlock } from './public-block.ts';

/** What is particular to one kind of access point. */
export interface AccessPointFacts extends Pick<Control, 'id' | 'title' | 'sources'> {
  readonly type: string;
  /** The property that names its bucket, as one line of YAML. */
  readonly bucket: string;
}

/** A point of any kind must have the block of public access; one for which nothing is written has it fully on. */
export function accessPointControl({ id, title, sources, type, bucket }: AccessPointFacts): Control {
  const point = (acls: string): string => `Resources:
  Files:
    Type: ${type}
    Properties:
      ${bucket}
      PublicAccessBlockConfiguration:
        BlockPublicAcls: ${acls}
        BlockPublicPolicy: true
        IgnorePublicAcls: true
        RestrictPublicBuckets: true
`;
  return defineControl({
    id,
    title,
    severity: 'high',
    cwe: 732,
    why: 'A policy may open the point to everyone, and with it the objects of its bucket.',
    fix: 'Leave `PublicAccessBlockConfiguration` out or set all four switches to `true`; it cannot be changed later.',
    sources,
    types: [type],
    reads: BLOCK_FLAGS.map((flag) => `${type}.PublicAccessBlockConfiguration.${flag}`),
    judge: (subject) => judgePublicBlock(subject, satisfied),
    remedy: {
      set: BLOCK_FLAGS.map((flag) => ({ path: `PublicAccessBlockConfiguration.${flag}`, value: true })),
    },
    examples: {
      violated: point('false'),
      satisfied: point('true'),
      undetermined: `Parameters:\n  Given: { Type: String }\n${point('!Ref Given')}`,
    },
  });
}
