import { defineConfig } from 'vitest/config';

export default defineConfig({
  // `#room/file` resolves to TypeScript sources under this condition; published builds use dist.
  ssr: { resolve: { conditions: ['@intended/source', 'node', 'import', 'module', 'default'] } },
  resolve: { conditions: ['@intended/source', 'node', 'import', 'module', 'default'] },
  test: {
    include: ['packages/*/{src,test}/**/*.test.ts', 'examples/*/test/**/*.test.ts', 'scripts/**/*.test.ts'],
    pool: 'forks',
    testTimeout: 30_000,
    coverage: { provider: 'v8', include: ['packages/*/src/**/*.ts'] },
  },
});
