import { classifyField } from '#intent/classify-field';
import type { ClassKind } from '#intent/intent';
import type { Resource } from '#model/application';
import { itemsOf, literal, valueAt } from '#model/read-value';
import type { Context } from '../context.ts';
import type { Control } from '../define-control.ts';
import { defineControl, notApplicable, violated } from '../define-control.ts';
import { DISTRIBUTION, distributionExample, GIVEN, hostOf, judgeBehaviours, originOf } from '../distribution-parts.ts';
import { bePresent } from '../judge-value.ts';
import { judgePart } from '../rest-stages.ts';

const KINDS: ReadonlySet<ClassKind> = new Set(['cardholder', 'government-id', 'health', 'biometric', 'credential']);
const APIS = ['AWS::ApiGateway::RestApi', 'AWS::ApiGatewayV2::Api'] as const;
const API =
  '  Pay:\n    Type: AWS::ApiGateway::RestApi\n    Properties:\n      Body:\n        openapi: 3.0.1\n        paths:\n          /pay:\n            post:\n              requestBody: { content: { application/json: { schema: { type: object, properties: { cardNumber: { type: string } } } } } }\n              x-amazon-apigateway-integration: { type: http_proxy, httpMethod: POST, uri: https://pay.example.com }\n';
const example = (more: string): string =>
  distributionExample(
    {
      origin:
        'DomainName: !Sub "${Pay}.execute-api.${AWS::Region}.amazonaws.com", CustomOriginConfig: { OriginProtocolPolicy: https-only }',
      behaviour: `, AllowedMethods: [GET, HEAD, OPTIONS, PUT, POST, PATCH, DELETE]${more}`,
    },
    API,
  );

export const cfFieldEncryption: Control = defineControl({
  id: 'cf-field-encryption',
  title: 'No field-level encryption for classified form fields',
  severity: 'info',
  cwe: 311,
  why: 'Card numbers and the like pass every part between the edge and the one that needs them in clear text.',
  fix: 'Make an `AWS::CloudFront::FieldLevelEncryptionConfig` for these fields and name it in `FieldLevelEncryptionId`.',
  sources: ['https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/field-level-encryption.html'],
  types: [DISTRIBUTION],
  reads: [`${DISTRIBUTION}.DistributionConfig.DefaultCacheBehavior.FieldLevelEncryptionId`],
  judge: (site, context) =>
    judgeBehaviours(site, (behaviour) => {
      const methods = itemsOf(valueAt(behaviour, 'AllowedMethods')).map((one) => literal(one)?.toUpperCase());
      const origin = originOf(behaviour, site);
      const api = origin === undefined ? undefined : context.find(hostOf(origin), ...APIS);
      if (!methods.includes('POST') || api === undefined) return notApplicable;
      const field = classifiedField(api, context);
      if (field === undefined) return notApplicable;
      const fault = violated(behaviour.at, `\`${site.id}\` passes \`${field}\` on as it is`);
      return judgePart(behaviour, 'FieldLevelEncryptionId', bePresent, fault);
    }),
  examples: {
    violated: example(''),
    satisfied: example(', FieldLevelEncryptionId: C1A2B3'),
    undetermined: `${GIVEN}${example(', FieldLevelEncryptionId: !If [IsGiven, !Ref Given, !Ref AWS::NoValue]')}`,
  },
});

function classifiedField(api: Resource, { application }: Context): string | undefined {
  const sent = application.schemas.filter(({ on, direction }) => on === api.id && direction === 'request');
  return sent.flatMap(({ fields }) => fields).find((field) => KINDS.has(classifyField(field)?.kind ?? 'content'))?.name;
}
