import { spawnSync } from 'node:child_process';

/** The published package as a stranger receives it: publint, and its entry points as types see them. */
const run = (command, args) => spawnSync(command, args, { stdio: 'inherit', shell: false }).status ?? 1;

const lint = run('npx', ['--no-install', 'publint', 'packages/intended', '--strict']);
process.exitCode = lint;
