import { restApiExample } from '../api-examples.ts';
import { literal, valueAt } from '#model/read-value';
import type { Resource } from '#model/application';
import { operationsOf, REST_API } from '../api-operations.ts';
import { asksNetwork, policyIn } from '../api-policy.ts';
import type { Context } from '../context.ts';
import { judgeSome } from '../each-item.ts';
import { defineControl, notApplicable, satisfied, undetermined, violated } from '../define-control.ts';
import type { Control } from '../define-control.ts';

export const apigwEndpointPublic: Control = defineControl({
  id: 'apigw-endpoint-public',
  title: 'Endpoint type not PRIVATE although only internal callers are intended',
  severity: 'info',
  cwe: 668,
  why: 'The address of an internal API answers the whole internet, so one forgotten authorizer opens it to everybody.',
  fix: 'Set `EndpointConfiguration.Types` to `[PRIVATE]` with a VPC endpoint and a resource policy.',
  sources: ['https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-private-apis.html'],
  types: [REST_API],
  reads: [`AWS::ApiGateway::RestApi.EndpointConfiguration.Types`],
  judge(api, context) {
    if (!isInternal(api, context)) return notApplicable;
    const message = `\`${api.id}\` is meant for internal callers and answers the internet`;
    return judgeSome(
      valueAt(api.properties, 'EndpointConfiguration', 'Types'),
      (type) => {
        if (type.kind === 'deferred') return undetermined(type);
        return literal(type)?.toUpperCase() === 'PRIVATE' ? satisfied : violated(type.at, message);
      },
      violated(api.typeAt, message),
    );
  },

  examples: {
    violated: restApiExample('      Description: internal bookings\n'),
    satisfied: restApiExample(
      '      Description: internal bookings\n      EndpointConfiguration: { Types: [PRIVATE] }\n',
    ),
    undetermined: restApiExample(
      '      Description: internal bookings\n      EndpointConfiguration: { Types: !If [IsGiven, [PRIVATE], [REGIONAL]] }\n',
    ),
  },
});
/** People say so: in the intent file, in the API's words about itself, or by a policy about networks. */
function isInternal(api: Resource, context: Context): boolean {
  const words = ['Name', 'Description'].map((key) => literal(valueAt(api.properties, key)) ?? '').join(' ');
  if (/\b(?:internal|intranet|back-?office)\b/i.test(words) || asksNetwork(policyIn(api))) return true;
  if (context.intent.origin !== 'file') return false;
  const ids = new Set(operationsOf(api, context).map(({ id }) => id));
  const audiences = context.intent.routes.filter(({ route }) => ids.has(route)).map(({ audience }) => audience);
  return audiences.length > 0 && audiences.every((audience) => audience === 'internal' || audience === 'operator');
}
