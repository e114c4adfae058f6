import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';

/** A name in kebab-case: it becomes a file, a folder and an id. */
const KEBAB = /^[a-z][a-z0-9]*(?:-[a-z0-9]+)*$/;

export function isKebab(name) {
  return KEBAB.test(name);
}

export function camel(kebab) {
  return kebab.replaceAll(/-(\w)/g, (_, letter) => letter.toUpperCase());
}

export function pascal(kebab) {
  return camel(`-${kebab}`);
}

/** `queue-without-tags` to `Queue without tags`. */
export function words(kebab) {
  const text = kebab.replaceAll('-', ' ');
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** Writes new files, path to text, in the house's format, unless one of them exists: then nothing is written. */
export async function writeNew(files) {
  const taken = Object.keys(files).find((path) => existsSync(path));
  if (taken !== undefined) refuse(`\`${taken}\` exists already; choose another name`);
  for (const [path, text] of Object.entries(files)) {
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, text);
    console.log(`made ${path}`);
  }
  spawnSync('npx', ['--no-install', 'oxfmt', ...Object.keys(files)], { stdio: 'ignore' });
}

export function refuse(message) {
  console.error(`error: ${message}`);
  process.exit(1);
}
