import { httpApiExample } from '../api-examples.ts';
import { judgeDefaultEndpoint } from '../default-endpoint.ts';
import { HTTP_API } from '../api-operations.ts';
import type { Control } from '../define-control.ts';
import { defineControl } from '../define-control.ts';

export const apigwv2DefaultEndpoint: Control = defineControl({
  id: 'apigwv2-default-endpoint',
  title: 'Default endpoint left open beside a custom domain',
  severity: 'medium',
  cwe: 288,
  why: 'Whoever knows the default address goes around what protects the domain, such as client certificates or the firewall in front.',
  fix: 'Set `DisableExecuteApiEndpoint` to `true`.',
  sources: ['https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-disable-default-endpoint.html'],
  types: [HTTP_API],
  reads: [`AWS::ApiGatewayV2::Api.DisableExecuteApiEndpoint`, `AWS::ApiGatewayV2::ApiMapping.ApiId`],
  judge: judgeDefaultEndpoint,
  remedy: { set: [{ path: 'DisableExecuteApiEndpoint', value: true }] },
  examples: {
    violated: httpApiExample(
      '',
      '  Mapping: { Type: AWS::ApiGatewayV2::ApiMapping, Properties: { DomainName: api.example.com, ApiId: !Ref Rides, Stage: live } }\n',
    ),
    satisfied: httpApiExample(
      '      DisableExecuteApiEndpoint: true\n',
      '  Mapping: { Type: AWS::ApiGatewayV2::ApiMapping, Properties: { DomainName: api.example.com, ApiId: !Ref Rides, Stage: live } }\n',
    ),
    undetermined: httpApiExample(
      '      DisableExecuteApiEndpoint: !Ref Given\n',
      '  Mapping: { Type: AWS::ApiGatewayV2::ApiMapping, Properties: { DomainName: api.example.com, ApiId: !Ref Rides, Stage: live } }\n',
    ),
  },
});
