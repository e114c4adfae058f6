import type { Must } from './judge-value.ts';

/** A security policy of API Gateway that begins at TLS 1.2: `TLS_1_2`, `SecurityPolicy_TLS13_1_3_2025_09`. */
export function modernTls(absent: Must['absent']): Must {
  return {
    absent,
    holds(leaf) {
      if (leaf.kind === 'text') return 'unknown';
      return leaf.kind === 'scalar' && /^TLS_1_[23]$|^SecurityPolicy_TLS1[23]_/i.test(String(leaf.value));
    },
  };
}
