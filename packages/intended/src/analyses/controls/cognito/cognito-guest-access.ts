import type { Control } from '../define-control.ts';
import { defineControl, satisfied } from '../define-control.ts';
import { be, judgeProperty } from '../judge-value.ts';

const TYPE = 'AWS::Cognito::IdentityPool';
const PATH = 'AllowUnauthenticatedIdentities';
const pool = (guests: string): string =>
  `Parameters:\n  Guests: { Type: String }\nResources:\n  Visitors:\n    Type: ${TYPE}\n    Properties: { ${PATH}: ${guests} }\n`;

export const cognitoGuestAccess: Control = defineControl({
  id: 'cognito-guest-access',
  title: 'Identity pool allows unauthenticated identities',
  severity: 'high',
  cwe: 306,
  why: 'Anyone who knows the id of the pool, which every browser is told, gets credentials of the guest role.',
  fix: 'Set `AllowUnauthenticatedIdentities` to `false`, or declare the pool public in the intent file and keep the guest role empty.',
  sources: ['https://docs.aws.amazon.com/cognito/latest/developerguide/identity-pools.html'],
  types: [TYPE],
  reads: [`${TYPE}.${PATH}`],
  judge: (resource, { intent }) =>
    intent.services.get(resource.id)?.public === true
      ? satisfied
      : judgeProperty(resource, PATH, be(false, 'satisfied'), `\`${resource.id}\` gives credentials to anyone`),
  remedy: { set: [{ path: PATH, value: false }] },
  examples: { violated: pool('true'), satisfied: pool('false'), undetermined: pool('!Ref Guests') },
});
