import { HTTP_API, METHOD, REST_API, ROUTE } from './api-operations.ts';

const GIVEN = "Parameters:\n  Given: { Type: String }\nConditions:\n  IsGiven: !Not [!Equals [!Ref Given, '']]\n";

/** A REST API with one method, for the examples; the integration calls a function unless `more` has one. */
export function methodExample(more: string, rest: string = ''): string {
  const call =
    'Integration: { Type: AWS_PROXY, IntegrationHttpMethod: POST, Uri: arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/arn:aws:lambda:eu-west-1:123456789012:function:ride/invocations }';
  const integration = more.includes('Integration:') ? '' : `      ${call}\n`;
  const verb = more.includes('HttpMethod:') ? '' : '      HttpMethod: POST\n';
  return `${GIVEN}Resources:\n  Rides: { Type: ${REST_API}, Properties: { Name: rides } }\n  Path: { Type: AWS::ApiGateway::Resource, Properties: { RestApiId: !Ref Rides, ParentId: !GetAtt Rides.RootResourceId, PathPart: ride } }\n  Ride:\n    Type: ${METHOD}\n    Properties:\n      RestApiId: !Ref Rides\n      ResourceId: !Ref Path\n${verb}${integration}${more}${rest}`;
}

/** A REST API alone, with properties in YAML. */
export function restApiExample(more: string, rest: string = ''): string {
  return `${GIVEN}Resources:\n  Rides:\n    Type: ${REST_API}\n    Properties:\n      Name: rides\n${more}${rest}`;
}

/** An HTTP or WebSocket API with one route. */
export function routeExample(key: string, more: string, protocol: string = 'HTTP'): string {
  return `${GIVEN}Resources:\n  Rides: { Type: ${HTTP_API}, Properties: { Name: rides, ProtocolType: ${protocol} } }\n  Ride:\n    Type: ${ROUTE}\n    Properties:\n      ApiId: !Ref Rides\n      RouteKey: ${key}\n      Target: integrations/ride\n${more}`;
}

/** An HTTP API alone, with properties in YAML. */
export function httpApiExample(more: string, rest: string = ''): string {
  return `${GIVEN}Resources:\n  Rides:\n    Type: ${HTTP_API}\n    Properties:\n      Name: rides\n      ProtocolType: HTTP\n${more}${rest}`;
}
