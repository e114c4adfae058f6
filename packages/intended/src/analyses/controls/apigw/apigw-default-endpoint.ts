import { restApiExample } from '../api-examples.ts';
import { judgeDefaultEndpoint } from '../default-endpoint.ts';
import { REST_API } from '../api-operations.ts';
import type { Control } from '../define-control.ts';
import { defineControl } from '../define-control.ts';

export const apigwDefaultEndpoint: Control = defineControl({
  id: 'apigw-default-endpoint',
  title: 'Execute-api endpoint left open beside a custom domain (bypasses WAF/mTLS)',
  severity: 'medium',
  cwe: 288,
  why: 'Whoever knows the default address goes around what protects the domain: client certificates, the firewall in front, the TLS policy.',
  fix: 'Set `DisableExecuteApiEndpoint` to `true`.',
  sources: ['https://docs.aws.amazon.com/apigateway/latest/developerguide/rest-api-disable-default-endpoint.html'],
  types: [REST_API],
  reads: [`AWS::ApiGateway::RestApi.DisableExecuteApiEndpoint`, `AWS::ApiGateway::BasePathMapping.RestApiId`],
  judge: judgeDefaultEndpoint,
  remedy: { set: [{ path: 'DisableExecuteApiEndpoint', value: true }] },
  examples: {
    violated: restApiExample(
      '',
      '  Mapping: { Type: AWS::ApiGateway::BasePathMapping, Properties: { DomainName: api.example.com, RestApiId: !Ref Rides, Stage: live } }\n',
    ),
    satisfied: restApiExample(
      '      DisableExecuteApiEndpoint: true\n',
      '  Mapping: { Type: AWS::ApiGateway::BasePathMapping, Properties: { DomainName: api.example.com, RestApiId: !Ref Rides, Stage: live } }\n',
    ),
    undetermined: restApiExample(
      '      DisableExecuteApiEndpoint: !Ref Given\n',
      '  Mapping: { Type: AWS::ApiGateway::BasePathMapping, Properties: { DomainName: api.example.com, RestApiId: !Ref Rides, Stage: live } }\n',
    ),
  },
});
