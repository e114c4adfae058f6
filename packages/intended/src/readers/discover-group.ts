import type { DiscoveredApp } from './discover-app.ts';
import { exchanges, nestedTemplates } from './discover-sniff.ts';
import type { Sniff } from './discover-sniff.ts';
import { folderOf, join, nameOf } from './discover-walk.ts';

export interface Found {
  readonly path: string;
  readonly text: string;
  readonly sniff: Sniff;
}

/**
 * Makes apps of templates. Nested templates belong to their parent; templates that take each other's exports are stacks
 * of one app; all others are apps of their own, because a folder of templates is more often a collection than one app.
 */
export function groupTemplates(
  templates: readonly Found[],
  rootFolder: string,
  start: string,
): readonly DiscoveredApp[] {
  const groups = byExchange(rootsOf(templates));
  const perFolder = new Map<string, number>();
  for (const group of groups) {
    const folder = commonFolder(group.map(({ path }) => path));
    perFolder.set(folder, (perFolder.get(folder) ?? 0) + 1);
  }
  return groups.map((group) => toApp(group, rootFolder, start, perFolder));
}

/**
 * Templates that no other nests. A ring of templates that nest each other has none: its first stands for it, the one
 * that is called `template` before the others, so that its reader can say what is wrong.
 */
function rootsOf(templates: readonly Found[]): readonly Found[] {
  const children = nestedByParent(templates);
  const nested = new Set([...children.values()].flat());
  const roots = templates.filter(({ path }) => !nested.has(path));
  const reached = new Set<string>();
  for (const { path } of roots) mark(path, children, reached);
  const isMain = ({ path }: Found): number => (nameOf(path).startsWith('template.') ? 0 : 1);
  const rings = templates.filter(({ path }) => !reached.has(path)).toSorted((a, b) => isMain(a) - isMain(b));
  const first = rings.filter(({ path }) => {
    if (reached.has(path)) return false;
    mark(path, children, reached);
    return true;
  });
  return first.length === 0
    ? roots
    : templates.filter((template) => roots.includes(template) || first.includes(template));
}

function nestedByParent(templates: readonly Found[]): ReadonlyMap<string, readonly string[]> {
  const known = new Set(templates.map(({ path }) => path));
  return new Map(
    templates.map(({ path, text }) => {
      const targets = nestedTemplates(text).map((child) => join(folderOf(path), child));
      return [path, targets.filter((target) => target !== path && known.has(target))] as const;
    }),
  );
}

function mark(start: string, children: ReadonlyMap<string, readonly string[]>, reached: Set<string>): void {
  const waiting = [start];
  for (let path = waiting.pop(); path !== undefined; path = waiting.pop()) {
    if (reached.has(path)) continue;
    reached.add(path);
    waiting.push(...(children.get(path) ?? []));
  }
}

function toApp(
  group: readonly Found[],
  rootFolder: string,
  start: string,
  perFolder: ReadonlyMap<string, number>,
): DiscoveredApp {
  const paths = group.map(({ path }) => path);
  const root = commonFolder(paths);
  const main = paths.find((path) => nameOf(path).startsWith('template.') && folderOf(path) === root);
  const alone = perFolder.get(root) === 1;
  const folderName = nameOf(root) || nameOf(start) || nameOf(rootFolder.replace(/\/+$/, '')) || 'app';
  const fileName = nameOf(paths[0] ?? '').replace(/(?:\.template)?\.\w+$/, '');
  return {
    name: alone || main !== undefined ? folderName : fileName,
    root,
    dialect: group.some(({ sniff }) => sniff === 'sam') ? 'sam' : 'cloudformation',
    templates: main === undefined ? paths : [main, ...paths.filter((path) => path !== main)],
  };
}

function byExchange(templates: readonly Found[]): readonly (readonly Found[])[] {
  const parent = new Map<string, string>(templates.map(({ path }) => [path, path]));
  const rootOf = (path: string): string => {
    let current = path;
    while (parent.get(current) !== current) current = parent.get(current) ?? current;
    return current;
  };
  const givers = new Map<string, string[]>();
  const taken = new Map<string, readonly string[]>();
  for (const { path, text } of templates) {
    const { exports, imports } = exchanges(text);
    for (const name of exports)
      for (const key of keysOf(path, name)) givers.set(key, [...(givers.get(key) ?? []), path]);
    taken.set(
      path,
      imports.flatMap((name) => keysOf(path, name)),
    );
  }
  for (const [path, keys] of taken)
    for (const giver of keys.flatMap((key) => givers.get(key) ?? [])) parent.set(rootOf(path), rootOf(giver));
  const groups = new Map<string, Found[]>();
  for (const found of templates) {
    const root = rootOf(found.path);
    groups.set(root, [...(groups.get(root) ?? []), found]);
  }
  return [...groups.values()];
}

/** A literal name joins templates anywhere; one with variables (`${AWS::StackName}-VpcId`) only inside a folder. */
function keysOf(path: string, name: string): readonly string[] {
  return name.includes('*') ? [`${folderOf(path)}\n${name}`] : [name];
}

function commonFolder(paths: readonly string[]): string {
  let common = folderOf(paths[0] ?? '');
  for (const path of paths) while (common !== '' && !path.startsWith(`${common}/`)) common = folderOf(common);
  return common;
}
