import { modernTls } from '../api-tls.ts';
import { judgeProperty } from '../judge-value.ts';
import type { Control } from '../define-control.ts';
import { defineControl } from '../define-control.ts';

const DOMAIN = 'AWS::ApiGateway::DomainName';
const domain = (more: string): string =>
  `Resources:\n  Name:\n    Type: ${DOMAIN}\n    Properties:\n      DomainName: api.example.com\n${more}`;

export const apigwDomainTls: Control = defineControl({
  id: 'apigw-domain-tls',
  title: 'Custom domain accepts TLS below 1.2',
  severity: 'high',
  cwe: 326,
  why: 'Callers may be talked down to TLS 1.0, whose faults are known.',
  fix: 'Set `SecurityPolicy` to `TLS_1_2` or a newer policy.',
  sources: ['https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-custom-domain-tls-version.html'],
  types: [DOMAIN],
  reads: [`AWS::ApiGateway::DomainName.SecurityPolicy`],
  judge: (domain) =>
    judgeProperty(domain, 'SecurityPolicy', modernTls('violated'), `\`${domain.id}\` accepts TLS below 1.2`),
  remedy: { set: [{ path: 'SecurityPolicy', value: 'TLS_1_2' }] },
  examples: {
    violated: domain(''),
    satisfied: domain('      SecurityPolicy: TLS_1_2\n'),
    undetermined: `Parameters:\n  Given: { Type: String }\n${domain('      SecurityPolicy: !Ref Given\n')}`,
  },
});
