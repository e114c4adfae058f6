import type { Files } from '#source/files';
import { parseDocument } from '#source/parse-document';
import type { Diagnostic } from '#source/place';
import { wholeFile } from '#source/place';
import { assemblyOf, isAssembly } from './discover-assembly.ts';
import type { DiscoveredApp } from './discover-app.ts';
import type { Found } from './discover-group.ts';
import { groupTemplates } from './discover-group.ts';
import { ignoredByGit } from './discover-ignored.ts';
import { includedFiles, sniff } from './discover-sniff.ts';
import type { Reach, Walk } from './discover-walk.ts';
import { folderOf, isMainName, join, nameOf, walk } from './discover-walk.ts';

export interface DiscoverOptions {
  /** Folder or file to start from, relative to the files' root; the root itself when left out. */
  readonly path?: string | undefined;
  readonly reach?: Partial<Reach>;
}

const REACH: Reach = { depth: 8, names: 50_000, milliseconds: 10_000, now: undefined };
/** Files whose text is looked at; each is read at most once. */
const MOST_TEXTS = 5_000;

interface Finding {
  readonly apps: DiscoveredApp[];
  readonly diagnostics: Diagnostic[];
  /** Folders whose templates another app already tells. */
  readonly taken: Set<string>;
}

/**
 * Finds the serverless apps of a folder without any configuration. Nothing is executed and no template is parsed:
 * files are judged by name and by the shape of their text. Apps are sorted by folder, the nearest first.
 */
export function discover(
  files: Files,
  options: DiscoverOptions = {},
): { readonly apps: readonly DiscoveredApp[]; readonly diagnostics: readonly Diagnostic[] } {
  const start = join('', options.path ?? '');
  if (start !== '' && files.kind(start) === 'file') return fromFile(files, start);
  const found: Finding = { apps: [], diagnostics: [], taken: new Set() };
  if (isAssembly(files, start)) {
    found.apps.push(assembly(files, folderOf(start), start));
    return found;
  }
  const seen = withoutLinks(files, walk(files, start, { ...REACH, ...options.reach }, ignoredByGit(files, start)));
  if (seen.stopped !== undefined) found.diagnostics.push(stoppedEarly(start, seen.stopped));
  for (const folder of seen.folders) findAssembly(files, folder, seen.files, found);
  const texts = readTexts(files, seen.files, found);
  findServerless(files, seen.files, texts, found);
  const templates = texts.filter(({ path }) => ![...found.taken].some((taken) => isWithin(path, taken)));
  found.apps.push(...groupTemplates(templates.filter(isTemplate), files.root, start));
  if (found.apps.length === 0) findBuilt(files, start, found);
  const others = templates.filter(({ sniff }) => sniff === undefined);
  found.diagnostics.push(...others.flatMap((one) => brokenTemplate(one, found.apps.length === 0)));
  return { apps: found.apps.sort(byFolder), diagnostics: found.diagnostics };
}

/** What links give several paths is one thing: by its own path where that was seen, else by the first. */
function withoutLinks(files: Files, seen: Walk): Walk {
  const once = (paths: readonly string[]): readonly string[] => {
    const kept = new Map<string, string>();
    for (const path of paths) {
      const real = files.realPath?.(path) ?? path;
      if (real === path || !kept.has(real)) kept.set(real, path);
    }
    return [...kept.values()];
  };
  return { ...seen, files: once(seen.files), folders: once(seen.folders) };
}

function byFolder(a: DiscoveredApp, b: DiscoveredApp): number {
  const depth = (app: DiscoveredApp): number => (app.root === '' ? 0 : app.root.split('/').length);
  return depth(a) - depth(b) || (a.root < b.root ? -1 : a.root > b.root ? 1 : 0) || mainFirst(a) - mainFirst(b);
}

function mainFirst(app: DiscoveredApp): number {
  return app.templates.some((path) => /^(?:template|serverless)\./.test(nameOf(path))) ? 0 : 1;
}

function isTemplate(found: Found): boolean {
  return found.sniff === 'cloudformation' || found.sniff === 'sam';
}

/**
 * What is wrong with a file that was meant as a template and does not look like one. A name alone (`template.yaml`) is
 * a sign only where nothing else was found: other tools use it too.
 */
function brokenTemplate({ path, text }: Found, isLast: boolean): readonly Diagnostic[] {
  const isMeant = /AWSTemplateFormatVersion|AWS::Serverless-2016-10-31|(?:^|\s)["']?Type["']?\s*:\s*["']?AWS::/.test(
    text,
  );
  const isNamed = isLast && isMainName(nameOf(path)) && !isBlank(text);
  if (!isMeant && !isNamed) return [];
  const faults = parseDocument({ path, text }).diagnostics.filter(({ severity }) => severity === 'error');
  if (faults.length > 0 || !isLast) return faults;
  return [
    unjudged(path, `\`${path}\` looks like no template: it has no \`Resources\` and no \`service\`; complete it`),
  ];
}

function isWithin(path: string, taken: string): boolean {
  return path === taken || path.startsWith(`${taken}/`);
}

function readTexts(files: Files, paths: readonly string[], found: Finding): readonly Found[] {
  const texts: Found[] = [];
  for (const path of paths) {
    if (texts.length >= MOST_TEXTS) break;
    if (/\.(?:[cm]?js|ts)$/.test(path) || nameOf(path) === 'cdk.json') continue;
    const read = files.read(path);
    if (read.kind === 'text') texts.push({ path, text: read.text, sniff: sniff(path, read.text) });
    if (!isMainName(nameOf(path))) continue;
    if (read.kind === 'trouble') found.diagnostics.push(unjudged(path, read.message));
    else if (isBlank(read.text))
      found.diagnostics.push(unjudged(path, `\`${path}\` is empty; write the template or remove the file`));
  }
  return texts;
}

function isBlank(text: string): boolean {
  return text.split('\n').every((line) => /^\s*(?:#|$)/.test(line));
}

function findAssembly(files: Files, folder: string, paths: readonly string[], found: Finding): void {
  const { assembly: out, source } = assemblyOf(files, folder, paths.includes(join(folder, 'cdk.json')));
  if (out !== undefined) {
    found.apps.push(assembly(files, folder, out));
    found.taken.add(out);
  } else if (source !== undefined)
    found.diagnostics.push(
      unjudged(source, 'this CDK app has no `cdk.out` beside it; run `cdk synth` and check again'),
    );
}

function assembly(files: Files, folder: string, out: string): DiscoveredApp {
  return { name: appName(files, folder), root: folder, dialect: 'cdk', templates: [out] };
}

function findServerless(files: Files, paths: readonly string[], texts: readonly Found[], found: Finding): void {
  const told = new Set<string>();
  const perFolder = new Map<string, number>();
  const services = texts.filter(({ sniff }) => sniff === 'serverless-framework');
  for (const { path } of services) perFolder.set(folderOf(path), (perFolder.get(folderOf(path)) ?? 0) + 1);
  for (const { path, text } of services) {
    const folder = folderOf(path);
    const alone = perFolder.get(folder) === 1 || nameOf(path).startsWith('serverless.');
    const name = alone ? appName(files, folder) : nameOf(path).replace(/\.\w+$/, '');
    found.apps.push({ name, root: folder, dialect: 'serverless-framework', templates: [path] });
    for (const included of includedFiles(text)) found.taken.add(join(folder, included));
    told.add(folder);
  }
  for (const path of paths) {
    const folder = folderOf(path);
    if (!/^serverless\.(?:ts|[cm]?js)$/.test(nameOf(path)) || told.has(folder)) continue;
    const packaged = packagedTemplate(files, folder);
    if (packaged === undefined)
      found.diagnostics.push(
        unjudged(path, `\`${nameOf(path)}\` is code and is never executed; run \`serverless package\` and check again`),
      );
    else
      found.apps.push({
        name: appName(files, folder),
        root: folder,
        dialect: 'serverless-framework',
        templates: [packaged],
      });
  }
}

function packagedTemplate(files: Files, folder: string): string | undefined {
  const path = join(folder, '.serverless/cloudformation-template-update-stack.json');
  return files.kind(path) === 'file' ? path : undefined;
}

/** What a build left behind is read only where its source is not there. */
function findBuilt(files: Files, start: string, found: Finding): void {
  const built = ['yaml', 'yml', 'json'].map((ending) => join(start, `.aws-sam/build/template.${ending}`));
  const template = built.find((path) => files.kind(path) === 'file');
  const packaged = packagedTemplate(files, start);
  const name = appName(files, start);
  if (template !== undefined) found.apps.push({ name, root: start, dialect: 'sam', templates: [template] });
  else if (packaged !== undefined)
    found.apps.push({ name, root: start, dialect: 'serverless-framework', templates: [packaged] });
}

function fromFile(files: Files, path: string): { apps: readonly DiscoveredApp[]; diagnostics: readonly Diagnostic[] } {
  const folder = folderOf(path);
  const name = nameOf(path).replace(/\.\w+$/, '');
  if (name === 'manifest' && isAssembly(files, folder))
    return { apps: [assembly(files, folderOf(folder), folder)], diagnostics: [] };
  if (/^serverless\.(?:ts|[cm]?js)$|^cdk\.json$/.test(nameOf(path))) return fromCode(files, path);
  const read = files.read(path);
  if (read.kind === 'trouble')
    return { apps: [], diagnostics: [{ severity: 'error', place: wholeFile(path), message: read.message }] };
  const isMain = /^(?:template|serverless)$/.test(name);
  const packaged = folder.endsWith('.serverless') && name.startsWith('cloudformation-template');
  const dialect = packaged ? 'serverless-framework' : (sniff(path, read.text) ?? 'cloudformation');
  const root = packaged ? folderOf(folder) : folder;
  return {
    apps: [{ name: isMain || packaged ? appName(files, root) : name, root, dialect, templates: [path] }],
    diagnostics: [],
  };
}

function fromCode(files: Files, path: string): { apps: readonly DiscoveredApp[]; diagnostics: readonly Diagnostic[] } {
  const found: Finding = { apps: [], diagnostics: [], taken: new Set() };
  if (nameOf(path) === 'cdk.json') findAssembly(files, folderOf(path), [path], found);
  else findServerless(files, [path], [], found);
  return found;
}

function appName(files: Files, folder: string): string {
  return nameOf(folder) || nameOf(files.root.replace(/\/+$/, '')) || 'app';
}

function stoppedEarly(start: string, why: 'names' | 'time'): Diagnostic {
  const limit = why === 'names' ? 'it holds very many files' : 'it took too long';
  return {
    severity: 'warning',
    place: wholeFile(start || '.'),
    message: `the search for templates stopped early because ${limit}; name the app's folder or template`,
  };
}

/** An app that is there and cannot be judged as it is. */
function unjudged(file: string, message: string): Diagnostic {
  return { severity: 'error', place: wholeFile(file), message };
}
