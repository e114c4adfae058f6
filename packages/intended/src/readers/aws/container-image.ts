import { normalizePath } from '#source/normalize-path';
import type { Resource } from '#model/application';
import type { Resolved } from '#model/value';
import { known } from '#model/value';
import { itemsOf, literal, valueAt } from '#model/read-value';
import type { Reading } from './reading.ts';

/** What the build file of an image tells of the function inside. */
export interface ImageFacts {
  readonly handler: Resolved<string> | undefined;
  readonly runtime: Resolved<string> | undefined;
}

/**
 * Handler and runtime of an image that is built from a folder on disk: the command of the template, or else the last
 * `CMD` of the build file, and the provider's base image. Nothing is run, and other base images stay unknown.
 * @see https://docs.aws.amazon.com/lambda/latest/dg/images-create.html
 */
export function imageFacts(resource: Resource, context: string, reading: Reading): ImageFacts {
  const metadata = resource.attributes.entries.get('Metadata')?.value;
  const name = literal(valueAt(metadata, 'Dockerfile')) ?? 'Dockerfile';
  const file = reading.files.read(normalizePath(`${context}/${name}`));
  const text = file.kind === 'text' ? file.text : '';
  const [override] = itemsOf(valueAt(resource.properties, 'ImageConfig', 'Command'));
  const command = literal(override) ?? [...text.matchAll(/^\s*CMD\s*\[\s*"([^"]+)"\s*\]/gim)].at(-1)?.[1];
  const base = [...text.matchAll(/^\s*FROM\s+(?:--\S+\s+)?\S*lambda\/(nodejs|python):(\d[\d.]*)/gim)].at(-1);
  const version = base?.[1]?.toLowerCase() === 'nodejs' ? `nodejs${base[2]}.x` : `python${base?.[2]}`;
  return {
    handler: command === undefined ? undefined : known(command, override?.at ?? resource.at),
    runtime: base === undefined ? undefined : known(version, resource.at),
  };
}
