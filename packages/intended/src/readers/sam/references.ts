import type { Resource } from '#model/application';
import type { Entry, Part, Value } from '#model/value';
import { provisionalId, type Output, type Stack } from '../cloudformation/stack.ts';
import { domainId } from './api-domain.ts';
import { aliasId } from './function-version.ts';
import { httpStageId } from './http-api.ts';
import { restStageId } from './rest-api.ts';

/** `Api.Stage`, `Function.Alias` …: names that SAM gives to resources which a person did not write → their ids. */
export type Referable = ReadonlyMap<string, string>;

/** @see https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-resource-function.html (referencing) */
export function referable(resources: readonly Resource[]): Referable {
  const names = new Map<string, string>(
    resources.flatMap((resource) =>
      generatedBy(resource).map(
        ([name, logicalId]) => [`${resource.id}.${name}`, provisionalId(resource.stack, logicalId)] as const,
      ),
    ),
  );
  // A stage named by a parameter gets no name into its logical id, which a resolved stack no longer shows.
  for (const resource of resources)
    if (resource.type === 'AWS::Serverless::Api' || resource.type === 'AWS::Serverless::HttpApi')
      names.set(`${resource.id}Stage`, names.get(`${resource.id}.Stage`) ?? `${resource.id}Stage`);
  for (const resource of resources) names.delete(resource.id);
  return names;
}

function generatedBy(resource: Resource): readonly (readonly [string, string])[] {
  const { logicalId } = resource;
  switch (resource.type) {
    case 'AWS::Serverless::Api':
      return [
        ['Stage', restStageId(resource)],
        ['DomainName', domainId(resource, 'rest')],
        ...['Deployment', 'UsagePlan', 'UsagePlanKey', 'ApiKey'].map((name) => [name, `${logicalId}${name}`] as const),
      ];
    case 'AWS::Serverless::HttpApi':
      return [
        ['Stage', httpStageId(resource)],
        ['DomainName', domainId(resource, 'http')],
      ];
    case 'AWS::Serverless::Function':
      return [
        ['Alias', aliasId(resource)],
        ['Version', `${logicalId}Version`],
        ['DestinationQueue', `${logicalId}EventInvokeConfigOnSuccessQueue`],
        ['DestinationTopic', `${logicalId}EventInvokeConfigOnSuccessTopic`],
      ];
    case 'AWS::Serverless::StateMachine':
      return [
        ['Alias', aliasId(resource)],
        ['Version', `${logicalId}Version`],
      ];
    default:
      return [];
  }
}

/** The stack with every reference to such a name leading to the resource that has it. */
export function withSettledReferences(stack: Stack, names: Referable): Stack {
  if (names.size === 0) return stack;
  const resources = stack.resources.map((resource): Resource => {
    const properties = settle(resource.properties, names);
    const attributes = settle(resource.attributes, names);
    if (properties === resource.properties && attributes === resource.attributes) return resource;
    return {
      ...resource,
      properties: properties.kind === 'dictionary' ? properties : resource.properties,
      attributes: attributes.kind === 'dictionary' ? attributes : resource.attributes,
    };
  });
  const outputs = [...stack.outputs].map(([name, output]): readonly [string, Output] => [
    name,
    { ...output, value: settle(output.value, names) },
  ]);
  return { ...stack, resources, outputs: new Map(outputs) };
}

/** The same value where nothing in it changes, so that untouched trees are shared. */
function settle(value: Value, names: Referable): Value {
  switch (value.kind) {
    case 'text': {
      const parts = settleAll(value.parts, (part) => settlePart(part, names));
      return parts === value.parts ? value : { ...value, parts };
    }
    case 'list': {
      const items = settleAll(value.items, (item) => settle(item, names));
      return items === value.items ? value : { ...value, items };
    }
    case 'choice': {
      const branches = settleAll(value.branches, (branch) => settle(branch, names));
      return branches === value.branches ? value : { ...value, branches };
    }
    case 'dictionary':
      return settleEntries(value, names);
    case 'scalar':
    case 'deferred':
    case 'absent':
      return value;
    default:
      return value satisfies never;
  }
}

function settleEntries(value: Value & { kind: 'dictionary' }, names: Referable): Value {
  let changed: Map<string, Entry> | undefined;
  for (const [key, entry] of value.entries) {
    const settled = settle(entry.value, names);
    if (settled === entry.value) continue;
    changed ??= new Map(value.entries);
    changed.set(key, { ...entry, value: settled });
  }
  return changed === undefined ? value : { ...value, entries: changed };
}

function settleAll<Item>(items: readonly Item[], each: (item: Item) => Item): readonly Item[] {
  let changed: Item[] | undefined;
  for (const [index, item] of items.entries()) {
    const settled = each(item);
    if (settled === item) continue;
    changed ??= [...items];
    changed[index] = settled;
  }
  return changed ?? items;
}

/** `!Ref Api.Stage` names it whole, `${Api.Stage}` and `!GetAtt` as an attribute. */
function settlePart(part: Part, names: Referable): Part {
  if (typeof part === 'string' || part.kind !== 'reference') return part;
  const whole = part.attribute === 'Ref' ? part.to : `${part.to}.${part.attribute}`;
  const to = names.get(whole);
  return to === undefined ? part : { kind: 'reference', to, attribute: 'Ref' };
}
