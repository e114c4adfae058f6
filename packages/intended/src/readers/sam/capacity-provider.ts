import type { Resource } from '#model/application';
import { literal, valueAt } from '#model/read-value';
import { generated, nothing, primary, type Expansion } from './expansion.ts';
import { managedPolicy, trustOf } from './role.ts';
import { joined, only, record, reference } from './shape.ts';
import { tagList } from './tags.ts';

const CARRIED = ['CapacityProviderName', 'InstanceRequirements', 'KmsKeyArn', 'VpcConfig'];

/** AWS::Serverless::CapacityProvider: the provider and, unless one is given, the role that operates its instances. */
export function expandCapacityProvider(provider: Resource): Expansion {
  const { at, properties } = provider;
  const given = valueAt(properties, 'OperatorRole');
  const tags = tagList(valueAt(properties, 'Tags'), 'lambda', at);
  const role = generated(provider, `${provider.logicalId}OperatorRole`, 'AWS::IAM::Role', {
    properties: {
      AssumeRolePolicyDocument: trustOf('lambda.amazonaws.com', at),
      ManagedPolicyArns: [managedPolicy('AWSLambdaManagedEC2ResourceOperator')],
      Tags: literal(valueAt(properties, 'PropagateTags')) === 'true' ? tags : tagList(undefined, 'lambda', at),
    },
    at,
  });
  const scaling = valueAt(properties, 'ScalingConfig');
  const utilization = valueAt(scaling, 'AverageCPUUtilization');
  const policies = [{ PredefinedMetricType: 'LambdaCapacityProviderAverageCPUUtilization', TargetValue: utilization }];
  const made = record(
    {
      PermissionsConfig: { CapacityProviderOperatorRoleArn: given ?? reference(role.id, 'Arn', at) },
      CapacityProviderScalingConfig:
        scaling === undefined
          ? undefined
          : {
              MaxVCpuCount: valueAt(scaling, 'MaxVCpuCount'),
              ScalingMode: utilization === undefined ? 'Auto' : 'Manual',
              ScalingPolicies: literal(utilization) === undefined ? undefined : policies,
            },
      Tags: tags,
    },
    at,
  );
  const own = primary(provider, 'AWS::Lambda::CapacityProvider', joined(made, only(properties, CARRIED)));
  return { ...nothing, resources: [own, ...(given === undefined ? [role] : [])] };
}
