import type { Dictionary, Value } from '#model/value';
import { literal, valueAt } from '#model/read-value';
import { record } from './shape.ts';

/**
 * What becomes of `CodeUri`, `InlineCode` and `ImageUri` as the function's `Code`. A local path stays the plain
 * scalar it was, since only packaging turns it into a bucket and key.
 */
export function functionCode(properties: Dictionary): Value | undefined {
  const inline = valueAt(properties, 'InlineCode');
  if (isGiven(inline)) return record({ ZipFile: inline }, inline.at);
  const image = valueAt(properties, 'ImageUri');
  if (isGiven(image)) return record({ ImageUri: image }, image.at);
  const uri = valueAt(properties, 'CodeUri');
  return isGiven(uri) ? storedCode(uri, ['S3Bucket', 'S3Key', 'S3ObjectVersion']) : undefined;
}

/** `s3://bucket/key` or `{ Bucket, Key, Version }` in the names that a type uses; anything else as written. */
export function storedCode(uri: Value, [bucket, key, version]: readonly [string, string, string]): Value {
  const { at } = uri;
  if (uri.kind === 'dictionary' && uri.entries.has('Bucket'))
    return record(
      { [bucket]: valueAt(uri, 'Bucket'), [key]: valueAt(uri, 'Key'), [version]: valueAt(uri, 'Version') },
      at,
    );
  const url = /^s3:\/\/([^/]+)\/(.+?)(?:\?versionId=(.+))?$/.exec(literal(uri) ?? '');
  if (url === null) return uri;
  return record({ [bucket]: url[1], [key]: url[2], [version]: url[3] }, at);
}

function isGiven(value: Value | undefined): value is Value {
  return value !== undefined && value.kind !== 'absent' && !(value.kind === 'scalar' && value.value === null);
}
