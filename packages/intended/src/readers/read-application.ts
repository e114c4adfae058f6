import type { Files } from '#source/files';
import type { Diagnostic } from '#source/place';
import { wholeFile } from '#source/place';
import type { Application, Dialect } from '#model/application';
import type { Stack } from './cloudformation/stack.ts';
import type { DiscoveredApp } from './discover-app.ts';
import { discover } from './discover.ts';
import { nameOf } from './discover-walk.ts';
import { samSettings } from './sam-settings.ts';

export interface ReadApplicationsOptions {
  /** Rooted at the folder judged. */
  readonly files: Files;
  /** Folder or file to look in, relative to the root. */
  readonly path?: string | undefined;
  /** One template, cloud assembly or serverless file, instead of what a search finds. */
  readonly template?: string | undefined;
  /** Only this stack of a cloud assembly: its name or artifact id. */
  readonly stack?: string | undefined;
  readonly stage?: string | undefined;
  readonly region?: string | undefined;
  /** Template parameters, and `--param` of the Serverless Framework. */
  readonly parameters?: Readonly<Record<string, string>> | undefined;
  /** Environment variables that `${env:…}` may see; none unless given. */
  readonly environment?: Readonly<Record<string, string>> | undefined;
  /** Name of the app, where a person gave one. */
  readonly name?: string | undefined;
  /** Clock in milliseconds that bounds the search. */
  readonly now?: (() => number) | undefined;
}

export interface ApplicationsRead {
  readonly applications: readonly Application[];
  /** Of the search itself; those of an app are in the app. */
  readonly diagnostics: readonly Diagnostic[];
}

/** What a dialect's reader hands on: stacks of the types it knows, and what it has to say. */
interface DialectRead {
  readonly stacks: readonly Stack[];
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Finds the apps of a folder and reads each into the neutral model. Readers load when an app of their dialect is there.
 * Input of any shape gives diagnostics, never an error.
 */
export async function readApplications(options: ReadApplicationsOptions): Promise<ApplicationsRead> {
  const { files, template, now } = options;
  const { apps, diagnostics } = discover(files, { path: template ?? options.path, reach: { now } });
  const applications: Application[] = [];
  for (const app of apps)
    applications.push(await readApp(app, apps.length === 1 ? options : { ...options, name: undefined }));
  if (apps.length === 0 && diagnostics.length === 0)
    return { applications, diagnostics: [nothingFound(template ?? options.path)] };
  return { applications, diagnostics };
}

function nothingFound(path: string | undefined): Diagnostic {
  const message =
    'no serverless app found: no CloudFormation or SAM template, no `cdk.out`, no `serverless.yml`; name the folder or the template';
  return { severity: 'error', place: wholeFile(path ?? '.'), message };
}

async function readApp(app: DiscoveredApp, options: ReadApplicationsOptions): Promise<Application> {
  const [{ readAws }, { linkStacks }, { settleIds }, { danglingReferences }] = await Promise.all([
    import('./aws/read-aws.ts'),
    import('./cloudformation/link-stacks.ts'),
    import('./cloudformation/settle-ids.ts'),
    import('./cloudformation/dangling-references.ts'),
  ]);
  const read = await readDialect(app, options);
  const stacks = settleIds(await expand(linkStacks(read.stacks), options.files));
  const dangling = danglingReferences(stacks.flatMap((stack) => stack.resources));
  return readAws({
    name: options.name ?? app.name,
    root: options.files.root,
    files: options.files,
    stacks,
    dialects: dialectsOf(read.stacks, app),
    templates: read.stacks.length === 0 ? app.templates : [...new Set(read.stacks.map((stack) => stack.file))],
    // A stack's diagnostics are among those of its reader; expansion keeps them and adds its own.
    diagnostics: distinct([...read.diagnostics, ...stacks.flatMap((stack) => stack.diagnostics), ...dangling]),
  });
}

/** One message once at a place, however many readers came by. */
function distinct(diagnostics: readonly Diagnostic[]): readonly Diagnostic[] {
  const byText = new Map<string, Diagnostic>();
  for (const each of diagnostics) {
    const { file, line, column } = each.place;
    const key = `${file}:${line}:${column}:${each.message}`;
    if (!byText.has(key)) byText.set(key, each);
  }
  return [...byText.values()];
}

function dialectsOf(stacks: readonly Stack[], app: DiscoveredApp): readonly Dialect[] {
  const found = new Set<Dialect>(stacks.map((stack) => stack.dialect));
  return found.size === 0 ? [app.dialect] : [...found];
}

async function readDialect(app: DiscoveredApp, options: ReadApplicationsOptions): Promise<DialectRead> {
  switch (app.dialect) {
    case 'cloudformation':
    case 'sam':
      return readTemplates(app, options);
    case 'cdk': {
      const { readAssembly } = await import('./cdk/read-assembly.ts');
      return readAssembly({ ...options, folder: app.templates[0] ?? app.root });
    }
    case 'serverless-framework': {
      const { readServerless } = await import('./serverless-framework/read-serverless.ts');
      const [file = ''] = app.templates;
      return readServerless({ ...options, file, params: options.parameters ?? {} });
    }
    default:
      return app.dialect satisfies never;
  }
}

async function readTemplates(app: DiscoveredApp, options: ReadApplicationsOptions): Promise<DialectRead> {
  const { readStacks } = await import('./cloudformation/read-stacks.ts');
  const names = stackNames(app.templates);
  const written = samSettings(options.files, app.root, options.stage ?? 'default');
  const parameters = { ...written.parameters, ...options.parameters };
  const region = options.region ?? written.region;
  const parts = app.templates.map((template, index) =>
    readStacks({
      files: options.files,
      template,
      stackName: names[index] ?? '',
      parameters,
      ...(region === undefined ? {} : { region }),
    }),
  );
  return {
    stacks: parts.flatMap(({ stacks }) => stacks),
    diagnostics: parts.flatMap(({ diagnostics }) => diagnostics),
  };
}

/** One root stack needs no name; several are told apart by their files. */
function stackNames(templates: readonly string[]): readonly string[] {
  if (templates.length === 1) return [''];
  const short = templates.map((path) => nameOf(path).replace(/(?:\.template)?\.\w+$/, ''));
  const unique = new Set(short).size === short.length;
  return unique ? short : templates.map((path) => path.replace(/(?:\.template)?\.\w+$/, '').replaceAll('/', '-'));
}

async function expand(stacks: readonly Stack[], files: Files): Promise<readonly Stack[]> {
  if (!stacks.some((stack) => stack.resources.some((resource) => resource.type.startsWith('AWS::Serverless::'))))
    return stacks;
  const { expandSam } = await import('./sam/expand-sam.ts');
  return stacks.map((stack) => expandSam(stack, { files }));
}
