import type { Resource } from '#model/application';
import { literal, valueAt } from '#model/read-value';
import type { Value } from '#model/value';
import type { Control, Outcome } from '../define-control.ts';
import { defineControl, satisfied, undetermined, violated } from '../define-control.ts';
import { judgeBranches, openOf } from '../judge-value.ts';

const table = (policy: string, head: string = ''): string => `${head}Resources:
  Subject:
    Type: AWS::DynamoDB::Table
${policy}    Properties: { BillingMode: PAY_PER_REQUEST, KeySchema: [{ AttributeName: id, KeyType: HASH }], AttributeDefinitions: [{ AttributeName: id, AttributeType: S }] }
`;

/** Types whose data go with them. */
const STATEFUL: readonly string[] = [
  'AWS::S3::Bucket',
  'AWS::DynamoDB::Table',
  'AWS::DynamoDB::GlobalTable',
  'AWS::RDS::DBInstance',
  'AWS::RDS::DBCluster',
  'AWS::DocDB::DBCluster',
  'AWS::Neptune::DBCluster',
  'AWS::Redshift::Cluster',
  'AWS::RedshiftServerless::Namespace',
  'AWS::ElastiCache::ReplicationGroup',
  'AWS::OpenSearchService::Domain',
  'AWS::Elasticsearch::Domain',
  'AWS::EFS::FileSystem',
  'AWS::FSx::FileSystem',
  'AWS::Cognito::UserPool',
  'AWS::KMS::Key',
  'AWS::Timestream::Table',
];

export const templateStatefulRetain: Control = defineControl({
  id: 'template-stateful-retain',
  title: 'Stateful resource without retain/snapshot policies',
  severity: 'medium',
  cwe: 1188,
  why: 'A stack that is deleted, or a change that replaces the resource, takes all its data along.',
  fix: 'Set `DeletionPolicy` and `UpdateReplacePolicy` to `Retain` or, where the type has one, `Snapshot`.',
  sources: ['https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-attribute-deletionpolicy.html'],
  types: STATEFUL,
  reads: [],
  judge(resource) {
    const policy = valueAt(resource.attributes, 'DeletionPolicy');
    return judgePolicy(policy, resource);
  },
  remedy: {
    set: [
      { path: 'DeletionPolicy', value: 'Retain', attribute: true },
      { path: 'UpdateReplacePolicy', value: 'Retain', attribute: true },
    ],
  },
  examples: {
    violated: table(''),
    satisfied: table('    DeletionPolicy: Retain\n    UpdateReplacePolicy: Retain\n'),
    undetermined: table(
      '    DeletionPolicy: !Ref Given\n',
      'Transform: AWS::LanguageExtensions\nParameters:\n  Given: { Type: String }\n',
    ),
  },
});

function judgePolicy(policy: Value | undefined, resource: Resource): Outcome {
  if (policy === undefined || policy.kind === 'absent')
    return keepsByItself(resource)
      ? satisfied
      : violated(resource.typeAt, `\`${resource.id}\` is deleted with its stack`);
  if (policy.kind === 'choice') return judgeBranches(policy, (branch) => judgePolicy(branch, resource));
  if (policy.kind === 'deferred') return undetermined(policy);
  const word = literal(policy);
  if (word === undefined) return policy.kind === 'text' ? undetermined(openOf(policy)) : satisfied;
  return /^(?:Retain|RetainExceptOnCreate|Snapshot)$/i.test(word)
    ? satisfied
    : violated(policy.at, `\`${resource.id}\` is deleted with its stack`);
}

/** Databases are deleted with a last snapshot unless a template says otherwise; members of a cluster have no data. */
function keepsByItself({ type }: Resource): boolean {
  return type === 'AWS::RDS::DBCluster' || type === 'AWS::RDS::DBInstance';
}
