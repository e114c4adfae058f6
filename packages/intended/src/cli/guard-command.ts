import { resolve } from 'node:path';
import type { BuiltGuard } from '#engine/guard/build-guard';
import { diskFiles } from '#source/disk-files';
import type { Files } from '#source/files';
import { formatPlace } from '#source/place';
import type { Io } from './io.ts';
import { CannotDo } from './wrong-use.ts';

export interface GuardBuildFlags {
  readonly openapi?: readonly string[];
  readonly intent?: string;
  readonly service?: string;
  readonly template?: string;
  readonly out?: string;
  readonly check?: boolean;
}

const OUT = 'intended.guard.js';
const OPENAPI = ['openapi', 'swagger', 'api'].flatMap((name) => ['yaml', 'yml', 'json'].map((end) => `${name}.${end}`));

/** `intended guard build`: compiles the policy that `@intended/guard` runs by. 1 where something is not said. */
export async function guardBuild(path: string, flags: GuardBuildFlags, io: Io): Promise<number> {
  const root = resolve(io.cwd, path);
  if (!io.exists(root)) throw new CannotDo(`\`${path}\` does not exist; name the folder of the app`);
  const files = diskFiles(root);
  const built = await build(files, flags);
  for (const { place, severity, message } of built.problems) {
    io.stderr.write(`${formatPlace(place)} ${severity}: ${message}\n`);
  }
  if (built.code === undefined) {
    const count = built.problems.filter((one) => one.severity === 'error').length;
    io.stderr.write(`no policy was written: ${count} ${count === 1 ? 'thing is' : 'things are'} not said\n`);
    return 1;
  }
  return write(built, { code: built.code, file: resolve(root, flags.out ?? OUT), shown: flags.out ?? OUT }, flags, io);
}

async function build(files: Files, flags: GuardBuildFlags): Promise<BuiltGuard> {
  const [{ buildGuard }, { readIntent }, { readApplications }] = await Promise.all([
    import('#engine/guard/build-guard'),
    import('#engine/read-intent'),
    import('#readers/read-application'),
  ]);
  const read = readIntent(files, flags.intent, '');
  const openApi = flags.openapi ?? OPENAPI.filter((name) => files.kind(name) === 'file');
  if (read.intent === undefined && openApi.length === 0) {
    throw new CannotDo('there is no `intended.yaml` and no OpenAPI document here; write one, or run `intended init`');
  }
  const { applications } = await readApplications({
    files,
    path: undefined,
    template: flags.template,
    stack: undefined,
    stage: undefined,
    parameters: {},
    now: () => performance.now(),
  });
  const built = await buildGuard({ files, applications, intent: read.intent, openApi, service: flags.service });
  const errors = read.diagnostics.filter((one) => one.severity === 'error');
  return errors.length === 0 ? built : { ...built, code: undefined, problems: [...errors, ...built.problems] };
}

interface Target {
  readonly code: string;
  readonly file: string;
  readonly shown: string;
}

const TYPES = `import type { Policy } from '@intended/guard';\ndeclare const policy: Policy;\nexport default policy;\n`;

function write(built: BuiltGuard, { code, file, shown }: Target, flags: GuardBuildFlags, io: Io): number {
  if (flags.check === true) {
    if (io.readFile(file) === code) return 0;
    io.stderr.write(`\`${shown}\` is not what the sources say; run \`intended guard build\` and commit it\n`);
    return 1;
  }
  io.writeFile(file, code);
  io.writeFile(file.replace(/[.](m|c)?js$/, '.d.$1ts'), TYPES);
  io.stdout.write(`${shown}: ${built.routes} ${built.routes === 1 ? 'route' : 'routes'}, everything else is denied\n`);
  return 0;
}
