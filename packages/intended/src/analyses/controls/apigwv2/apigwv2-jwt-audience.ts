import type { Resource } from '#model/application';
import { entriesOf, literal, valueAt } from '#model/read-value';
import type { Value } from '#model/value';
import { HTTP_API } from '../api-operations.ts';
import { defineControl, notApplicable, violated } from '../define-control.ts';
import { bePresent, bestOf, worstOf } from '../judge-value.ts';
import { judgePart } from '../rest-stages.ts';
import type { Control, Outcome } from '../define-control.ts';

const AUTHORIZER = 'AWS::ApiGatewayV2::Authorizer';

export const apigwv2JwtAudience: Control = defineControl({
  id: 'apigwv2-jwt-audience',
  title: 'JWT authorizer without audience or issuer',
  severity: 'high',
  cwe: 345,
  why: 'A token that was made for another app will do here, too.',
  fix: 'List the client ids of the app in `Audience`, and its `Issuer`.',
  sources: ['https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-jwt-authorizer.html'],
  types: [AUTHORIZER, HTTP_API],
  reads: [
    `AWS::ApiGatewayV2::Authorizer.JwtConfiguration.Audience`,
    `AWS::ApiGatewayV2::Authorizer.JwtConfiguration.Issuer`,
  ],
  judge(subject) {
    if (subject.type === AUTHORIZER) {
      const isJwt = literal(valueAt(subject.properties, 'AuthorizerType'))?.toUpperCase() === 'JWT';
      return isJwt ? judgeJwt(subject, valueAt(subject.properties, 'JwtConfiguration')) : notApplicable;
    }
    const schemes = entriesOf(valueAt(subject.properties, 'Body', 'components', 'securitySchemes'));
    const authorizers = schemes.map(([, scheme]) => valueAt(scheme, 'x-amazon-apigateway-authorizer'));
    const jwts = authorizers.filter((one) => literal(valueAt(one, 'type'))?.toLowerCase() === 'jwt');
    return worstOf([notApplicable, ...jwts.map((one) => judgeJwt(subject, valueAt(one, 'jwtConfiguration')))]);
  },

  examples: {
    violated: `Parameters:\n  Given: { Type: CommaDelimitedList }\nConditions:\n  IsGiven: !Equals [!Join ['', !Ref Given], live]\nResources:\n  People:\n    Type: ${AUTHORIZER}\n    Properties: { ApiId: rides, Name: people, AuthorizerType: JWT, IdentitySource: [$request.header.Authorization], JwtConfiguration: { Issuer: https://login.example.com } }\n`,
    satisfied: `Parameters:\n  Given: { Type: CommaDelimitedList }\nConditions:\n  IsGiven: !Equals [!Join ['', !Ref Given], live]\nResources:\n  People:\n    Type: ${AUTHORIZER}\n    Properties: { ApiId: rides, Name: people, AuthorizerType: JWT, IdentitySource: [$request.header.Authorization], JwtConfiguration: { Issuer: https://login.example.com, Audience: [app] } }\n`,
    undetermined: `Parameters:\n  Given: { Type: CommaDelimitedList }\nConditions:\n  IsGiven: !Equals [!Join ['', !Ref Given], live]\nResources:\n  People:\n    Type: ${AUTHORIZER}\n    Properties: { ApiId: rides, Name: people, AuthorizerType: JWT, IdentitySource: [$request.header.Authorization], JwtConfiguration: { Issuer: https://login.example.com, Audience: !If [IsGiven, [app], !Ref AWS::NoValue] } }\n`,
  },
});
function judgeJwt({ id, typeAt }: Resource, settings: Value | undefined): Outcome {
  const fault = violated(settings?.at ?? typeAt, `\`${id}\` does not look for whom a token was made`);
  // Resources and documents differ in the case of the first letter.
  const given = (name: string): Outcome => {
    const names = [name, name.toLowerCase()];
    return bestOf(
      names.map((one) => judgePart(settings, one, bePresent, fault)),
      fault,
    );
  };
  return worstOf([given('Audience'), given('Issuer')]);
}
