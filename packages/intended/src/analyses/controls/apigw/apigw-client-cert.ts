import { literal } from '#model/read-value';
import { integrationPart, operationsOf } from '../api-operations.ts';
import { notApplicable, violated } from '../define-control.ts';
import { bePresent } from '../judge-value.ts';
import type { Control } from '../define-control.ts';
import { judgePart, STAGE, stageControl, stageExample } from '../rest-stages.ts';

export const apigwClientCert: Control = stageControl({
  id: 'apigw-client-cert',
  title: 'No client certificate for backend authentication',
  severity: 'low',
  cwe: 295,
  why: 'The backend cannot tell a request of the API from one of anybody else who knows its address.',
  fix: 'Make an `AWS::ApiGateway::ClientCertificate`, name it in `ClientCertificateId`, and have the backend ask for it.',
  sources: [
    'https://docs.aws.amazon.com/apigateway/latest/developerguide/getting-started-client-side-ssl-authentication.html',
  ],
  reads: [`${STAGE}.ClientCertificateId`],
  ask(stage, context) {
    const operations = stage.api === undefined ? [] : operationsOf(stage.api, context);
    // Only a backend that is reached by HTTP can look at a certificate.
    const asksHost = operations.some((one) => /^HTTP/i.test(literal(integrationPart(one, 'Type')) ?? ''));
    if (!asksHost) return notApplicable;
    const fault = violated(stage.resource.typeAt, `\`${stage.label}\` shows its backend no certificate`);
    return judgePart(stage.settings, 'ClientCertificateId', bePresent, fault);
  },

  examples: {
    violated: stageExample(
      '  Ask: { Type: AWS::ApiGateway::Method, Properties: { RestApiId: !Ref Rides, ResourceId: root, HttpMethod: GET, AuthorizationType: AWS_IAM, Integration: { Type: HTTP_PROXY, IntegrationHttpMethod: GET, Uri: https://backend.example.com } } }\n',
    ),
    satisfied: stageExample(
      '      ClientCertificateId: abc123\n  Ask: { Type: AWS::ApiGateway::Method, Properties: { RestApiId: !Ref Rides, ResourceId: root, HttpMethod: GET, AuthorizationType: AWS_IAM, Integration: { Type: HTTP_PROXY, IntegrationHttpMethod: GET, Uri: https://backend.example.com } } }\n',
    ),
    undetermined: stageExample(
      '      ClientCertificateId: !If [IsGiven, !Ref Given, !Ref AWS::NoValue]\n  Ask: { Type: AWS::ApiGateway::Method, Properties: { RestApiId: !Ref Rides, ResourceId: root, HttpMethod: GET, AuthorizationType: AWS_IAM, Integration: { Type: HTTP_PROXY, IntegrationHttpMethod: GET, Uri: https://backend.example.com } } }\n',
    ),
  },
});
