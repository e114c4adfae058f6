import type { ViteUserConfig } from 'vitest/config';
import root from '../../vitest.config.ts';

/** For mutation tests of the policy room: its tables alone, since a law of many worlds costs seconds for each mutant. */
const config: ViteUserConfig = {
  ...root,
  test: {
    ...root.test,
    include: ['packages/intended/src/policy/*.test.ts'],
    exclude: ['**/laws.test.ts', '**/reference-evaluator.test.ts', '**/large.test.ts'],
    testNamePattern: /^(?!.*laws of small worlds)/,
  },
};
export default config;
