import { openAws } from './aws.ts';
import { openCloudControl } from './cloud-control.ts';
import type { Description, ReadableResource } from './describe.ts';
import { describeByParts, findExtras } from './describe.ts';
import type { LiveStack } from './stack.ts';
import { readStack } from './stack.ts';
import { TYPE_READERS } from './types/registry.ts';

export interface OpenRequest {
  readonly stack: string;
  /** Undefined for the region of the environment or profile. */
  readonly region: string | undefined;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly clock: () => Date;
  readonly random: () => number;
}

/** A stack, and the ways to its resources. */
export interface OpenStack {
  readonly stack: LiveStack | undefined;
  readonly region: string;
  readonly describe: (resource: ReadableResource) => Promise<Description>;
}

const ATTEMPTS = 8;

/** Opens a stack with the credentials of the default chain. Loads the SDK; throws what it throws. */
export async function openStack(request: OpenRequest): Promise<OpenStack> {
  const [{ CloudFormationClient }, { CloudControlClient }] = await Promise.all([
    import('@aws-sdk/client-cloudformation'),
    import('@aws-sdk/client-cloudcontrol'),
  ]);
  const settings = {
    maxAttempts: ATTEMPTS,
    retryMode: 'standard',
    ...(request.region === undefined ? {} : { region: request.region }),
  };
  const stacks = new CloudFormationClient(settings);
  const region = await stacks.config.region();
  const stack = await readStack(stacks, request.stack);
  const control = openCloudControl(new CloudControlClient(settings), stacks);
  const aws = openAws({
    region,
    credentials: () => stacks.config.credentials(),
    environment: request.environment,
    now: request.clock,
    random: request.random,
  });
  const describe = async (resource: ReadableResource): Promise<Description> => {
    const controlled = await control(resource);
    const reader = TYPE_READERS.get(resource.type);
    if (reader === undefined) {
      return controlled ?? { kind: 'unreadable', why: `\`${resource.type}\` cannot be read here` };
    }
    const isRead = controlled !== undefined && controlled.kind !== 'unreadable';
    const description = isRead ? controlled : await describeByParts(reader, resource, aws);
    if (description.kind !== 'read') return description;
    const { extras, unread } = await findExtras(reader, resource, aws);
    return { ...description, extras, unread: [...description.unread, ...unread] };
  };
  return { stack, region, describe };
}
