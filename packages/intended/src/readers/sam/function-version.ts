import type { Resource } from '#model/application';
import type { Value } from '#model/value';
import { dictionary, itemsOf, literal, valueAt } from '#model/read-value';
import { provisionalId } from '../cloudformation/stack.ts';
import { generated, idSuffix } from './expansion.ts';
import type { EventTarget } from './events/event-source.ts';
import { managedPolicy, trustOf } from './role.ts';
import { reference, record } from './shape.ts';

/** The version and alias that `AutoPublishAlias` makes, and whom events then start. */
export interface PublishedFunction {
  readonly target: EventTarget;
  readonly resources: readonly Resource[];
}

export function publishFunction(fn: Resource): PublishedFunction {
  const { at, properties, stack } = fn;
  const name = valueAt(properties, 'AutoPublishAlias');
  const self = { kind: 'function' as const, name: reference(fn.id, 'Ref', at), arn: reference(fn.id, 'Arn', at) };
  if (name === undefined || name.kind === 'absent') return { target: self, resources: [] };
  const version = generated(fn, `${fn.logicalId}Version`, 'AWS::Lambda::Version', {
    properties: {
      FunctionName: self.name,
      Description: valueAt(properties, 'VersionDescription'),
      FunctionScalingConfig: valueAt(properties, 'FunctionScalingConfig'),
    },
    attributes: record({ DeletionPolicy: valueAt(properties, 'VersionDeletionPolicy') ?? 'Retain' }, name.at),
    at: name.at,
  });
  const alias = generated(fn, aliasId(fn), 'AWS::Lambda::Alias', {
    properties: {
      Name: name,
      FunctionName: self.name,
      FunctionVersion: reference(provisionalId(stack, version.logicalId), 'Version', name.at),
      ProvisionedConcurrencyConfig: valueAt(properties, 'ProvisionedConcurrencyConfig'),
    },
    at: name.at,
  });
  const arn = reference(alias.id, 'Ref', at);
  return { target: { kind: 'function', name: arn, arn }, resources: [version, alias, ...deployment(fn)] };
}

/** Logical id of the alias of a function or state machine. */
export function aliasId(resource: Resource): string {
  return `${resource.logicalId}Alias${idSuffix(valueAt(resource.properties, 'AutoPublishAlias'))}`;
}

/** What `DeploymentPreference` makes: one CodeDeploy application and role for the stack, a group for each function. */
function deployment(fn: Resource): readonly Resource[] {
  const preference = valueAt(fn.properties, 'DeploymentPreference');
  if (preference?.kind !== 'dictionary' || literal(valueAt(preference, 'Enabled')) === 'false') return [];
  const { at } = preference;
  const application = generated(fn, 'ServerlessDeploymentApplication', 'AWS::CodeDeploy::Application', {
    properties: { ComputePlatform: 'Lambda' },
    at,
  });
  const role = generated(fn, 'CodeDeployServiceRole', 'AWS::IAM::Role', {
    properties: {
      AssumeRolePolicyDocument: trustOf('codedeploy.amazonaws.com', at),
      ManagedPolicyArns: [managedPolicy('service-role/AWSCodeDeployRoleForLambda')],
    },
    at,
  });
  const given = valueAt(preference, 'Role');
  const group = generated(fn, `${fn.logicalId}DeploymentGroup`, 'AWS::CodeDeploy::DeploymentGroup', {
    properties: {
      ApplicationName: reference(application.id, 'Ref', at),
      AlarmConfiguration: alarms(valueAt(preference, 'Alarms')),
      AutoRollbackConfiguration: {
        Enabled: true,
        Events: ['DEPLOYMENT_FAILURE', 'DEPLOYMENT_STOP_ON_ALARM', 'DEPLOYMENT_STOP_ON_REQUEST'],
      },
      DeploymentConfigName: valueAt(preference, 'Type'),
      DeploymentStyle: { DeploymentType: 'BLUE_GREEN', DeploymentOption: 'WITH_TRAFFIC_CONTROL' },
      TriggerConfigurations: valueAt(preference, 'TriggerConfigurations'),
      ServiceRoleArn: given ?? reference(role.id, 'Arn', at),
    },
    at,
  });
  return [application, ...(given === undefined ? [role] : []), group];
}

function alarms(value: Value | undefined): Value | undefined {
  if (value === undefined) return undefined;
  const named = itemsOf(value).map((alarm) => dictionary({ Name: alarm }, alarm.at));
  return record({ Enabled: true, Alarms: named }, value.at);
}
