import { methodExample } from '../api-examples.ts';
import type { Resource } from '#model/application';
import { entriesOf, valueAt } from '#model/read-value';
import { deferred } from '#model/value';
import { asksWho, isPrivate, operationsOf, REST_API } from '../api-operations.ts';
import { apiPolicyOf } from '../api-policy.ts';
import { mayBeOpen } from '../public-routes.ts';
import { defineControl, notApplicable, satisfied, undetermined, violated } from '../define-control.ts';
import type { Control } from '../define-control.ts';

const AUTHORIZER = 'AWS::ApiGateway::Authorizer';

export const apigwNoAuthorizer: Control = defineControl({
  id: 'apigw-no-authorizer',
  title: 'API defines no authorizer at all',
  severity: 'medium',
  cwe: 306,
  why: 'No method of the API can know who calls: each of them trusts whatever it is sent.',
  fix: 'Define an authorizer or use `AWS_IAM`, and name it on the methods.',
  sources: ['https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-control-access-to-api.html'],
  types: [REST_API],
  reads: [`AWS::ApiGateway::Authorizer.RestApiId`, `AWS::ApiGateway::RestApi.Body`],
  judge(api, context) {
    if (isPrivate(api) || apiPolicyOf(api) === 'limited') return notApplicable;
    if (context.naming(api, AUTHORIZER).length > 0 || definesScheme(api)) return satisfied;
    const asked = operationsOf(api, context).filter((operation) => !mayBeOpen(operation, context));
    if (asked.some(asksWho)) return satisfied;
    for (const { authn } of asked) if (authn.kind === 'deferred') return undetermined(authn);
    const body = valueAt(api.properties, 'Body') ?? valueAt(api.properties, 'BodyS3Location');
    if (asked.length === 0 && body !== undefined && body.kind !== 'dictionary')
      return undetermined(body.kind === 'deferred' ? body : deferred('missing', 'Body', body.at));
    return asked.length === 0 ? notApplicable : violated(api.typeAt, `\`${api.id}\` asks no caller who they are`);
  },

  examples: {
    violated: methodExample('      AuthorizationType: NONE\n'),
    satisfied: methodExample('      AuthorizationType: AWS_IAM\n'),
    undetermined: methodExample('      AuthorizationType: !Ref Given\n'),
  },
});
function definesScheme({ properties }: Resource): boolean {
  const body = valueAt(properties, 'Body');
  const schemes = [valueAt(body, 'securityDefinitions'), valueAt(body, 'components', 'securitySchemes')];
  return schemes.some((group) =>
    entriesOf(group).some(([, scheme]) => valueAt(scheme, 'x-amazon-apigateway-authorizer') !== undefined),
  );
}
