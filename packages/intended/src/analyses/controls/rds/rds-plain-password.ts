import type { Control } from '../define-control.ts';
import { defineControl } from '../define-control.ts';
import { judgeSecrets } from '../plain-secret.ts';

const TYPES: readonly string[] = ['AWS::RDS::DBCluster', 'AWS::RDS::DBInstance'];
const cluster = (password: string): string =>
  `Parameters:\n  Password: { Type: String, NoEcho: true }\nConditions:\n  IsGiven: !Not [!Equals [!Ref Password, '']]\nResources:\n  Rides:\n    Type: AWS::RDS::DBCluster\n    Properties: { Engine: aurora-postgresql, MasterUsername: rides, MasterUserPassword: ${password} }\n`;

export const rdsPlainPassword: Control = defineControl({
  id: 'rds-plain-password',
  title: 'Master password in the template',
  severity: 'critical',
  cwe: 798,
  why: 'Whoever reads the template or the history of its repository is the administrator of the database.',
  fix: 'Set `ManageMasterUserPassword` to `true`, or take the password from Secrets Manager by a dynamic reference.',
  sources: ['https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/rds-secrets-manager.html'],
  types: TYPES,
  reads: TYPES.map((type) => `${type}.MasterUserPassword`),
  judge: (resource) => judgeSecrets(resource, ['MasterUserPassword']),
  examples: {
    violated: cluster('correct-horse-1'),
    satisfied: cluster('!Ref Password'),
    undetermined: cluster('!If [IsGiven, !Ref Password, correct-horse-1]'),
  },
});
