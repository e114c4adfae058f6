// Mutation tests of the policy room: `npx stryker run packages/intended/stryker.policy.config.mjs`, from the root.
// One file at a time is quick: add `--mutate packages/intended/src/policy/compare.ts`.
export default {
  testRunner: 'vitest',
  vitest: { configFile: 'vitest.config.ts', related: true },
  mutate: ['packages/intended/src/policy/**/*.ts', '!**/*.test.ts', '!**/test/**'],
  coverageAnalysis: 'perTest',
  concurrency: 2,
  timeoutMS: 20_000,
  reporters: ['clear-text', 'progress'],
  thresholds: { high: 90, low: 80, break: null },
};
