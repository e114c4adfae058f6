import type { Resource } from '#model/application';
import { entriesOf, literal } from '#model/read-value';
import type { Control, Outcome } from '../define-control.ts';
import { defineControl, notApplicable, satisfied, violated } from '../define-control.ts';
import { be, judgeProperty } from '../judge-value.ts';

const PROXY = 'AWS::RDS::DBProxy';
const GROUPS: readonly string[] = ['AWS::RDS::DBParameterGroup', 'AWS::RDS::DBClusterParameterGroup'];
const proxy = (tls: string): string =>
  `Parameters:\n  Tls: { Type: String }\nResources:\n  Door:\n    Type: ${PROXY}\n    Properties:\n      DBProxyName: door\n      EngineFamily: POSTGRESQL\n      RoleArn: arn:aws:iam::111122223333:role/door\n      VpcSubnetIds: [subnet-1, subnet-2]\n      Auth: [{ IAMAuth: REQUIRED }]\n${tls}`;

export const rdsTls: Control = defineControl({
  id: 'rds-tls',
  title: 'TLS to the database/proxy not required',
  severity: 'medium',
  cwe: 319,
  why: 'A client that does not ask for TLS sends its password and its queries in clear text, and nobody refuses it.',
  fix: 'Set `RequireTLS` to `true` on the proxy, and `rds.force_ssl` or `require_secure_transport` in parameter groups.',
  sources: ['https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/UsingWithRDS.SSL.html'],
  types: [PROXY, ...GROUPS],
  reads: [`${PROXY}.RequireTLS`, ...GROUPS.map((type) => `${type}.Parameters`)],
  judge: (resource) =>
    resource.type === PROXY
      ? judgeProperty(resource, 'RequireTLS', be(true), `\`${resource.id}\` accepts connections in clear text`)
      : judgeGroup(resource),
  examples: {
    violated: proxy(''),
    satisfied: proxy('      RequireTLS: true\n'),
    undetermined: proxy('      RequireTLS: !Ref Tls\n'),
  },
});

/** Parameter groups say nothing unless they name the switch. */
function judgeGroup(group: Resource): Outcome {
  for (const [key, value] of entriesOf(group.properties.entries.get('Parameters')?.value)) {
    if (!/^(?:rds\.force_ssl|require_secure_transport|rds\.require_ssl)$/.test(key)) continue;
    const off = /^(?:0|off|false)$/i.test(literal(value) ?? '');
    return off ? violated(value.at, `\`${group.id}\` turns \`${key}\` off`) : satisfied;
  }
  return notApplicable;
}
