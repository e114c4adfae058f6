import type { Control } from '../define-control.ts';
import { bePresent } from '../judge-value.ts';
import { propertyControl } from '../property-control.ts';

export const apigwv2Throttle: Control = propertyControl({
  id: 'apigwv2-throttle',
  title: 'No default route throttling',
  severity: 'medium',
  cwe: 770,
  why: 'One caller can use up the limit of the whole account, and run up the bill of all that stands behind the API.',
  fix: 'Set `ThrottlingRateLimit` and `ThrottlingBurstLimit` in `DefaultRouteSettings`.',
  sources: ['https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-throttling.html'],
  type: 'AWS::ApiGatewayV2::Stage',
  path: 'DefaultRouteSettings.ThrottlingRateLimit',
  must: bePresent,
  otherwise: 'limits no rate',
  good: 50,

  base: { ApiId: 'rides', StageName: 'live' },
  mechanical: false,
});
