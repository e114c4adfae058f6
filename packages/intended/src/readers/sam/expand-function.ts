import type { Resource } from '#model/application';
import type { Dictionary, Value } from '#model/value';
import { valueAt } from '#model/read-value';
import { eventInvoke } from './event-invoke.ts';
import { merged, nothing, primary, type Context, type Expansion } from './expansion.ts';
import { expandEvents } from './events/expand-events.ts';
import { readEvents } from './events/event-source.ts';
import { functionCode } from './function-code.ts';
import { chooseRole, deadLetterPolicies, functionPolicies, isTraced } from './function-role.ts';
import { functionUrl } from './function-url.ts';
import { publishFunction } from './function-version.ts';
import { joined, record, without } from './shape.ts';
import { tagList } from './tags.ts';

/** Properties that only SAM knows; every other one is CloudFormation's own and is carried over. */
const SAM_ONLY: ReadonlySet<string> = new Set([
  'AssumeRolePolicyDocument',
  'AutoPublishAlias',
  'AutoPublishAliasAllProperties',
  'AutoPublishCodeSha256',
  'CodeUri',
  'DeadLetterQueue',
  'DeploymentPreference',
  'EventInvokeConfig',
  'Events',
  'FunctionUrlConfig',
  'ImageUri',
  'InlineCode',
  'PermissionsBoundary',
  'Policies',
  'PropagateTags',
  'ProvisionedConcurrencyConfig',
  'Role',
  'RolePath',
  'SourceKMSKeyArn',
  'Tags',
  'Tracing',
  'VersionDeletionPolicy',
  'VersionDescription',
]);

/** AWS::Serverless::Function: the function, its role, its version and alias, its URL, and what its events need. */
export function expandFunction(fn: Resource, context: Context): Expansion {
  const { properties, at } = fn;
  const published = publishFunction(fn);
  const read = readEvents(fn, published.target);
  const events = expandEvents(read.events, context);
  const invoked = eventInvoke(fn);
  const tags = tagList(valueAt(properties, 'Tags'), 'lambda', at);
  const chosen = chooseRole(fn, {
    service: 'lambda.amazonaws.com',
    managedFirst: functionPolicies(properties),
    inlineFirst: [...invoked.inlinePolicies, ...deadLetterPolicies(properties)],
    byEvents: events,
    tags,
  });
  const own = primary(fn, 'AWS::Lambda::Function', functionProperties(properties, { Role: chosen.role, Tags: tags }));
  const resources = [own, ...chosen.resources, ...published.resources, ...functionUrl(fn, published.target)];
  const diagnostics = [...read.diagnostics, ...chosen.diagnostics];
  return merged([{ ...nothing, resources, diagnostics }, invoked, events]);
}

function functionProperties(properties: Dictionary, made: Parameters<typeof record>[0]): Dictionary {
  const tracing = isTraced(properties) ? valueAt(properties, 'Tracing') : undefined;
  const deadLetter = valueAt(properties, 'DeadLetterQueue', 'TargetArn');
  const renamed = record(
    {
      Code: functionCode(properties),
      DeadLetterConfig: deadLetter === undefined ? undefined : { TargetArn: deadLetter },
      CapacityProviderConfig: capacityProvider(valueAt(properties, 'CapacityProviderConfig')),
      TracingConfig: tracing === undefined ? undefined : { Mode: tracing },
      ...made,
    },
    properties.at,
  );
  return joined(without(properties, SAM_ONLY), renamed);
}

/** SAM leaves out one level of CloudFormation's property and shortens the name of the provider's ARN. */
function capacityProvider(config: Value | undefined): Value | undefined {
  const arn = valueAt(config, 'Arn');
  if (config?.kind !== 'dictionary' || arn === undefined) return config;
  const settings = joined(without(config, new Set(['Arn'])), record({ CapacityProviderArn: arn }, config.at));
  return record({ LambdaManagedInstancesCapacityProviderConfig: settings }, config.at);
}
