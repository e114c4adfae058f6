import type { Control } from '../define-control.ts';
import { defineControl } from '../define-control.ts';
import { bePresent, bestOf, judgeProperty } from '../judge-value.ts';
import { violated } from '../define-control.ts';

const TYPE = 'AWS::ElastiCache::ReplicationGroup';
const group = (more: string): string =>
  `Parameters:\n  Token: { Type: String, NoEcho: true }\nConditions:\n  IsGiven: !Not [!Equals [!Ref Token, '']]\nResources:\n  Sessions:\n    Type: ${TYPE}\n    Properties:\n      ReplicationGroupDescription: sessions\n${more}`;

export const cacheAuth: Control = defineControl({
  id: 'cache-auth',
  title: 'No AUTH token / user group',
  severity: 'high',
  cwe: 306,
  why: 'Whatever gets into the network may read and change everything in the cache without a password.',
  fix: 'Set `UserGroupIds` (with `TransitEncryptionEnabled`), or an `AuthToken` from Secrets Manager.',
  sources: ['https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/auth.html'],
  types: [TYPE],
  reads: [`${TYPE}.AuthToken`, `${TYPE}.UserGroupIds`],
  judge(resource) {
    const message = `\`${resource.id}\` asks nobody for a password`;
    const ways = ['AuthToken', 'UserGroupIds'].map((path) => judgeProperty(resource, path, bePresent, message));
    return bestOf(ways, violated(resource.typeAt, message));
  },
  examples: {
    violated: group(''),
    satisfied: group('      TransitEncryptionEnabled: true\n      AuthToken: !Ref Token\n'),
    undetermined: group('      AuthToken: !If [IsGiven, !Ref Token, !Ref AWS::NoValue]\n'),
  },
});
