import type { Part } from '#model/value';
import { partsOf } from '#model/read-value';
import type { Must } from './judge-value.ts';

/** A key that the app's owner controls: any key but those that the provider manages under `alias/aws/…`. */
export const beCustomerKey: Must = {
  absent: 'violated',
  given: 'satisfied',
  holds(leaf) {
    const parts = partsOf(leaf);
    return parts !== undefined && parts.join('') !== '' && !isProviders(parts);
  },
};

/** Names such as `alias/aws/sns`, also as an ARN; and `AWS_OWNED_…` where a property takes a kind of key. */
export function isProviders(parts: readonly Part[]): boolean {
  return parts.some((part) => typeof part === 'string' && /(?:^|:)alias\/aws\/|^aws\/\w+$|^AWS_OWNED/i.test(part));
}
