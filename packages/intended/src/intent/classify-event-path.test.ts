import { expect, test } from 'vitest';
import type { EventShape } from './classify-event-path.ts';
import { classifyEventPath } from './classify-event-path.ts';

test.each<[string, EventShape, boolean, readonly string[], boolean]>([
  ['', 'api', true, ['credential', 'personal'], true],
  ['', 'api', false, ['personal'], true],
  ['', 'user-pool', false, ['personal', 'contact', 'credential'], false],
  ['', 'storage', false, ['infrastructure'], false],
  ['headers.Authorization', 'api', true, ['credential'], false],
  ['multiValueHeaders.Cookie', 'api', true, ['credential'], false],
  ['cookies', 'api', true, ['credential'], false],
  ['headers.X-Forwarded-For', 'api', true, ['personal'], false],
  ['headers', 'api', true, ['credential', 'personal'], false],
  ['requestContext.authorizer.claims', 'api', true, ['personal'], false],
  ['requestContext.authorizer.claims.email', 'api', true, ['contact'], false],
  ['requestContext.authorizer.claims.cognito:username', 'api', true, ['personal'], false],
  ['requestContext.authorizer.jwt.claims.sub', 'api', true, ['personal'], false],
  ['requestContext.identity.sourceIp', 'api', true, ['personal'], false],
  ['requestContext.identity.cognitoIdentityId', 'api', true, ['personal'], false],
  ['requestContext.identity.apiKey', 'api', true, ['credential'], false],
  ['requestContext.http.sourceIp', 'api', true, ['personal'], false],
  ['requestContext.requestId', 'api', true, ['infrastructure'], false],
  ['identity.cognitoIdentityId', 'graphql', true, ['personal'], false],
  ['request.userAttributes', 'user-pool', false, ['personal', 'contact'], false],
  ['request.userAttributes.email', 'user-pool', false, ['contact'], false],
  ['request.password', 'user-pool', false, ['credential'], false],
  ['Records.s3.object.key', 'storage', false, ['infrastructure'], false],
  ['Records.body', 'queue', false, [], true],
  ['Records.dynamodb.NewImage', 'stream', false, [], true],
  ['body', 'api', false, [], true],
  ['body.pickupLocation', 'api', false, ['location'], true],
  ['authorizationToken', 'authorizer', false, ['credential'], false],
])('%s of an event of %s (authorized: %s) is %j', (path, shape, isAuthorized, kinds, carriesPayload) => {
  const verdict = classifyEventPath(path === '' ? [] : path.split('.'), shape, isAuthorized);
  expect(verdict).toMatchObject({ kinds, carriesPayload });
});

test('a path that nothing tells about is undefined', () => {
  expect(classifyEventPath(['foo', 'bar'], 'other', false)).toBeUndefined();
});
