import type { Difference } from './compare.ts';
import { differences } from './compare.ts';
import type { Description, StackResource } from './describe.ts';
import type { Json, JsonObject } from './json.ts';
import { isList, isObject } from './json.ts';
import type { Resolved, Scope } from './resolve.ts';
import { resolve } from './resolve.ts';

/** Properties of one resource as deployed, in the words of the template, and where they are not the template's. */
export interface Overlaid {
  readonly properties: JsonObject;
  readonly differences: readonly Difference[];
}

/** Names that other resources of the stack go by: physical id or ARN → a reference to them. */
export type References = ReadonlyMap<string, { readonly logicalId: string; readonly reference: JsonObject }>;

/** Puts what was read in place of what the template says; where both agree the template's own words stay. */
export function overlay(
  resource: StackResource,
  written: JsonObject,
  description: Extract<Description, { kind: 'read' }>,
  scope: Scope,
  references: References,
): Overlaid {
  const { properties: actual, covers } = description;
  const isCovered = (name: string): boolean => covers === 'all' || covers.includes(name);
  const kept: Record<string, Json> = {};
  const found: Difference[] = [];
  const back = (value: Json): Json => inWordsOfTemplate(value, resource, references);
  for (const [name, value] of Object.entries(written)) {
    const expected = resolve(value, scope);
    const read = actual[name];
    if (!isCovered(name) || expected === undefined) {
      kept[name] = value;
      continue;
    }
    found.push(...differences(expected, read, name));
    const merged = merge(value, expected, read, scope, back);
    if (merged !== undefined) kept[name] = merged;
  }
  for (const [name, value] of Object.entries(actual)) {
    if (isGrant(resource, name) && !(name in written) && isCovered(name)) found.push(...differences([], value, name));
    const isOwnName = value === resource.physicalId || name === 'Arn';
    if (!(name in written) && !isOwnName && isCovered(name)) kept[name] = back(value);
  }
  return { properties: kept, differences: found };
}

/** What a role may do: one grant more is a change, even where the template is silent. */
function isGrant({ type }: StackResource, property: string): boolean {
  return type.startsWith('AWS::IAM::') && (property === 'Policies' || property === 'ManagedPolicyArns');
}

function merge(
  written: Json,
  expected: Resolved,
  actual: Json | undefined,
  scope: Scope,
  back: (value: Json) => Json,
): Json | undefined {
  const isSame = differences(expected, actual, '').length === 0;
  if (actual === undefined) return isSame ? written : undefined;
  if (!isObject(written) || !isObject(actual) || isIntrinsic(written)) return isSame ? written : back(actual);
  const merged: Record<string, Json> = {};
  for (const key of new Set([...Object.keys(written), ...Object.keys(actual)])) {
    const own = written[key];
    const read = actual[key];
    const resolved = own === undefined ? undefined : resolve(own, scope);
    const one =
      own === undefined || resolved === undefined
        ? read === undefined
          ? undefined
          : back(read)
        : merge(own, resolved, read, scope, back);
    if (one !== undefined) merged[key] = one;
  }
  return merged;
}

function isIntrinsic(value: JsonObject): boolean {
  const [key, ...others] = Object.keys(value);
  return others.length === 0 && key !== undefined && (key === 'Ref' || key.startsWith('Fn::'));
}

/** Physical names of the stack's own resources become references again, so that what belongs together is seen to. */
export function inWordsOfTemplate(value: Json, resource: StackResource | undefined, references: References): Json {
  if (isList(value)) return value.map((one) => inWordsOfTemplate(one, resource, references));
  if (isObject(value)) {
    return Object.fromEntries(
      Object.entries(value).map(([key, one]) => [key, inWordsOfTemplate(one, resource, references)] as const),
    );
  }
  if (typeof value !== 'string') return value;
  const found = references.get(value);
  return found === undefined || found.logicalId === resource?.logicalId ? value : found.reference;
}

/** Shorter names are words that stand for other things, too. */
const SHORTEST_NAME = 6;

export function referencesOf(
  resources: readonly StackResource[],
  arn: (resource: StackResource) => string | undefined,
): References {
  const found = new Map<string, { logicalId: string; reference: JsonObject }>();
  for (const resource of resources) {
    const { logicalId, physicalId } = resource;
    if (physicalId.length >= SHORTEST_NAME) found.set(physicalId, { logicalId, reference: { Ref: logicalId } });
    const known = arn(resource);
    if (known !== undefined) found.set(known, { logicalId, reference: { 'Fn::GetAtt': [logicalId, 'Arn'] } });
  }
  return found;
}
