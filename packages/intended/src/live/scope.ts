import type { StackResource } from './describe.ts';
import type { JsonObject } from './json.ts';
import { at, isObject } from './json.ts';
import type { Resolved, Scope } from './resolve.ts';
import { UNKNOWN } from './resolve.ts';
import type { LiveStack } from './stack.ts';
import { accountOf } from './stack.ts';

/** Attributes by logical id, as far as they are known yet. */
export type Attributes = ReadonlyMap<string, JsonObject>;

/** What the references of a deployed stack stand for. */
export function scopeOf(stack: LiveStack, region: string, attributes: Attributes): Scope {
  const physical = new Map(stack.resources.map(({ logicalId, physicalId }) => [logicalId, physicalId]));
  const pseudo = pseudoParameters(stack, region);
  const declared = at(stack.template, 'Parameters');
  return {
    ref(name) {
      const value = pseudo[name] ?? physical.get(name);
      if (value !== undefined) return value === '' ? UNKNOWN : value;
      const parameter = stack.parameters[name];
      return parameter === undefined ? UNKNOWN : listOrText(parameter, at(declared, name, 'Type'));
    },
    attribute(id, name) {
      return at(attributes.get(id), ...name.split('.')) ?? UNKNOWN;
    },
    conditions: objectAt(stack.template, 'Conditions'),
    mappings: objectAt(stack.template, 'Mappings'),
  };
}

function listOrText(value: string, type: unknown): Resolved {
  return typeof type === 'string' && (type === 'CommaDelimitedList' || type.includes('List<'))
    ? value.split(',').map((one) => one.trim())
    : value;
}

function pseudoParameters(stack: LiveStack, region: string): Readonly<Record<string, string>> {
  const partition = region.startsWith('cn-') ? 'aws-cn' : region.startsWith('us-gov-') ? 'aws-us-gov' : 'aws';
  return {
    'AWS::Region': region,
    'AWS::Partition': partition,
    'AWS::URLSuffix': partition === 'aws-cn' ? 'amazonaws.com.cn' : 'amazonaws.com',
    'AWS::StackName': stack.name,
    'AWS::StackId': stack.id,
    'AWS::AccountId': accountOf(stack) ?? '',
  };
}

function objectAt(template: JsonObject, key: string): JsonObject {
  const value = template[key];
  return isObject(value) ? value : {};
}

/** ARNs that follow from a name alone, for resources whose own answer has not told them. */
export function arnOf({ type, physicalId }: StackResource, region: string, account: string): string | undefined {
  const partition = region.startsWith('cn-') ? 'aws-cn' : region.startsWith('us-gov-') ? 'aws-us-gov' : 'aws';
  const here = `${region}:${account}`;
  if (physicalId.startsWith('arn:') || physicalId === '') return undefined;
  switch (type) {
    case 'AWS::S3::Bucket':
      return `arn:${partition}:s3:::${physicalId}`;
    case 'AWS::DynamoDB::Table':
      return `arn:${partition}:dynamodb:${here}:table/${physicalId}`;
    case 'AWS::Lambda::Function':
      return `arn:${partition}:lambda:${here}:function:${physicalId}`;
    case 'AWS::SQS::Queue':
      return `arn:${partition}:sqs:${here}:${physicalId.split('/').at(-1) ?? ''}`;
    case 'AWS::KMS::Key':
      return `arn:${partition}:kms:${here}:key/${physicalId}`;
    case 'AWS::Logs::LogGroup':
      return `arn:${partition}:logs:${here}:log-group:${physicalId}:*`;
    default:
      return undefined;
  }
}
