import { spawnSync } from 'node:child_process';

/** Everything that must hold besides the tests; all of it runs even when one part is red. */
const PARTS = ['types', 'lint', 'format', 'law', 'dead', 'shape'];

const red = PARTS.filter((part) => {
  console.log(`\n— check:${part}`);
  return spawnSync('npm', ['run', '--silent', `check:${part}`], { stdio: 'inherit' }).status !== 0;
});
console.log(red.length === 0 ? '\ncheck: all green' : `\ncheck: red: ${red.join(', ')}`);
process.exitCode = red.length === 0 ? 0 : 1;
