import type { Resource } from '#model/application';
import type { Value } from '#model/value';
import { literal, valueAt } from '#model/read-value';
import { definitionFile } from './definition-file.ts';
import { expandEvents } from './events/expand-events.ts';
import { readEvents, type EventTarget } from './events/event-source.ts';
import { generated, merged, nothing, primary, type Context, type Expansion } from './expansion.ts';
import { storedCode } from './function-code.ts';
import { aliasId } from './function-version.ts';
import { chooseRole } from './function-role.ts';
import { joined, record, reference, without } from './shape.ts';
import { withSubstitutions } from './substitute.ts';
import { tagList } from './tags.ts';

const SAM_ONLY: ReadonlySet<string> = new Set([
  'AssumeRolePolicyDocument',
  'AutoPublishAlias',
  'Definition',
  'DefinitionUri',
  'DeploymentPreference',
  'Events',
  'Logging',
  'Name',
  'PermissionsBoundary',
  'Policies',
  'PropagateTags',
  'Role',
  'RolePath',
  'Tags',
  'Tracing',
  'Type',
  'UseAliasAsEventTarget',
]);

/** AWS::Serverless::StateMachine: the machine with its definition, its role, alias and events. */
export function expandStateMachine(machine: Resource, context: Context): Expansion {
  const { at, properties } = machine;
  const alias = publishMachine(machine);
  const read = readEvents(machine, alias.target);
  const events = expandEvents(read.events, context);
  const tags = tagList(valueAt(properties, 'Tags'), 'stateMachine', at);
  const traced = literal(valueAt(properties, 'Tracing', 'Enabled')) === 'true';
  const chosen = chooseRole(machine, {
    service: 'states.amazonaws.com',
    managedFirst: traced ? ['AWSXrayWriteOnlyAccess'] : [],
    inlineFirst: [],
    byEvents: events,
    tags,
  });
  const definition = definitionOf(machine, context);
  const made = record(
    {
      ...definition.properties,
      RoleArn: chosen.role,
      LoggingConfiguration: valueAt(properties, 'Logging'),
      StateMachineName: valueAt(properties, 'Name'),
      StateMachineType: valueAt(properties, 'Type'),
      TracingConfiguration: valueAt(properties, 'Tracing'),
      Tags: tags,
    },
    at,
  );
  const own = primary(machine, 'AWS::StepFunctions::StateMachine', joined(without(properties, SAM_ONLY), made));
  const diagnostics = [...definition.diagnostics, ...read.diagnostics, ...chosen.diagnostics];
  return merged([{ ...nothing, resources: [own, ...chosen.resources, ...alias.resources], diagnostics }, events]);
}

/**
 * The definition as a value under `Definition`, wherever it stands: CloudFormation's own property for an object, so
 * that readers see the places of its states instead of one long string.
 */
function definitionOf(
  machine: Resource,
  context: Context,
): { readonly properties: Parameters<typeof record>[0]; readonly diagnostics: Expansion['diagnostics'] } {
  const inline = valueAt(machine.properties, 'Definition');
  const filled = (definition: Value): Value =>
    withSubstitutions(definition, valueAt(machine.properties, 'DefinitionSubstitutions'));
  if (inline !== undefined) return { properties: { Definition: filled(inline) }, diagnostics: [] };
  const uri = valueAt(machine.properties, 'DefinitionUri');
  if (uri === undefined) return { properties: {}, diagnostics: [] };
  const found = definitionFile(uri, context);
  if (found.value !== undefined)
    return { properties: { Definition: filled(found.value) }, diagnostics: found.diagnostics };
  const location: Value = storedCode(uri, ['Bucket', 'Key', 'Version']);
  return { properties: { DefinitionS3Location: location }, diagnostics: found.diagnostics };
}

function publishMachine(machine: Resource): { readonly target: EventTarget; readonly resources: readonly Resource[] } {
  const { at, properties } = machine;
  const self = reference(machine.id, 'Ref', at);
  const name = valueAt(properties, 'AutoPublishAlias');
  if (name === undefined || name.kind === 'absent')
    return { target: { kind: 'state-machine', name: self, arn: self }, resources: [] };
  const version = generated(machine, `${machine.logicalId}Version`, 'AWS::StepFunctions::StateMachineVersion', {
    properties: {
      StateMachineArn: self,
      StateMachineRevisionId: reference(machine.id, 'StateMachineRevisionId', name.at),
    },
    at: name.at,
  });
  const preference = valueAt(properties, 'DeploymentPreference');
  const versionArn = reference(version.id, 'Ref', name.at);
  const alias = generated(machine, aliasId(machine), 'AWS::StepFunctions::StateMachineAlias', {
    properties:
      preference?.kind === 'dictionary'
        ? {
            Name: name,
            DeploymentPreference: joined(preference, record({ StateMachineVersionArn: versionArn }, name.at)),
          }
        : { Name: name, RoutingConfiguration: [{ StateMachineVersionArn: versionArn, Weight: 100 }] },
    at: name.at,
  });
  const isTarget = literal(valueAt(properties, 'UseAliasAsEventTarget')) === 'true';
  const aliasArn = reference(alias.id, 'Ref', at);
  const arn = isTarget ? aliasArn : self;
  return { target: { kind: 'state-machine', name: arn, arn }, resources: [version, alias] };
}
