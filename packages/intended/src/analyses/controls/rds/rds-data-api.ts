import type { Statement } from '#policy/statement';
import type { Control } from '../define-control.ts';
import { defineControl, notApplicable, satisfied, undetermined, violated } from '../define-control.ts';
import { be, judgeProperty } from '../judge-value.ts';

const TYPE = 'AWS::RDS::DBCluster';
const app = (enabled: string, resource: string): string =>
  `Parameters:\n  Enabled: { Type: String }\nResources:\n  Rides:\n    Type: ${TYPE}\n    Properties: { Engine: aurora-postgresql, EnableHttpEndpoint: ${enabled} }\n  Role:\n    Type: AWS::IAM::Role\n    Properties:\n      AssumeRolePolicyDocument:\n        Statement: [{ Effect: Allow, Principal: { Service: lambda.amazonaws.com }, Action: sts:AssumeRole }]\n      Policies:\n        - PolicyName: data\n          PolicyDocument:\n            Statement: [{ Effect: Allow, Action: rds-data:ExecuteStatement, Resource: ${resource} }]\n`;

export const rdsDataApi: Control = defineControl({
  id: 'rds-data-api',
  title: 'Data API on with a secret/role broader than the functions that use it',
  severity: 'medium',
  cwe: 250,
  why: 'The Data API is reached from anywhere with credentials alone, no network in between: whoever may call it on every cluster reads this one.',
  fix: 'Name the cluster and its secret in the statements that allow `rds-data` actions.',
  sources: ['https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/data-api.access.html'],
  types: [TYPE],
  reads: [`${TYPE}.EnableHttpEndpoint`],
  judge(resource, context) {
    const on = judgeProperty(resource, 'EnableHttpEndpoint', be(true), '');
    if (on.kind === 'undetermined') return undetermined(on.why);
    if (on.kind !== 'satisfied') return notApplicable;
    const broad = context.application.grants
      .filter(({ side }) => side === 'identity')
      .flatMap((grant) => context.policyOf(grant).statements)
      .find(allowsEveryCluster);
    return broad === undefined
      ? satisfied
      : violated(broad.at, `\`${resource.id}\` has the Data API on, and this statement allows it on every cluster`);
  },
  examples: {
    violated: app('true', "'*'"),
    satisfied: app('true', '!GetAtt Rides.DBClusterArn'),
    undetermined: app('!Ref Enabled', "'*'"),
  },
});

function allowsEveryCluster({ effect, actions, resources }: Statement): boolean {
  const isData = actions.patterns.some(({ parts }) => typeof parts[0] === 'string' && /^rds-data:/i.test(parts[0]));
  const isAll = (resources?.patterns ?? []).some(({ parts }) => parts.length === 1 && parts[0] === '*');
  return effect === 'Allow' && !actions.negated && isData && isAll;
}
