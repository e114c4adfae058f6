import type { Control } from '../define-control.ts';
import { bePresent } from '../judge-value.ts';
import { propertyControl } from '../property-control.ts';

export const apigwv2AccessLog: Control = propertyControl({
  id: 'apigwv2-access-log',
  title: 'Stage access logging off',
  severity: 'medium',
  cwe: 778,
  why: 'Who called what, when and with which outcome cannot be told after an attack.',
  fix: 'Set `AccessLogSettings` with a log group and a format.',
  sources: ['https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-logging.html'],
  type: 'AWS::ApiGatewayV2::Stage',
  path: 'AccessLogSettings.DestinationArn',
  must: bePresent,
  otherwise: 'logs no access',
  good: 'arn:aws:logs:eu-west-1:123456789012:log-group:rides',

  base: { ApiId: 'rides', StageName: 'live' },
  mechanical: false,
});
