import { restApiExample } from '../api-examples.ts';
import { isPrivate, REST_API } from '../api-operations.ts';
import { apiPolicyOf, policyIn } from '../api-policy.ts';
import { defineControl, notApplicable, satisfied, undetermined, violated } from '../define-control.ts';
import type { Control } from '../define-control.ts';

export const apigwPrivatePolicy: Control = defineControl({
  id: 'apigw-private-policy',
  title: 'API resource policy absent on a private API or open to all',
  severity: 'high',
  cwe: 284,
  why: 'The resource policy is the gate of a private API: open, it lets in every network of every account that has an endpoint.',
  fix: 'Allow only the VPC endpoints or accounts that are meant, with `aws:SourceVpce` or a principal.',
  sources: ['https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-resource-policies.html'],
  types: [REST_API],
  reads: [`AWS::ApiGateway::RestApi.Policy`],
  judge(api) {
    const policy = apiPolicyOf(api);
    if (typeof policy === 'object') return undetermined(policy);
    if (policy === 'limited') return satisfied;
    if (policy === 'open')
      return violated(policyIn(api)?.at ?? api.typeAt, `the resource policy of \`${api.id}\` lets in everybody`);
    return isPrivate(api) ? violated(api.typeAt, `private API \`${api.id}\` has no resource policy`) : notApplicable;
  },

  examples: {
    violated: restApiExample(
      '      EndpointConfiguration: { Types: [PRIVATE] }\n      Policy: { Statement: [{ Effect: Allow, Principal: "*", Action: execute-api:Invoke, Resource: "execute-api:/*" }] }\n',
    ),
    satisfied: restApiExample(
      '      EndpointConfiguration: { Types: [PRIVATE] }\n      Policy: { Statement: [{ Effect: Allow, Principal: "*", Action: execute-api:Invoke, Resource: "execute-api:/*", Condition: { StringEquals: { "aws:SourceVpce": vpce-1 } } }] }\n',
    ),
    undetermined: restApiExample('      EndpointConfiguration: { Types: [PRIVATE] }\n      Policy: !Ref Given\n'),
  },
});
