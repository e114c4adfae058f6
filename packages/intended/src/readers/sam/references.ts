import type { Resource } from '#model/application';
import type { Part, Value } from '#model/value';
import { mapStack } from '../cloudformation/map-stack.ts';
import { provisionalId, type Stack } from '../cloudformation/stack.ts';
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
  return names.size === 0 ? stack : mapStack(stack, (leaf) => settle(leaf, names));
}

/** The same value where it names nothing of the kind, so that untouched trees are shared. */
function settle(leaf: Value, names: Referable): Value {
  if (leaf.kind !== 'text') return leaf;
  const parts = leaf.parts.map((part) => settlePart(part, names));
  return parts.some((part, index) => part !== leaf.parts[index]) ? { ...leaf, parts } : leaf;
}

/** `!Ref Api.Stage` names it whole, `${Api.Stage}` and `!GetAtt` as an attribute. */
function settlePart(part: Part, names: Referable): Part {
  if (typeof part === 'string' || part.kind !== 'reference') return part;
  const whole = part.attribute === 'Ref' ? part.to : `${part.to}.${part.attribute}`;
  const to = names.get(whole);
  return to === undefined ? part : { kind: 'reference', to, attribute: 'Ref' };
}
