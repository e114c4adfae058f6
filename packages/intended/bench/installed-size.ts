import { execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const PACKAGE = fileURLToPath(new URL('..', import.meta.url));

export interface Installed {
  readonly totalMb: number;
  readonly ownMb: number;
  /** Heaviest packages first. */
  readonly heaviest: readonly (readonly [name: string, mb: number])[];
}

/** Packs the package as built, installs it into `folder` as a user would, and weighs what npm put there. */
export function installedSize(folder: string): Installed {
  mkdirSync(folder, { recursive: true });
  const packed = npm(['pack', PACKAGE, '--pack-destination', folder, '--ignore-scripts', '--json'], folder);
  const [tarball = ''] = readdirSync(folder).filter((name) => name.endsWith('.tgz'));
  if (tarball === '') throw new Error(`npm pack gave no archive: ${packed.slice(0, 200)}`);
  writeFileSync(join(folder, 'package.json'), '{"private":true}');
  npm(['install', `./${tarball}`, '--no-audit', '--no-fund', '--prefer-offline'], folder);
  const modules = join(folder, 'node_modules');
  const weights = packagesIn(modules)
    .map((name) => [name, weightOf(join(modules, name))] as const)
    .toSorted((a, b) => b[1] - a[1]);
  return {
    totalMb: weightOf(modules),
    ownMb: weights.find(([name]) => name === 'intended')?.[1] ?? 0,
    heaviest: weights.slice(0, 4),
  };
}

function npm(argv: readonly string[], cwd: string): string {
  return execFileSync('npm', argv, { cwd, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
}

function packagesIn(modules: string): readonly string[] {
  return readdirSync(modules)
    .filter((name) => !name.startsWith('.'))
    .flatMap((name) =>
      name.startsWith('@') ? readdirSync(join(modules, name)).map((inner) => `${name}/${inner}`) : [name],
    );
}

/** Megabytes on disk, in blocks, as `du` counts them. */
function weightOf(path: string): number {
  const stat = statSync(path);
  const own = (stat.blocks * 512) / 1024 / 1024;
  return stat.isDirectory() ? readdirSync(path).reduce((sum, name) => sum + weightOf(join(path, name)), own) : own;
}
