import type { Resource } from '#model/application';
import { literal, valueAt } from '#model/read-value';
import type { Control, Outcome } from '../define-control.ts';
import { defineControl, satisfied, undetermined, violated } from '../define-control.ts';
import { judgeAt, openOf, worstOf } from '../judge-value.ts';

const TYPE = 'AWS::Cognito::UserPoolClient';
const MINUTES: Readonly<Record<string, number>> = { seconds: 1 / 60, minutes: 1, hours: 60, days: 1440 };
/** Property, key of its unit, unit by default, and the longest life that is still usual, in minutes. */
const TOKENS = [
  ['RefreshTokenValidity', 'RefreshToken', 'days', 30 * 1440],
  ['AccessTokenValidity', 'AccessToken', 'hours', 12 * 60],
  ['IdTokenValidity', 'IdToken', 'hours', 12 * 60],
] as const;

const client = (days: string): string =>
  `Parameters:\n  Days: { Type: Number }\nResources:\n  App:\n    Type: ${TYPE}\n    Properties: { UserPoolId: pool, RefreshTokenValidity: ${days} }\n`;

export const cognitoTokenLifetime: Control = defineControl({
  id: 'cognito-token-lifetime',
  title: 'Access/refresh token lives too long',
  severity: 'low',
  cwe: 613,
  why: 'A stolen token works until it expires: years for a refresh token of the longest life.',
  fix: 'Keep refresh tokens to 30 days and access tokens to an hour, or less where the data is worth more.',
  sources: [
    'https://docs.aws.amazon.com/cognito/latest/developerguide/amazon-cognito-user-pools-using-tokens-with-identity-providers.html',
  ],
  types: [TYPE],
  reads: [...TOKENS.map(([property]) => `${TYPE}.${property}`), `${TYPE}.TokenValidityUnits`],
  judge: (resource) => worstOf(TOKENS.map((token) => judgeToken(resource, token))),
  examples: { violated: client('3650'), satisfied: client('30'), undetermined: client('!Ref Days') },
});

function judgeToken(resource: Resource, [property, unitKey, unit, most]: (typeof TOKENS)[number]): Outcome {
  return judgeAt(resource.properties, property, (leaf) => {
    if (leaf === undefined) return satisfied;
    if (leaf.kind !== 'scalar') return undetermined(openOf(leaf));
    const written = literal(valueAt(resource.properties, 'TokenValidityUnits', unitKey)) ?? unit;
    const minutes = Number(leaf.value) * (MINUTES[written] ?? 1);
    return minutes > most
      ? violated(leaf.at, `\`${resource.id}\` has a \`${property}\` of ${String(leaf.value)} ${written}`)
      : satisfied;
  });
}
