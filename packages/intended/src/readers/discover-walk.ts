import type { Files } from '#source/files';

/** How far a search for templates goes before it says that it stopped. */
export interface Reach {
  readonly depth: number;
  /** Names looked at, files and folders together. */
  readonly names: number;
  /** Milliseconds, measured by `now`; without a clock there is no limit of time. */
  readonly milliseconds: number;
  readonly now: (() => number) | undefined;
}

export interface Walk {
  /** Candidate files by path, in order of depth and name. */
  readonly files: readonly string[];
  /** Folders that were seen, `''` for the start. */
  readonly folders: readonly string[];
  /** Why the walk ended early, if it did. */
  readonly stopped: 'names' | 'time' | undefined;
}

const BUILT = [
  'node_modules',
  'dist',
  'build',
  'out',
  'coverage',
  'target',
  'vendor',
  'bower_components',
  'site-packages',
  '__pycache__',
  'venv',
  'obj',
];
const TRIALS = [
  'test',
  'tests',
  '__tests__',
  '__test__',
  'fixtures',
  '__fixtures__',
  'fixture',
  'cases',
  'testdata',
  'spec',
  'specs',
  '__mocks__',
  '__snapshots__',
  'e2e',
];
const CANDIDATE = /\.(?:ya?ml|json|template)$|^(?:template|cdk\.json|serverless\.(?:ts|js|cjs|mjs|json))$/i;
/** Files of these kinds are never folders and never templates: no question to the disk is spent on them. */
const OTHER_FILE =
  /\.(?:[cm]?[jt]sx?|map|md|txt|png|jpe?g|gif|svg|ico|css|scss|html?|py|go|java|rb|rs|cs|sh|lock|zip|gz|jar|pdf|toml|xml|csv|snap|woff2?|ttf|proto|sql|graphql|tf|d\.ts)$/i;
const NO_TEMPLATE =
  /^(?:package(?:-lock)?|tsconfig[\w.-]*|jsconfig|lerna|nx|project|composer|renovate|npm-shrinkwrap|deno|turbo|biome|\.?eslintrc|\.?prettierrc|pnpm-[\w-]+|angular|tslint|jest\.config|openapi[\w.-]*|swagger[\w.-]*|packaged[\w.-]*|docker-compose[\w.-]*|mkdocs|_config|example-pattern|buildspec[\w.-]*|\.pre-commit-config|\.travis|\.gitlab-ci)\.(?:json|ya?ml)$/i;

/**
 * Lists the files of a folder that could be templates, nearest first. Dependencies, build output, hidden folders and
 * test fixtures are left out; the start folder itself may be any of these.
 */
export function walk(files: Files, start: string, reach: Reach, ignored: (path: string) => boolean): Walk {
  const found: string[] = [];
  const folders: string[] = [];
  const began = reach.now?.() ?? 0;
  let names = 0;
  let level = [start];
  for (let depth = 0; depth <= reach.depth && level.length > 0; depth += 1) {
    const next: string[] = [];
    for (const folder of level) {
      if (reach.now !== undefined && reach.now() - began > reach.milliseconds)
        return { files: found, folders, stopped: 'time' };
      folders.push(folder);
      for (const name of files.list(folder === '' ? '.' : folder)) {
        names += 1;
        if (names > reach.names) return { files: found, folders, stopped: 'names' };
        const path = join(folder, name);
        const what = kindOf(files, path, name);
        if (what === 'file' && !ignored(path)) found.push(path);
        if (what === 'folder' && !ignored(path)) next.push(path);
      }
    }
    level = next;
  }
  return { files: found, folders, stopped: undefined };
}

function kindOf(files: Files, path: string, name: string): 'file' | 'folder' | undefined {
  const candidate = CANDIDATE.test(name);
  if (!candidate && OTHER_FILE.test(name)) return undefined;
  if (!candidate && (name.startsWith('.') || isLeftOut(name))) return undefined;
  if (candidate && NO_TEMPLATE.test(name)) return undefined;
  const what = files.kind(path);
  // A link that leads nowhere is no file, and yet a person meant one: its reader says what is wrong.
  if (what === undefined && isMainName(name)) return 'file';
  return what === 'file' && !candidate ? undefined : what;
}

/** Names that can only mean an app. */
export function isMainName(name: string): boolean {
  return /^(?:template|serverless)\.(?:ya?ml|json)$/.test(name);
}

function isLeftOut(name: string): boolean {
  return BUILT.includes(name) || TRIALS.includes(name) || name.startsWith('cdk.out');
}

export function join(folder: string, name: string): string {
  const steps: string[] = [];
  for (const step of `${folder}/${name}`.split('/')) {
    if (step === '' || step === '.') continue;
    if (step === '..' && steps.length > 0 && steps.at(-1) !== '..') steps.pop();
    else steps.push(step);
  }
  return steps.join('/');
}

export function folderOf(path: string): string {
  const slash = path.lastIndexOf('/');
  return slash === -1 ? '' : path.slice(0, slash);
}

export function nameOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}
