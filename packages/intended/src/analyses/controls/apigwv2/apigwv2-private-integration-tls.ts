import type { Resource } from '#model/application';
import { literal, valueAt } from '#model/read-value';
import type { Value } from '#model/value';
import { HTTP_API, operationsIn } from '../api-operations.ts';
import { defineControl, notApplicable, violated } from '../define-control.ts';
import { bePresent, worstOf } from '../judge-value.ts';
import { judgePart } from '../rest-stages.ts';
import type { Control, Outcome } from '../define-control.ts';

const INTEGRATION = 'AWS::ApiGatewayV2::Integration';

export const apigwv2PrivateIntegrationTls: Control = defineControl({
  id: 'apigwv2-private-integration-tls',
  title: 'VPC-link integration without TLS config',
  severity: 'medium',
  cwe: 319,
  why: 'Requests go on in clear text to a host that nobody has made show who it is.',
  fix: 'Set `TlsConfig.ServerNameToVerify`, and let the listener speak HTTPS.',
  sources: ['https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-private.html'],
  types: [INTEGRATION, HTTP_API],
  reads: [
    `AWS::ApiGatewayV2::Integration.TlsConfig.ServerNameToVerify`,
    `AWS::ApiGatewayV2::Integration.ConnectionType`,
  ],
  judge(subject, context) {
    if (subject.type === INTEGRATION) return judgeLink(subject, subject.properties, 'TlsConfig.ServerNameToVerify');
    const parts = operationsIn(subject, context).map(({ properties }) =>
      valueAt(properties, 'x-amazon-apigateway-integration'),
    );
    return worstOf([notApplicable, ...parts.map((part) => judgeLink(subject, part, 'tlsConfig.serverNameToVerify'))]);
  },

  examples: {
    violated: `Parameters:\n  Given: { Type: String }\nConditions:\n  IsGiven: !Equals [!Ref Given, live]\nResources:\n  Inside:\n    Type: ${INTEGRATION}\n    Properties: { ApiId: rides, IntegrationType: HTTP_PROXY, IntegrationMethod: ANY, ConnectionType: VPC_LINK, ConnectionId: link, IntegrationUri: listener }\n`,
    satisfied: `Parameters:\n  Given: { Type: String }\nConditions:\n  IsGiven: !Equals [!Ref Given, live]\nResources:\n  Inside:\n    Type: ${INTEGRATION}\n    Properties: { ApiId: rides, IntegrationType: HTTP_PROXY, IntegrationMethod: ANY, ConnectionType: VPC_LINK, ConnectionId: link, IntegrationUri: listener, TlsConfig: { ServerNameToVerify: rides.example.com } }\n`,
    undetermined: `Parameters:\n  Given: { Type: String }\nConditions:\n  IsGiven: !Equals [!Ref Given, live]\nResources:\n  Inside:\n    Type: ${INTEGRATION}\n    Properties: { ApiId: rides, IntegrationType: HTTP_PROXY, IntegrationMethod: ANY, ConnectionType: VPC_LINK, ConnectionId: link, IntegrationUri: listener, TlsConfig: !If [IsGiven, { ServerNameToVerify: rides.example.com }, !Ref AWS::NoValue] }\n`,
  },
});
function judgeLink({ id, typeAt }: Resource, integration: Value | undefined, path: string): Outcome {
  const type = valueAt(integration, 'ConnectionType') ?? valueAt(integration, 'connectionType');
  if (literal(type)?.toUpperCase() !== 'VPC_LINK') return notApplicable;
  return judgePart(integration, path, bePresent, violated(typeAt, `\`${id}\` speaks with its VPC in clear text`));
}
