import { httpApiExample } from '../api-examples.ts';
import { valueAt } from '#model/read-value';
import type { Value } from '#model/value';
import { HTTP_API } from '../api-operations.ts';
import { defineControl, notApplicable } from '../define-control.ts';
import { worstOf } from '../judge-value.ts';
import { judgeItems } from '../list-value.ts';
import type { Control } from '../define-control.ts';

export const apigwv2CorsAny: Control = defineControl({
  id: 'apigwv2-cors-any',
  title: 'CORS allows any origin',
  severity: 'medium',
  cwe: 942,
  why: 'Any website that a user visits may call the API from their browser and read the answer.',
  fix: 'Name the origins of the app in `AllowOrigins`.',
  sources: ['https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-cors.html'],
  types: [HTTP_API],
  reads: [`AWS::ApiGatewayV2::Api.CorsConfiguration.AllowOrigins`, `AWS::ApiGatewayV2::Api.Body`],
  judge(api, context) {
    const settings = [
      valueAt(api.properties, 'CorsConfiguration'),
      valueAt(api.properties, 'Body', 'x-amazon-apigateway-cors'),
    ].filter((one) => one !== undefined && one.kind !== 'absent');
    if (settings.length === 0 || context.intent.services.get(api.id)?.public === true) return notApplicable;
    const origins = settings.map((one) => valueAt(one, 'AllowOrigins') ?? valueAt(one, 'allowOrigins') ?? open(one));
    return worstOf(
      origins.map((one) =>
        judgeItems(
          one,
          ({ text }) => /^(?:https?:\/\/)?\*$/.test(text),
          () => `\`${api.id}\` lets pages of any origin call`,
        ),
      ),
    );
  },

  examples: {
    violated: httpApiExample('      CorsConfiguration: { AllowOrigins: ["*"] }\n'),
    satisfied: httpApiExample('      CorsConfiguration: { AllowOrigins: [https://app.example.com] }\n'),
    undetermined: httpApiExample('      CorsConfiguration: { AllowOrigins: [!Ref Given] }\n'),
  },
});
function open(settings: Value | undefined): Value | undefined {
  return settings?.kind === 'deferred' || settings?.kind === 'choice' ? settings : undefined;
}
