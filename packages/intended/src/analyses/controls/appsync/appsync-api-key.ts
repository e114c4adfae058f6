import { valueAt } from '#model/read-value';
import type { Value } from '#model/value';
import type { Control, Outcome } from '../define-control.ts';
import { defineControl, satisfied, undetermined, violated } from '../define-control.ts';
import { judgeEvery } from '../each-item.ts';
import { judgeAt, openOf, worstOf } from '../judge-value.ts';

const TYPE = 'AWS::AppSync::GraphQLApi';
const api = (mode: string): string =>
  `Resources:\n  Rides:\n    Type: ${TYPE}\n    Properties: { Name: rides, AuthenticationType: ${mode} }\n`;

export const appsyncApiKey: Control = defineControl({
  id: 'appsync-api-key',
  title: 'API-key authentication',
  severity: 'high',
  cwe: 306,
  why: 'An API key stands in every copy of the client; whoever reads it there can call the API, and nobody knows who it was.',
  fix: 'Use a user pool, OpenID Connect, IAM or a Lambda authorizer.',
  sources: ['https://docs.aws.amazon.com/appsync/latest/devguide/security-authz.html'],
  types: [TYPE],
  reads: [`${TYPE}.AuthenticationType`, `${TYPE}.AdditionalAuthenticationProviders.AuthenticationType`],
  judge({ id, properties }) {
    const ask = (provider: Value): Outcome =>
      judgeAt(provider, 'AuthenticationType', (leaf) => {
        if (leaf === undefined) return satisfied;
        if (leaf.kind !== 'scalar') return undetermined(openOf(leaf));
        return String(leaf.value).toUpperCase() === 'API_KEY'
          ? violated(leaf.at, `\`${id}\` lets in whoever has its API key`)
          : satisfied;
      });
    const others = judgeEvery(valueAt(properties, 'AdditionalAuthenticationProviders'), ask, satisfied);
    return worstOf([ask(properties), others]);
  },
  examples: {
    violated: api('API_KEY'),
    satisfied: api('AMAZON_COGNITO_USER_POOLS'),
    undetermined: `Parameters:\n  Mode: { Type: String }\n${api('!Ref Mode')}`,
  },
});
