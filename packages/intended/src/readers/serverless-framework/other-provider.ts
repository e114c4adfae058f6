import type { Tree } from '#source/tree';
import type { CompiledService } from './compile-service.ts';
import type { Makings } from './make-tree.ts';
import { makeTree } from './make-tree.ts';
import { functionPart } from './names.ts';
import { entriesOf, treeAt } from './read-tree.ts';
import type { Service } from './service.ts';
import { setting, workpiece } from './service.ts';

/**
 * Functions of a provider other than AWS, kept as resources of the type `<provider>::Function` with what the service
 * file says of them. Roles, stores and routes of such providers are not read.
 */
export function compileOtherProvider(service: Service, provider: string): CompiledService {
  const work = workpiece(service.at);
  for (const fn of service.functions) {
    const variables = new Map([
      ...entriesOf(treeAt(service.provider, 'environment')),
      ...entriesOf(treeAt(fn.tree, 'environment')),
    ]);
    const environment: Tree | undefined =
      variables.size === 0 ? undefined : { kind: 'dictionary', entries: variables, tag: undefined, at: fn.at };
    const properties = {
      FunctionName: fn.name,
      Handler: treeAt(fn.tree, 'handler'),
      Runtime: setting(fn, service, 'runtime'),
      Environment: environment,
      Events: treeAt(fn.tree, 'events'),
    };
    work.add(`${functionPart(fn.key)}Function`, `${provider}::Function`, properties, { at: fn.at });
  }
  const at = service.provider?.at ?? service.at;
  work.warn(
    'error',
    at,
    `provider \`${provider}\` is only read as far as its functions; what they may reach is unknown`,
  );
  const resources: Record<string, Makings> = {};
  for (const { id, tree } of work.made) resources[id] = tree;
  return {
    template: makeTree({ Resources: resources }, service.at),
    made: new Map(work.made.map((made) => [made.id, made])),
    diagnostics: work.diagnostics,
  };
}
