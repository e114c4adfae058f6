import type { CloudFormationClient } from '@aws-sdk/client-cloudformation';
import type { StackResource } from './describe.ts';
import type { Json, JsonObject } from './json.ts';
import { isObject } from './json.ts';
import { parseTemplateText } from './template-text.ts';

/** A stack as CloudFormation keeps it. */
export interface LiveStack {
  readonly name: string;
  readonly id: string;
  readonly status: string;
  /** As deployed, transforms applied. */
  readonly template: JsonObject;
  /** Known values; those that CloudFormation hides (`NoEcho`) are left out. */
  readonly parameters: Readonly<Record<string, string>>;
  readonly resources: readonly StackResource[];
}

const HIDDEN = '****';

/** Reads a stack. Throws what the SDK throws; undefined where the stack has no readable template. */
export async function readStack(client: CloudFormationClient, name: string): Promise<LiveStack | undefined> {
  const { DescribeStacksCommand, GetTemplateCommand } = await import('@aws-sdk/client-cloudformation');
  const [described, got, resources] = await Promise.all([
    client.send(new DescribeStacksCommand({ StackName: name })),
    client.send(new GetTemplateCommand({ StackName: name, TemplateStage: 'Processed' })),
    readResources(client, name),
  ]);
  const stack = described.Stacks?.[0];
  // Some doubles of AWS answer with an object where the service answers with text.
  const body: unknown = got.TemplateBody;
  const template = parseTemplateText(typeof body === 'string' ? body : JSON.stringify(body ?? null));
  if (stack === undefined || template === undefined) return undefined;
  const values = (stack.Parameters ?? []).flatMap(({ ParameterKey, ParameterValue, ResolvedValue }) => {
    const value = ResolvedValue ?? ParameterValue;
    return ParameterKey === undefined || value === undefined || value === HIDDEN
      ? []
      : [[ParameterKey, value] as const];
  });
  return {
    name: stack.StackName ?? name,
    id: stack.StackId ?? '',
    status: stack.StackStatus ?? '',
    template,
    parameters: Object.fromEntries(values.filter(([key]) => !isHidden(template, key))),
    resources,
  };
}

function isHidden(template: JsonObject, parameter: string): boolean {
  const declared = template['Parameters'];
  const one: Json | undefined = isObject(declared) ? declared[parameter] : undefined;
  return isObject(one) && String(one['NoEcho']).toLowerCase() === 'true';
}

const MOST_PAGES = 100;

async function readResources(client: CloudFormationClient, name: string): Promise<readonly StackResource[]> {
  const { ListStackResourcesCommand } = await import('@aws-sdk/client-cloudformation');
  const found: StackResource[] = [];
  let token: string | undefined;
  for (let page = 0; page < MOST_PAGES; page++) {
    const answer = await client.send(new ListStackResourcesCommand({ StackName: name, NextToken: token }));
    for (const {
      LogicalResourceId,
      PhysicalResourceId,
      ResourceType,
      ResourceStatus,
    } of answer.StackResourceSummaries ?? []) {
      if (LogicalResourceId === undefined || ResourceType === undefined) continue;
      if (ResourceStatus === 'DELETE_COMPLETE') continue;
      found.push({ logicalId: LogicalResourceId, physicalId: PhysicalResourceId ?? '', type: ResourceType });
    }
    token = answer.NextToken;
    if (token === undefined) break;
  }
  return found;
}

/** Account number of a stack, from its id. */
export function accountOf(stack: LiveStack): string | undefined {
  return stack.id.split(':')[4];
}
