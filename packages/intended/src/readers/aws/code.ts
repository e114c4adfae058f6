import type { TextPosition } from '#source/place';
import { normalizePath, pathBeside } from '#source/normalize-path';
import type { Resource } from '#model/application';
import type { Code } from '#model/node';
import type { Resolved, Value } from '#model/value';
import { deferred, known } from '#model/value';
import { itemsOf, literal, resolvedString, valueAt } from '#model/read-value';
import { imageFacts } from './container-image.ts';
import type { Reading } from './reading.ts';
import { literals, wordsOf } from './nodes.ts';

/** Where the code of a function is: in the template, on disk beside it, or out of sight with the reason. */
export function codeOf(resource: Resource, reading: Reading): Code {
  const code = valueAt(resource.properties, 'Code');
  const runtime = resolvedString(valueAt(resource.properties, 'Runtime'));
  const handler = resolvedString(valueAt(resource.properties, 'Handler'));
  const zip = valueAt(code, 'ZipFile');
  if (zip !== undefined && zip.kind !== 'absent') return inline(zip, handler, runtime);
  const path = localPath(resource, code) ?? ownFolder(resource, code);
  if (path === undefined) return { kind: 'absent', why: whyAbsent(resource, code), at: code?.at ?? resource.at };
  const root = onDisk(resource, path.text, path.value, reading);
  const isImage = literal(valueAt(resource.properties, 'PackageType')) === 'Image';
  const image = isImage && root.kind === 'known' ? imageFacts(resource, root.value, reading) : undefined;
  return {
    kind: 'files',
    handler: handler ?? image?.handler ?? deferred('missing', 'Handler', resource.at),
    runtime: runtime ?? image?.runtime,
    root,
    entryPoints: entryPoints(resource, root),
    layers: layersOnDisk(resource, reading),
    at: path.value.at,
  };
}

function inline(zip: Value, handler: Resolved<string> | undefined, runtime: Resolved<string> | undefined): Code {
  const source = zip.kind === 'text' && zip.raw !== undefined ? zip.raw : zip;
  const text = source.kind === 'text' ? wordsOf(source.parts) : literal(source);
  if (text === undefined)
    return { kind: 'absent', why: 'the inline code is decided only when the stack is deployed', at: zip.at };
  const start: TextPosition = { offset: 0, file: zip.at.file, line: zip.at.line, column: zip.at.column };
  return {
    kind: 'inline',
    // Inline code is one file named index, whatever the handler's first half says it exports.
    handler: handler ?? known('index.handler', zip.at),
    runtime,
    text,
    positions: (source.kind === 'scalar' ? source.positions : undefined) ?? [start],
    at: zip.at,
  };
}

interface LocalPath {
  readonly text: string;
  readonly value: Value;
}

/** A path on disk: what the template says before packaging, or what the tools left in its metadata. */
function localPath(resource: Resource, code: Value | undefined): LocalPath | undefined {
  const metadata = resource.attributes.entries.get('Metadata')?.value;
  // CDK names the asset's folder, staged beside the template. SAM names an image's build folder.
  const named =
    valueAt(metadata, 'aws:asset:path') ??
    (literal(valueAt(resource.properties, 'PackageType')) === 'Image' ? valueAt(metadata, 'DockerContext') : undefined);
  for (const value of [named, code]) {
    const text = literal(value);
    if (value === undefined || text === undefined || /^(s3|https?|arn):/.test(text)) continue;
    return { text, value };
  }
  return undefined;
}

// A function that says nothing of its code has it beside the template: the default of SAM and its kin.
function ownFolder(resource: Resource, code: Value | undefined): LocalPath | undefined {
  const isImage = literal(valueAt(resource.properties, 'PackageType')) === 'Image';
  if (isImage || (code !== undefined && code.kind !== 'absent')) return undefined;
  return { text: '.', value: { kind: 'scalar', value: '.', at: resource.at } };
}

function whyAbsent(resource: Resource, code: Value | undefined): string {
  if (valueAt(code, 'ImageUri') !== undefined || literal(valueAt(resource.properties, 'PackageType')) === 'Image')
    return 'the code is a container image';
  if (valueAt(code, 'S3Bucket') !== undefined || literal(code)?.startsWith('s3:') === true)
    return 'the code is an archive in a bucket, not on disk';
  return 'the template does not say where the code is';
}

function onDisk(resource: Resource, path: string, value: Value, reading: Reading): Resolved<string> {
  if (path.startsWith('/')) return deferred('missing', path, value.at);
  const joined = pathBeside(resource.at.file, path);
  return reading.files.kind(joined) === undefined ? deferred('missing', joined, value.at) : known(joined, value.at);
}

// Only a bundler's own settings name sources; the root stays the folder they are relative to.
function entryPoints(resource: Resource, root: Resolved<string>): readonly string[] {
  if (root.kind !== 'known') return [];
  const metadata = resource.attributes.entries.get('Metadata')?.value;
  if (literal(valueAt(metadata, 'BuildMethod')) !== 'esbuild') return [];
  return literals(valueAt(metadata, 'BuildProperties', 'EntryPoints')).map((entry) =>
    normalizePath(`${root.value}/${entry}`),
  );
}

function layersOnDisk(resource: Resource, reading: Reading): readonly string[] {
  return itemsOf(valueAt(resource.properties, 'Layers'))
    .flatMap((layer) => reading.findAll(layer, 'lambda'))
    .flatMap((layer) => layerRoot(layer, reading) ?? []);
}

/** Content root of a layer on disk, relative to the application's root; undefined when it is not there. */
function layerRoot(layer: Resource, reading: Reading): string | undefined {
  if (layer.type !== 'AWS::Lambda::LayerVersion') return undefined;
  const asset = valueAt(layer.attributes.entries.get('Metadata')?.value, 'aws:asset:path');
  const content = valueAt(layer.properties, 'Content') ?? valueAt(layer.properties, 'ContentUri');
  for (const value of [asset, content]) {
    const text = literal(value);
    if (value === undefined || text === undefined || /^(s3|https?|arn):/.test(text)) continue;
    const root = onDisk(layer, text, value, reading);
    if (root.kind === 'known') return root.value;
  }
  return undefined;
}
