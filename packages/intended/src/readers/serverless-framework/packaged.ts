import type { Files } from '#source/files';
import type { Resource } from '#model/application';
import { literal, valueAt } from '#model/read-value';
import type { Value } from '#model/value';
import { readStacks } from '../cloudformation/read-stacks.ts';
import type { ServerlessRead } from './serverless-read.ts';

/** Whether a path is the template that `serverless package` leaves behind. */
export function isPackaged(file: string): boolean {
  return /(?:^|\/)\.serverless[^/]*\/cloudformation-template-[\w-]+\.json$/.test(file);
}

/** Reads a packaged service. The code of its functions is looked for in the folder of the service, not in the archive. */
export function readPackaged(files: Files, file: string): ServerlessRead {
  const { stacks, diagnostics } = readStacks({ files, template: file, dialect: 'serverless-framework' });
  return { stacks: stacks.map((stack) => ({ ...stack, resources: stack.resources.map(withSource) })), diagnostics };
}

function withSource(resource: Resource): Resource {
  if (resource.type !== 'AWS::Lambda::Function') return resource;
  const code = resource.properties.entries.get('Code');
  if (code === undefined || valueAt(code.value, 'S3Key') === undefined) return resource;
  // The framework's own custom resources come from its package, not from the service.
  if (literal(valueAt(code.value, 'S3Key'))?.endsWith('custom-resources.zip') === true) return resource;
  const folder: Value = { kind: 'scalar', value: '..', at: code.value.at };
  const entries = new Map(resource.properties.entries).set('Code', { ...code, value: folder });
  return { ...resource, properties: { ...resource.properties, entries } };
}
