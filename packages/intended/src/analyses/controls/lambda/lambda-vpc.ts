import type { Resource } from '#model/application';
import { referencesIn, valueAt } from '#model/read-value';
import type { Context } from '../context.ts';
import type { Control } from '../define-control.ts';
import { defineControl, notApplicable } from '../define-control.ts';
import { functionTemplate, IS_TEST } from '../function-examples.ts';
import { bePresent, judgeProperty } from '../judge-value.ts';

/** Stores that live in a VPC. */
const INSIDE =
  /^AWS::(?:RDS::(?:DBInstance|DBCluster|DBProxy)|ElastiCache::(?:ReplicationGroup|CacheCluster|ServerlessCache)|MemoryDB::Cluster|DocDB::DBCluster|Neptune::DBCluster|DAX::Cluster|MSK::(?:Cluster|ServerlessCluster)|Redshift::Cluster|EFS::FileSystem)$/;

const CACHE =
  '  Cache:\n    Type: AWS::ElastiCache::ReplicationGroup\n    Properties: { ReplicationGroupDescription: rides }\n';
const USES = '      Environment: { Variables: { CACHE: !GetAtt Cache.PrimaryEndPoint.Address } }\n';

export const lambdaVpc: Control = defineControl({
  id: 'lambda-vpc',
  title: 'Function outside a VPC while its data class or datastore needs one',
  severity: 'low',
  cwe: 923,
  why: 'The function talks to a store that lives in a VPC: from outside it cannot, or the store is open to the internet.',
  fix: 'Put the function into the private subnets of the store with `VpcConfig`.',
  sources: ['https://docs.aws.amazon.com/lambda/latest/dg/configuration-vpc.html'],
  types: ['AWS::Lambda::Function'],
  reads: ['AWS::Lambda::Function.VpcConfig.SubnetIds', 'AWS::Lambda::Function.Environment.Variables'],
  judge(fn, context) {
    const store = storeInside(fn, context);
    if (store === undefined) return notApplicable;
    return judgeProperty(
      fn,
      'VpcConfig.SubnetIds',
      bePresent,
      `\`${fn.id}\` is outside of the VPC in which \`${store.id}\` lives`,
    );
  },
  examples: {
    violated: functionTemplate(USES, CACHE),
    satisfied: functionTemplate(
      `${USES}      VpcConfig: { SubnetIds: [subnet-1, subnet-2], SecurityGroupIds: [sg-1] }\n`,
      CACHE,
    ),
    undetermined: functionTemplate(
      `${USES}      VpcConfig: !If [IsTest, !Ref 'AWS::NoValue', { SubnetIds: [subnet-1, subnet-2], SecurityGroupIds: [sg-1] }]\n`,
      CACHE,
      IS_TEST,
    ),
  },
});

/** A store whose address the function is given. The Data API of Aurora is reached from anywhere, by ARN. */
function storeInside({ properties }: Resource, context: Context): Resource | undefined {
  const variables = valueAt(properties, 'Environment', 'Variables');
  const text = [variables, valueAt(properties, 'FileSystemConfigs')].flatMap((value) => addressesIn(value));
  return text
    .map((id) => context.application.resources.get(id))
    .find((one) => one !== undefined && INSIDE.test(one.type));
}

function addressesIn(value: ReturnType<typeof valueAt>): readonly string[] {
  if (value?.kind !== 'dictionary') return referencesIn(value);
  return [...value.entries.values()].flatMap(({ value: one }) =>
    one.kind === 'text' &&
    one.parts.some(
      (part) => typeof part === 'object' && part.kind === 'reference' && /Endpoint|Address/i.test(part.attribute),
    )
      ? referencesIn(one)
      : [],
  );
}
