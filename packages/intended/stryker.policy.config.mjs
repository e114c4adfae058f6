// Mutation tests of the policy room: `npm run mutate:policy`, from the root.
// One file at a time is quick: add `--mutate packages/intended/src/policy/evaluate.ts`.
export default {
  testRunner: 'vitest',
  vitest: { configFile: 'packages/intended/vitest.policy.config.ts', related: false },
  mutate: ['packages/intended/src/policy/*.ts', '!**/*.test.ts'],
  coverageAnalysis: 'perTest',
  // Tables and regular expressions made once are judged by their own tests, not by running everything again for each.
  ignoreStatic: true,
  concurrency: 1,
  timeoutMS: 20_000,
  reporters: ['clear-text', 'progress'],
  thresholds: { high: 90, low: 80, break: null },
};
