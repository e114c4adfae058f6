import { itemsOf, literal, valueAt } from '#model/read-value';
import type { Value } from '#model/value';
import type { Control, Outcome } from '../define-control.ts';
import { defineControl, notApplicable, satisfied, undetermined, violated } from '../define-control.ts';
import { functionTemplate, IS_TEST } from '../function-examples.ts';
import { worstOf } from '../judge-value.ts';

const group = (egress: string, head: string = ''): string =>
  functionTemplate(
    '      VpcConfig: { SubnetIds: [subnet-1, subnet-2], SecurityGroupIds: [!GetAtt Group.GroupId] }\n',
    `  Group:\n    Type: AWS::EC2::SecurityGroup\n    Properties:\n      GroupDescription: rides\n${egress}`,
    head,
  );
const NARROW = '{ IpProtocol: tcp, FromPort: 443, ToPort: 443, DestinationPrefixListId: pl-1 }';
const WIDE = "{ IpProtocol: '-1', CidrIp: 0.0.0.0/0 }";

export const lambdaSgEgressOpen: Control = defineControl({
  id: 'lambda-sg-egress-open',
  title: 'VPC function security group allows all egress',
  severity: 'low',
  cwe: 923,
  why: 'Code that is injected into the function can send what it finds to any host.',
  fix: 'Name the stores, endpoints and ports that the function needs in `SecurityGroupEgress`.',
  sources: ['https://docs.aws.amazon.com/vpc/latest/userguide/security-group-rules.html'],
  types: ['AWS::EC2::SecurityGroup'],
  reads: ['AWS::EC2::SecurityGroup.SecurityGroupEgress', 'AWS::Lambda::Function.VpcConfig.SecurityGroupIds'],
  judge(subject, context) {
    if (context.naming(subject, 'AWS::Lambda::Function').length === 0) return notApplicable;
    const rules = valueAt(subject.properties, 'SecurityGroupEgress');
    const message = `\`${subject.id}\` lets its functions talk to any host`;
    if (rules === undefined || itemsOf(rules).length === 0) return violated(subject.typeAt, message);
    return worstOf([satisfied, ...itemsOf(rules).map((rule) => judgeRule(rule, message))]);
  },
  examples: {
    violated: group(''),
    satisfied: group(`      SecurityGroupEgress: [${NARROW}]\n`),
    undetermined: group(`      SecurityGroupEgress: [!If [IsTest, ${WIDE}, ${NARROW}]]\n`, IS_TEST),
  },
});

function judgeRule(rule: Value, message: string): Outcome {
  if (rule.kind === 'deferred') return undetermined(rule);
  if (rule.kind === 'choice') {
    const each = rule.branches.map((branch) => judgeRule(branch, message));
    const [first] = each;
    if (first !== undefined && each.every(({ kind }) => kind === first.kind)) return first;
    return undetermined({ kind: 'deferred', why: { cause: 'condition', name: rule.condition }, at: rule.at });
  }
  const everywhere = ['0.0.0.0/0', '::/0'].includes(
    literal(valueAt(rule, 'CidrIp')) ?? literal(valueAt(rule, 'CidrIpv6')) ?? '',
  );
  const allPorts = literal(valueAt(rule, 'IpProtocol')) === '-1';
  return everywhere && allPorts ? violated(rule.at, message) : satisfied;
}
