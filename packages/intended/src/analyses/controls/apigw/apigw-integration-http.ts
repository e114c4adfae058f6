import { methodExample } from '../api-examples.ts';
import { literal, partsOf } from '#model/read-value';
import { deferred } from '#model/value';
import { integrationPart } from '../api-operations.ts';
import type { Control } from '../define-control.ts';
import { operationControl } from '../operation-control.ts';

export const apigwIntegrationHttp: Control = operationControl({
  id: 'apigw-integration-http',
  title: 'HTTP integration over clear text',
  severity: 'high',
  cwe: 319,
  why: 'What the caller sent over TLS goes on to the backend in clear text, over the internet.',
  fix: 'Use an `https://` address, or a VPC link.',
  sources: ['https://docs.aws.amazon.com/apigateway/latest/developerguide/setup-http-integrations.html'],
  on: 'rest',
  reads: [`AWS::ApiGateway::Method.Integration.Uri`, `AWS::ApiGateway::RestApi.Body`],
  otherwise: 'sends requests on in clear text',
  ask(operation) {
    const type = literal(integrationPart(operation, 'Type'))?.toUpperCase() ?? '';
    if (!type.startsWith('HTTP')) return 'not-applicable';
    if (literal(integrationPart(operation, 'ConnectionType'))?.toUpperCase() === 'VPC_LINK') return 'not-applicable';
    const uri = integrationPart(operation, 'Uri');
    if (uri === undefined) return 'not-applicable';
    if (uri.kind === 'choice') return deferred('condition', uri.condition, uri.at);
    if (uri.kind === 'deferred') return uri;
    const [start] = partsOf(uri) ?? [];
    if (typeof start === 'string') return /^http:/i.test(start) ? 'bad' : 'good';
    return start?.kind === 'hole' ? { kind: 'deferred', why: start.why, at: uri.at } : 'good';
  },
  examples: {
    violated: methodExample(
      '      HttpMethod: GET\n      AuthorizationType: AWS_IAM\n      Integration: { Type: HTTP_PROXY, IntegrationHttpMethod: GET, Uri: http://backend.example.com/rides }\n',
    ),
    satisfied: methodExample(
      '      HttpMethod: GET\n      AuthorizationType: AWS_IAM\n      Integration: { Type: HTTP_PROXY, IntegrationHttpMethod: GET, Uri: https://backend.example.com/rides }\n',
    ),
    undetermined: methodExample(
      '      HttpMethod: GET\n      AuthorizationType: AWS_IAM\n      Integration: { Type: HTTP_PROXY, IntegrationHttpMethod: GET, Uri: !Ref Given }\n',
    ),
  },
});
