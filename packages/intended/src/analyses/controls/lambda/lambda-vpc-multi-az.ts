import { literal, partsOf, valueAt } from '#model/read-value';
import type { Context } from '../context.ts';
import type { Control, Outcome } from '../define-control.ts';
import { defineControl, notApplicable, satisfied, undetermined, violated } from '../define-control.ts';
import { functionTemplate } from '../function-examples.ts';
import { judgeAt } from '../judge-value.ts';
import type { Value } from '#model/value';
import { wordsOfParts } from '#policy/words-of-parts';

const vpc = (subnets: string, head: string = ''): string =>
  functionTemplate(`      VpcConfig: { SecurityGroupIds: [sg-1], SubnetIds: ${subnets} }\n`, '', head);

export const lambdaVpcMultiAz: Control = defineControl({
  id: 'lambda-vpc-multi-az',
  title: 'VPC function in one availability zone',
  severity: 'low',
  why: 'When that one zone fails, the function fails with it.',
  fix: 'Name subnets of two or more availability zones in `VpcConfig.SubnetIds`.',
  sources: ['https://docs.aws.amazon.com/lambda/latest/dg/configuration-vpc.html'],
  types: ['AWS::Lambda::Function'],
  reads: ['AWS::Lambda::Function.VpcConfig.SubnetIds', 'AWS::EC2::Subnet.AvailabilityZone'],
  judge: (fn, context) =>
    judgeAt(fn.properties, 'VpcConfig.SubnetIds', (leaf): Outcome => {
      if (leaf === undefined) return notApplicable;
      if (leaf.kind !== 'list') return violated(leaf.at, `\`${fn.id}\` runs in one subnet`);
      const open = leaf.items.find((item) => item.kind === 'deferred');
      if (leaf.items.length === 0) return notApplicable;
      if (leaf.items.length === 1 && open?.kind === 'deferred') return undetermined(open);
      const zones = new Set(leaf.items.map((item, index) => zoneOf(item, context) ?? index));
      return zones.size > 1 ? satisfied : violated(leaf.at, `\`${fn.id}\` runs in one availability zone`);
    }),
  examples: {
    violated: vpc('[subnet-1]'),
    satisfied: vpc('[subnet-1, subnet-2]'),
    undetermined: vpc('!Ref Given', 'Parameters:\n  Given: { Type: "List<AWS::EC2::Subnet::Id>" }\n'),
  },
});

/** Zone of a subnet that the templates define, in words; undefined where it is not known. */
function zoneOf(subnet: Value, context: Context): string | undefined {
  const found = context.find(subnet, 'AWS::EC2::Subnet');
  const zone = valueAt(found?.properties, 'AvailabilityZone');
  const parts = partsOf(zone);
  return literal(zone) ?? (parts === undefined ? undefined : wordsOfParts(parts));
}
