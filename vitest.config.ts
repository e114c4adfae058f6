import { defineConfig } from 'vitest/config';

export default defineConfig({
  // `#room/file` resolves to TypeScript sources under this condition; published builds use dist.
  ssr: { resolve: { conditions: ['@intended/source', 'node', 'import', 'module', 'default'] } },
  resolve: { conditions: ['@intended/source', 'node', 'import', 'module', 'default'] },
  test: {
    include: ['packages/*/{src,test}/**/*.test.ts', 'examples/*/test/**/*.test.ts', 'scripts/**/*.test.ts'],
    pool: 'forks',
    // A stuck parser must fail, a slow machine must not.
    testTimeout: 180_000,
    hookTimeout: 180_000,
    coverage: { provider: 'v8', include: ['packages/*/src/**/*.ts'] },
  },
});
