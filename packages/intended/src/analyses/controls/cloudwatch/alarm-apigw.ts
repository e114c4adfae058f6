import { literal, valueAt } from '#model/read-value';
import { alarmControl } from '../alarms.ts';
import type { Control } from '../define-control.ts';

export const alarmApigw: Control = alarmControl({
  id: 'alarm-apigw',
  title: 'No alarm on 5XX, 4XX, Latency',
  severity: 'medium',
  why: 'An API that fails, or that somebody probes, looks the same as one that all is well with.',
  fix: 'Make an alarm on `5XXError` (HTTP APIs: `5xx`), and on `4XXError` and `Latency` where they matter.',
  sources: [
    'https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-metrics-and-dimensions.html',
    'https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-metrics.html',
  ],
  types: ['AWS::ApiGateway::RestApi', 'AWS::ApiGatewayV2::Api'],
  namespace: 'AWS/ApiGateway',
  metric: '5XXError',
  dimension: 'ApiName',
  metrics:
    /^(?:[45]XXError|[45]xx|Latency|IntegrationLatency|Count|(?:Client|Integration|Execution)Error|MessageCount)$/,
  // REST APIs are known by their title, which a definition gives where `Name` does not.
  aliases: ({ properties }) =>
    [literal(valueAt(properties, 'Body', 'info', 'title')) ?? ''].filter((name) => name !== ''),
  example: '    Type: AWS::ApiGatewayV2::Api\n    Properties: { Name: rides, ProtocolType: HTTP }\n',
});
