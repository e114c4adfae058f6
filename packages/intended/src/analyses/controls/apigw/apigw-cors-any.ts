import { methodExample } from '../api-examples.ts';
import { branchesOf, entriesOf, itemsOf, literal, partsOf, valueAt } from '#model/read-value';
import type { Value } from '#model/value';
import { deferred } from '#model/value';
import type { Operation } from '../api-operations.ts';
import { asksWho, integrationPart, operationsOf, REST_API } from '../api-operations.ts';
import { worstOf } from '../judge-value.ts';
import { isPreflight } from '../public-routes.ts';
import { defineControl, notApplicable, satisfied, undetermined, violated } from '../define-control.ts';
import type { Control, Outcome } from '../define-control.ts';

const HEADER = /^method\.response\.header\.access-control-allow-origin$/i;

export const apigwCorsAny: Control = defineControl({
  id: 'apigw-cors-any',
  title: 'CORS allows any origin on an authenticated API',
  severity: 'medium',
  cwe: 942,
  why: 'Any website that a signed-in user visits may call the API from their browser and read the answer.',
  fix: 'Name the origins of the app.',
  sources: ['https://docs.aws.amazon.com/apigateway/latest/developerguide/how-to-cors.html'],
  types: [REST_API],
  reads: [
    `AWS::ApiGateway::Method.Integration.IntegrationResponses.ResponseParameters`,
    `AWS::ApiGateway::RestApi.Body`,
  ],
  judge(api, context) {
    const operations = operationsOf(api, context);
    if (!operations.some(asksWho)) return notApplicable;
    const origins = operations.filter(isPreflight).flatMap(originsOf);
    if (origins.length === 0) return notApplicable;
    return worstOf(origins.map((origin) => judgeOrigin(origin, api.id)));
  },

  examples: {
    violated: methodExample(
      '      AuthorizationType: AWS_IAM\n  Ask: { Type: AWS::ApiGateway::Method, Properties: { RestApiId: !Ref Rides, ResourceId: !Ref Path, HttpMethod: OPTIONS, AuthorizationType: NONE, Integration: { Type: MOCK, IntegrationResponses: [{ StatusCode: "200", ResponseParameters: { method.response.header.Access-Control-Allow-Origin: "\'*\'" } }] } } }\n',
    ),
    satisfied: methodExample(
      '      AuthorizationType: AWS_IAM\n  Ask: { Type: AWS::ApiGateway::Method, Properties: { RestApiId: !Ref Rides, ResourceId: !Ref Path, HttpMethod: OPTIONS, AuthorizationType: NONE, Integration: { Type: MOCK, IntegrationResponses: [{ StatusCode: "200", ResponseParameters: { method.response.header.Access-Control-Allow-Origin: "\'https://app.example.com\'" } }] } } }\n',
    ),
    undetermined: methodExample(
      '      AuthorizationType: AWS_IAM\n  Ask: { Type: AWS::ApiGateway::Method, Properties: { RestApiId: !Ref Rides, ResourceId: !Ref Path, HttpMethod: OPTIONS, AuthorizationType: NONE, Integration: { Type: MOCK, IntegrationResponses: [{ StatusCode: "200", ResponseParameters: { method.response.header.Access-Control-Allow-Origin: !Ref Given } }] } } }\n',
    ),
  },
});
/** Values of the header in each response of a preflight's integration. */
function originsOf(operation: Operation): readonly Value[] {
  const listed = itemsOf(integrationPart(operation, 'IntegrationResponses'));
  const documented = entriesOf(integrationPart(operation, 'Responses')).map(([, response]) => response);
  return [...listed, ...documented].flatMap((response) =>
    entriesOf(valueAt(response, 'ResponseParameters') ?? valueAt(response, 'responseParameters')).flatMap(
      ([name, value]) => (HEADER.test(name) ? [value] : []),
    ),
  );
}

function judgeOrigin(origin: Value, api: string): Outcome {
  if (origin.kind === 'deferred') return undetermined(origin);
  const any = branchesOf(origin).filter((one) => /^'?\*'?$/.test(literal(one) ?? ''));
  if (any.length === 0) {
    const hole = (partsOf(origin) ?? []).find((part) => typeof part === 'object' && part.kind === 'hole');
    return typeof hole === 'object' && hole.kind === 'hole'
      ? undetermined({ kind: 'deferred', why: hole.why, at: origin.at })
      : satisfied;
  }
  return origin.kind === 'choice'
    ? undetermined(deferred('condition', origin.condition, origin.at))
    : violated(origin.at, `\`${api}\` knows its callers, and lets pages of any origin call for them`);
}
