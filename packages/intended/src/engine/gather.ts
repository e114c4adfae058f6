import type { Files } from '#source/files';
import type { Diagnostic } from '#source/place';
import type { Application } from '#model/application';
import { readApplications } from '#readers/read-application';
import { nodeIndex } from '#readers/aws/node-index';
import { readHandlers } from '#handlers/read-handlers';
import type { HandlerFacts } from '#handlers/facts';
import { codeStores } from './code-stores.ts';
import type { Names } from '#analyses/reach/landscape';
import type { Clock } from './timings.ts';

export interface GatherRequest {
  readonly files: Files;
  readonly path: string | undefined;
  readonly template: string | undefined;
  readonly stack: string | undefined;
  readonly stage: string | undefined;
  readonly parameters: Readonly<Record<string, string>>;
}

/** One app as read: templates and code, nothing judged. */
export interface Gathered {
  readonly application: Application;
  readonly handlers: readonly HandlerFacts[];
  readonly names: Names;
}

/** Finds and reads every app of a folder, code included. */
export async function gather(
  request: GatherRequest,
  clock: Clock,
): Promise<{ apps: readonly Gathered[]; diagnostics: readonly Diagnostic[] }> {
  const { files, path, template, stack, stage, parameters } = request;
  const read = await clock.time('templates', () =>
    readApplications({ files, path, template, stack, stage, parameters, now: clock.now }),
  );
  const apps: Gathered[] = [];
  for (const written of read.applications) {
    const handlers = await clock.time('code', () => readHandlers(written, files));
    const named = codeStores(written, handlers, nodeIndex(written));
    const application = named.length === 0 ? written : { ...written, stores: [...written.stores, ...named] };
    const index = nodeIndex(application);
    apps.push({
      application,
      handlers,
      names: {
        nodeOf: (value, service) => index.resolveNode(value, service),
        nodeNamed: (name, service) => index.resolveName(name, service),
      },
    });
  }
  return { apps, diagnostics: read.diagnostics };
}
