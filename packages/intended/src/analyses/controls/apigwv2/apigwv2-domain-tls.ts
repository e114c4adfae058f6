import { valueAt } from '#model/read-value';
import { modernTls } from '../api-tls.ts';
import { defineControl, notApplicable, violated } from '../define-control.ts';
import { judgeEvery } from '../each-item.ts';
import { judgePart } from '../rest-stages.ts';
import type { Control } from '../define-control.ts';

const DOMAIN = 'AWS::ApiGatewayV2::DomainName';

export const apigwv2DomainTls: Control = defineControl({
  id: 'apigwv2-domain-tls',
  title: 'Custom domain accepts TLS below 1.2',
  severity: 'high',
  cwe: 326,
  why: 'Callers may be talked down to TLS 1.0, whose faults are known.',
  fix: 'Set `SecurityPolicy` to `TLS_1_2`, or leave it out.',
  sources: ['https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-custom-domain-names.html'],
  types: [DOMAIN],
  reads: [`AWS::ApiGatewayV2::DomainName.DomainNameConfigurations.SecurityPolicy`],
  judge: ({ id, typeAt, properties }) =>
    judgeEvery(
      valueAt(properties, 'DomainNameConfigurations'),
      // An HTTP API speaks TLS 1.2 or later unless told otherwise.
      (one) =>
        judgePart(one, 'SecurityPolicy', modernTls('satisfied'), violated(typeAt, `\`${id}\` accepts TLS below 1.2`)),
      notApplicable,
    ),

  examples: {
    violated: `Parameters:\n  Given: { Type: String }\nResources:\n  Name:\n    Type: ${DOMAIN}\n    Properties: { DomainName: api.example.com, DomainNameConfigurations: [{ EndpointType: REGIONAL, SecurityPolicy: TLS_1_0 }] }\n`,
    satisfied: `Parameters:\n  Given: { Type: String }\nResources:\n  Name:\n    Type: ${DOMAIN}\n    Properties: { DomainName: api.example.com, DomainNameConfigurations: [{ EndpointType: REGIONAL, SecurityPolicy: TLS_1_2 }] }\n`,
    undetermined: `Parameters:\n  Given: { Type: String }\nResources:\n  Name:\n    Type: ${DOMAIN}\n    Properties: { DomainName: api.example.com, DomainNameConfigurations: [{ EndpointType: REGIONAL, SecurityPolicy: !Ref Given }] }\n`,
  },
});
