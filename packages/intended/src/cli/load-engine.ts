import { statSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { check } from '#engine/check';
import { propose } from '#engine/propose';
import { diskFiles } from '#source/disk-files';
import { packageTables } from '#source/package-tables';
import type { CheckRequest, Engine } from './engine-door.ts';

type EngineRequest = Parameters<typeof check>[0];

/** The engine behind the commands, given the disk, the tables of the package and the clock. */
export function engine(version: string): Engine {
  return {
    check: (request) => check(engineRequest(request, version)),
    async generate(request) {
      const { generate } = await import('#engine/tests/generate');
      return generate({ ...engineRequest(request, version), kind: request.kind, app: request.app });
    },
    async fix(request) {
      const { fix } = await import('#engine/fix/fix');
      return fix({ ...engineRequest(request, version), wants: request.wants });
    },
    async propose(request) {
      const wanted = engineRequest(request, version);
      const proposal = await propose(wanted);
      return proposal === undefined ? undefined : { ...proposal, root: wanted.files.root };
    },
  };
}

function engineRequest(request: CheckRequest, version: string): EngineRequest {
  const isFile = statSync(request.path, { throwIfNoEntry: false })?.isFile() === true;
  const root = isFile ? dirname(request.path) : request.path;
  const boundary = repositoryOf(root);
  const inside = (path: string | undefined): string | undefined =>
    path === undefined ? undefined : relative(root, path).replaceAll('\\', '/');
  return {
    // Handlers of a monorepo often stand beside the app, above its folder: the repository is what may be read.
    files: diskFiles(root, boundary === undefined ? {} : { boundary }),
    path: undefined,
    template: inside(request.template ?? (isFile ? request.path : undefined)),
    stack: request.stack,
    stage: request.environment,
    parameters: Object.fromEntries(request.parameters),
    tables: packageTables(),
    intent: inside(request.intent),
    faults: request.faults,
    ids: request.ids,
    today: request.today,
    version,
    now: () => performance.now(),
  };
}

function repositoryOf(folder: string): string | undefined {
  for (let at = folder; ; at = dirname(at)) {
    if (statSync(join(at, '.git'), { throwIfNoEntry: false }) !== undefined) return at;
    if (dirname(at) === at) return undefined;
  }
}
