// Branch coverage of the policy room, which stays at 100 %: `npm run check:policy`.
// Only the room's own tests count: what others happen to run through it is no test of it.
import { spawnSync } from 'node:child_process';

const ROOM = 'packages/intended/src/policy';
const { status } = spawnSync(
  process.execPath,
  [
    'node_modules/vitest/vitest.mjs',
    'run',
    ROOM,
    '--coverage',
    `--coverage.include=${ROOM}/**/*.ts`,
    '--coverage.exclude=**/*.test.ts',
    '--coverage.exclude=**/test/**',
    '--coverage.reporter=text',
    '--coverage.reporter=json',
    '--coverage.reportsDirectory=node_modules/.cache/coverage-policy',
    '--coverage.thresholds.branches=100',
    ...process.argv.slice(2),
  ],
  { stdio: 'inherit' },
);
process.exitCode = status ?? 1;
