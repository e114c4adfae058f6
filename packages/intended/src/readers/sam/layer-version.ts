import type { Resource } from '#model/application';
import { literal, valueAt } from '#model/read-value';
import { nothing, primary, type Expansion } from './expansion.ts';
import { storedCode } from './function-code.ts';
import { joined, record, without } from './shape.ts';

const SAM_ONLY: ReadonlySet<string> = new Set(['ContentUri', 'PublishLambdaVersion', 'RetentionPolicy']);

/** AWS::Serverless::LayerVersion. The transform adds a hash of the content to the logical id; here it stays as written. */
export function expandLayerVersion(layer: Resource): Expansion {
  const { at, properties } = layer;
  const uri = valueAt(properties, 'ContentUri');
  const content = uri === undefined ? undefined : storedCode(uri, ['S3Bucket', 'S3Key', 'S3ObjectVersion']);
  const made = record({ Content: content, LayerName: layer.logicalId }, at);
  const plain = primary(layer, 'AWS::Lambda::LayerVersion', joined(made, without(properties, SAM_ONLY)));
  const deletion = literal(valueAt(properties, 'RetentionPolicy')) === 'Delete' ? 'Delete' : 'Retain';
  const attributes = joined(record({ DeletionPolicy: deletion }, at), layer.attributes);
  return { ...nothing, resources: [{ ...plain, attributes }] };
}
