import { expect, test } from 'vitest';
import { computeAccess } from './compute-access.ts';
import { parsePolicy } from './parse-policy.ts';
import {
  ABSENT,
  application,
  choice,
  deferredValue,
  grant,
  parameter,
  role,
  store,
  text,
  value,
} from './test/make-application.ts';

const one = (statement: object): unknown => ({
  Statement: { Effect: 'Allow', Action: 'a:b', Resource: '*', ...statement },
});

test.each([
  ['a list as document', [], 'a policy document must be a mapping'],
  ['a string as document', 'x', 'a policy document must be a mapping'],
  ['no Statement', {}, 'without `Statement`'],
  ['a string as statement', { Statement: 'x' }, 'a policy statement must be a mapping'],
  ['no Action', { Statement: { Effect: 'Allow' } }, 'without `Action` or `NotAction`'],
  ['no Effect', { Statement: { Action: 'a:b' } }, 'needs an `Effect`'],
  ['another Effect', one({ Effect: 'allow' }), 'needs an `Effect`'],
  ['a mapping as Action', one({ Action: {} }), '`Action` must be a string'],
  ['null as Resource', one({ Resource: null }), '`Resource` must be a string'],
  ['a string as Principal', one({ Principal: 'me' }), '`Principal` must be `*` or a mapping'],
  ['an unknown kind of principal', one({ Principal: { Robot: 'x' } }), 'unknown kind of principal `Robot`'],
  ['a list as Condition', one({ Condition: [] }), '`Condition` must be a mapping'],
])('%s is a diagnostic with its place', (_name, document, message) => {
  const { diagnostics } = parsePolicy(value(document));
  expect(diagnostics).toHaveLength(1);
  expect(diagnostics[0]?.message).toContain(message);
  expect(diagnostics[0]?.place.file).toBe('template.yaml');
});

test.each([
  ['an absent document', ABSENT, 0, 0],
  ['an absent statement', { Statement: ABSENT }, 0, 0],
  ['a deferred document', deferredValue(), 0, 1],
  ['a text as document', text(parameter('P')), 0, 1],
  ['a text as statement', { Statement: [text(parameter('P'))] }, 0, 1],
  ['two branches of documents', choice(one({}), one({})), 2, 0],
  ['an absent Action beside NotAction', one({ Action: ABSENT, NotAction: ['a:b', ABSENT] }), 1, 0],
  ['an absent principal', one({ Principal: choice(ABSENT, '*') }), 1, 0],
  ['a deferred condition', one({ Condition: deferredValue() }), 1, 0],
  ['an absent condition', one({ Condition: ABSENT }), 1, 0],
])('%s', (_name, document, statements, unknown) => {
  const found = parsePolicy(value(document));
  expect([found.statements.length, found.unknown.length, found.diagnostics.length]).toEqual([statements, unknown, 0]);
});

test('what is wrong with documents reaches the access once, undecided policies of resources too', () => {
  const wrong = { ...grant('Role', 'identity'), document: value({ Statement: 'x' }) };
  const access = computeAccess(
    application({
      stores: [store('s3', 'Site')],
      identities: [role('Role'), role('Other')],
      grants: [
        wrong,
        { ...wrong, holder: 'Other' },
        { ...wrong, holder: 'Other', side: 'boundary' },
        { ...grant('Site', 'resource'), document: deferredValue() },
        { ...grant('Role', 'identity'), document: deferredValue() },
      ],
    }),
  );
  expect(access.diagnostics.map((one) => [one.severity, one.message])).toEqual([
    ['warning', 'a policy statement must be a mapping with `Effect` and `Action`'],
    ['note', 'policy document that the template does not decide: `policy` of `Site` may let in more than is shown'],
  ]);
});
