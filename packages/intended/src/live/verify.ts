import { check } from '#engine/check';
import type { Report } from '#finding/finding';
import { memoryFiles } from '#source/memory-files';
import type { PackageTables } from '#source/package-tables';
import { mapBounded } from './bounded.ts';
import type { Description, ReadableResource, Sibling, StackResource } from './describe.ts';
import type { JsonObject } from './json.ts';
import { isObject } from './json.ts';
import { judgementsOf } from './judgements.ts';
import type { Overlaid } from './overlay.ts';
import { inWordsOfTemplate, overlay, referencesOf } from './overlay.ts';
import { withoutOwnGrants } from './own-grants.ts';
import { knownPart, resolve } from './resolve.ts';
import { arnOf, scopeOf } from './scope.ts';
import type { LiveStack } from './stack.ts';
import { accountOf } from './stack.ts';
import type { Verification } from './verification.ts';
import { compareJudgements } from './verification.ts';

export interface VerifyRequest {
  readonly stack: LiveStack;
  readonly region: string;
  /** Text of the intent file; undefined to propose one from the template. */
  readonly intent: string | undefined;
  readonly describe: (resource: ReadableResource) => Promise<Description>;
  readonly tables: PackageTables;
  /** ISO date. */
  readonly today: string;
  readonly version: string;
  /** Milliseconds from any start. */
  readonly now: () => number;
  readonly onProgress?: (read: number, of: number) => void;
}

/** Resources read at once: well below the rates at which the services begin to refuse. */
const AT_ONCE = 8;

/** Judges what is deployed by the same controls and the same intent as the template, and compares the two. */
export async function verify(request: VerifyRequest): Promise<Verification> {
  const { stack, region } = request;
  const resources = stack.resources.filter(({ logicalId }) => isObject(writtenIn(stack, logicalId)));
  const descriptions = await describeAll(resources, request);
  const deployed = deployedTemplate(stack, region, resources, descriptions);
  const [asWritten, asDeployed] = [await judge(stack.template, request), await judge(deployed.template, request)];
  const judgements = judgementsOf({ resources, descriptions, overlaid: deployed.overlaid, asWritten, asDeployed });
  const count = (verdict: string): number => judgements.filter((one) => one.verdict === verdict).length;
  return {
    schemaVersion: 1,
    tool: { name: 'intended', version: request.version },
    stack: { name: stack.name, region, status: stack.status },
    complete: count('undetermined') === 0,
    summary: { drift: count('drift'), fail: count('fail'), undetermined: count('undetermined'), pass: count('pass') },
    judgements: judgements.toSorted(compareJudgements),
  };
}

async function describeAll(
  resources: readonly StackResource[],
  request: VerifyRequest,
): Promise<ReadonlyMap<string, Description>> {
  const { stack, region, describe, onProgress } = request;
  const scope = scopeOf(stack, region, attributesByName(resources, stack, region));
  const siblings = resources.map((resource): Sibling => {
    const known = knownPart(resolve(propertiesOf(stack, resource.logicalId), scope) ?? {});
    return { ...resource, expected: isObject(known) ? known : {} };
  });
  let read = 0;
  const pairs = await mapBounded(siblings, AT_ONCE, async (resource) => {
    const description = await describe({ ...resource, siblings });
    onProgress?.(++read, resources.length);
    return [resource.logicalId, withoutOwnGrants(resource, description, siblings)] as const;
  });
  return new Map(pairs);
}

function attributesByName(
  resources: readonly StackResource[],
  stack: LiveStack,
  region: string,
): ReadonlyMap<string, JsonObject> {
  return new Map(
    resources.flatMap((resource) => {
      const arn = arnOf(resource, region, accountOf(stack) ?? '');
      return arn === undefined ? [] : [[resource.logicalId, { Arn: arn }] as const];
    }),
  );
}

interface Deployed {
  readonly template: JsonObject;
  readonly overlaid: ReadonlyMap<string, Overlaid>;
}

function deployedTemplate(
  stack: LiveStack,
  region: string,
  resources: readonly StackResource[],
  descriptions: ReadonlyMap<string, Description>,
): Deployed {
  const attributes = new Map(attributesByName(resources, stack, region));
  for (const [id, description] of descriptions) {
    if (description.kind === 'read') attributes.set(id, { ...attributes.get(id), ...description.properties });
  }
  const arn = ({ logicalId }: StackResource): string | undefined => {
    const known = attributes.get(logicalId)?.['Arn'];
    return typeof known === 'string' ? known : undefined;
  };
  const scope = scopeOf(stack, region, attributes);
  const references = referencesOf(resources, arn);
  const overlaid = new Map<string, Overlaid>();
  const changed: Record<string, JsonObject> = {};
  for (const resource of resources) {
    const description = descriptions.get(resource.logicalId);
    if (description?.kind !== 'read') continue;
    const written = propertiesOf(stack, resource.logicalId);
    const one = overlay(resource, written, description, scope, references);
    overlaid.set(resource.logicalId, one);
    changed[resource.logicalId] = { ...writtenIn(stack, resource.logicalId), Properties: one.properties };
    for (const [index, { type, properties }] of (description.extras ?? []).entries()) {
      const Properties = inWordsOfTemplate(properties, undefined, references);
      changed[`${resource.logicalId}OutOfBand${index + 1}`] = { Type: type, Properties };
    }
  }
  const all = stack.template['Resources'];
  return { template: { ...stack.template, Resources: { ...(isObject(all) ? all : {}), ...changed } }, overlaid };
}

function writtenIn(stack: LiveStack, logicalId: string): JsonObject | undefined {
  const all = stack.template['Resources'];
  const one = isObject(all) ? all[logicalId] : undefined;
  return isObject(one) ? one : undefined;
}

function propertiesOf(stack: LiveStack, logicalId: string): JsonObject {
  const properties = writtenIn(stack, logicalId)?.['Properties'];
  return isObject(properties) ? properties : {};
}

const TEMPLATE = 'template.json';
const INTENT = 'intended.yaml';

function judge(template: JsonObject, request: VerifyRequest): Promise<Report> {
  const { intent, stack, tables, today, version, now } = request;
  const files = { [TEMPLATE]: JSON.stringify(template), ...(intent === undefined ? {} : { [INTENT]: intent }) };
  return check({
    files: memoryFiles(files),
    path: undefined,
    template: TEMPLATE,
    stack: undefined,
    stage: undefined,
    parameters: stack.parameters,
    tables,
    intent: intent === undefined ? undefined : INTENT,
    faults: 1,
    today,
    version,
    now,
  });
}
