import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** The main job on the example: terminal report here, the page beside it. The talk's app has findings, so exit code 1 is expected. */
const root = fileURLToPath(new URL('..', import.meta.url));
const page = `${root}report.html`;
const bin = `${root}packages/intended/bin/intended.mjs`;
const args = [bin, 'check', 'examples/wild-rydes', '--output', `html=${page}`];
const run = spawnSync(process.execPath, args, { cwd: root, stdio: 'inherit' });
console.log(`\nThe same report as a page: ${page}`);
process.exitCode = run.status === 0 || run.status === 1 ? 0 : (run.status ?? 2);
