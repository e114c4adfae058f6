import type { Resource } from '#model/application';
import { literal, valueAt } from '#model/read-value';
import type { Dictionary, Entry, Value } from '#model/value';
import type { Stack } from '../cloudformation/stack.ts';

const CODE: Readonly<Record<string, string>> = {
  'AWS::Lambda::Function': 'Code',
  'AWS::Lambda::LayerVersion': 'Content',
};

/**
 * Names the staged folder of code in `Metadata` (`aws:asset:path`) where the CDK app left that out: the archive's key
 * is the content hash under which the asset list has the folder.
 */
export function withAssets(stack: Stack, assets: ReadonlyMap<string, string>): Stack {
  return { ...stack, resources: stack.resources.map((resource) => withAsset(resource, stack.file, assets)) };
}

function withAsset(resource: Resource, file: string, assets: ReadonlyMap<string, string>): Resource {
  const property = CODE[resource.type];
  const metadata = resource.attributes.entries.get('Metadata')?.value;
  if (property === undefined || valueAt(metadata, 'aws:asset:path') !== undefined) return resource;
  const key = valueAt(resource.properties, property, 'S3Key');
  const hash = literal(key)
    ?.replace(/^.*\//, '')
    .replace(/\.\w+$/, '');
  const staged = hash === undefined ? undefined : assets.get(hash);
  if (key === undefined || staged === undefined) return resource;
  const path: Value = { kind: 'scalar', value: relativeTo(file, staged), at: key.at };
  const known = metadata?.kind === 'dictionary' ? metadata.entries : new Map<string, Entry>();
  const entries = new Map(known).set('aws:asset:path', { value: path, keyAt: key.at });
  const named: Dictionary = { kind: 'dictionary', entries, at: metadata?.at ?? key.at };
  const attributes = new Map(resource.attributes.entries).set('Metadata', { value: named, keyAt: named.at });
  return { ...resource, attributes: { ...resource.attributes, entries: attributes } };
}

/** A path from the folder of `file`; a stage's template lies deeper than the assets that it shares. */
function relativeTo(file: string, path: string): string {
  const from = file.split('/').slice(0, -1);
  const to = path.split('/');
  while (from.length > 0 && from[0] === to[0]) {
    from.shift();
    to.shift();
  }
  return [...from.map(() => '..'), ...to].join('/');
}
