import { describe, expect, test } from 'vitest';
import type { Application } from '#model/application';
import { computeAccess } from './compute-access.ts';
import { TINY } from './test/small-worlds.ts';
import {
  ACCOUNT,
  application,
  choice,
  compute,
  grant,
  parameter,
  ref,
  REGION,
  role,
  store,
  text,
} from './test/make-application.ts';

const roleArn = (id: string): unknown => text(ref(id, 'Arn'));
const allow = (Action: unknown, Resource: unknown = '*', more: object = {}): object => ({
  Effect: 'Allow',
  Action,
  Resource,
  ...more,
});
const deny = (Action: unknown, Resource: unknown = '*'): object => ({ Effect: 'Deny', Action, Resource });

function edges(grants: Application['grants'], more: Partial<Application> = {}): readonly string[] {
  const access = computeAccess(
    application({
      stores: [store('s3', 'Site'), store('cognito-idp', 'People'), store('ecr', 'Images')],
      computes: [compute('Fn', ['Other'], { runs: ['Site', 'Images'] })],
      identities: [role('Role'), role('Other')],
      grants,
      ...more,
    }),
  );
  for (const edge of access.control) expect(edge.explanation.verdict).not.toBe('no');
  return access.control
    .filter((edge) => edge.identity === 'Role')
    .map((edge) => `${edge.verdict} ${edge.gains}: ${edge.how}`);
}

const trust = (Principal: unknown, more: object = {}): object => ({
  Effect: 'Allow',
  Principal,
  Action: 'sts:AssumeRole',
  ...more,
});
const passing = grant(
  'Role',
  'identity',
  allow('iam:PassRole', roleArn('Other')),
  allow(['lambda:CreateFunction', 'lambda:InvokeFunction']),
);
const NEW = 'Other: create a function that runs with it';

describe('a role passed to a new function', () => {
  test.each<[string, readonly object[] | undefined, readonly string[]]>([
    ['whose trust names functions', [trust({ Service: 'lambda.amazonaws.com' })], [`yes ${NEW}`]],
    ['whose trust names them in a branch', [choice(trust({ Service: 'lambda.amazonaws.com' }))], [`maybe ${NEW}`]],
    ['whose trust is not shown', undefined, [`maybe ${NEW}`]],
    ['whose trust is for anyone', [trust('*')], [`maybe ${NEW}`]],
    ['whose trust is a parameter', [trust(choice({ Service: text(parameter('S')) }))], [`maybe ${NEW}`]],
    ['that only another service may take', [trust({ Service: 'glue.amazonaws.com' })], []],
    ['that only an account may take', [trust({ AWS: '123456789012' })], []],
    ['that nobody may take', [{ ...trust({ Service: 'lambda.amazonaws.com' }), Effect: 'Deny' }], []],
  ])('%s', (_name, statements, expected) => {
    const trusts = statements === undefined ? [] : [grant('Other', 'trust', ...statements)];
    expect(edges([passing, ...trusts]).filter((one) => one.includes('create a function'))).toEqual(expected);
  });

  const lambda = grant('Other', 'trust', trust({ Service: 'lambda.amazonaws.com' }));
  test.each<[string, readonly object[], readonly string[]]>([
    ['that a Deny keeps from being passed', [allow('*'), deny('iam:PassRole')], []],
    ['where a Deny keeps it from making functions', [allow('*'), deny('lambda:*')], []],
    ['where a Deny of one function leaves the others', [allow('*'), deny('lambda:*', roleArn('Fn'))], [`yes ${NEW}`]],
    ['where a Deny may keep it from making functions', [allow('*'), choice(deny('lambda:*'))], [`maybe ${NEW}`]],
    ['that it may assume and not pass', [allow(['sts:AssumeRole', 'lambda:*'])], []],
  ])('%s', (_name, statements, expected) => {
    expect(
      edges([grant('Role', 'identity', ...statements), lambda]).filter((one) => one.includes('create a function')),
    ).toEqual(expected);
  });

  test('within a boundary that names other functions it is not certain', () => {
    const found = edges([
      grant(
        'Role',
        'identity',
        allow('iam:PassRole', roleArn('Other')),
        allow('lambda:*', 'arn:aws:lambda:*:*:function:a*'),
      ),
      grant('Role', 'boundary', allow('iam:PassRole'), allow('lambda:*', 'arn:aws:lambda:*:*:function:b*')),
      lambda,
    ]);
    expect(found).toContain(`maybe ${NEW}`);
  });
});

describe('other ways', () => {
  test.each<[string, object, readonly string[]]>([
    ['users of a pool', allow('cognito-idp:AdminSetUserPassword'), ['yes People: take over its users']],
    ['the image of a function', allow('ecr:PutImage'), ['yes Fn: write the code that it runs from `Images`']],
    [
      'objects that a function runs',
      allow('s3:PutObject', choice(text(ref('Site', 'Arn'), '/*'))),
      ['maybe Fn: write the code that it runs from `Site`'],
    ],
    ['reading changes nothing', allow('s3:GetObject'), []],
    [
      'something unknown about policies',
      allow('iam:CreatePolicyVersion', '*', { Condition: { StringEquals: { 'aws:PrincipalOrgID': 'o' } } }),
      ['maybe *: rewrite a managed policy'],
    ],
  ])('%s', (_name, statement, expected) => {
    expect(edges([grant('Role', 'identity', statement)])).toEqual(expected);
  });

  test('who may become very many may become any', () => {
    const many = Array.from({ length: 201 }, (_none, index) => role(`R${index}`));
    const found = edges([grant('Role', 'identity', allow('sts:AssumeRole'))], { identities: [role('Role'), ...many] });
    expect(found).toEqual(['maybe *: become any of 202 roles']);
  });

  test('two that may change everything see the same nodes', () => {
    const access = computeAccess(
      application({
        computes: [compute('Fn'), compute('Gn')],
        identities: [role('Role'), role('Other')],
        grants: [
          grant('Role', 'identity', deny('s3:*'), allow('lambda:UpdateFunctionCode')),
          grant('Other', 'identity', allow('lambda:UpdateFunction*')),
        ],
      }),
    );
    expect(access.control.map((edge) => `${edge.identity} ${edge.gains}`).sort()).toEqual(
      ['Other Fn', 'Other Gn', 'Role Fn', 'Role Gn'].sort(),
    );
  });

  test('a Deny of something else does not keep a role from being passed', () => {
    const found = edges([
      grant('Role', 'identity', deny('s3:*'), allow('iam:PassRole', roleArn('Other')), allow('lambda:*', 'arn:aws:l*')),
      grant('Other', 'trust', trust({ Service: 'lambda.amazonaws.com' })),
    ]);
    expect(found).toContain(`yes ${NEW}`);
  });

  test('what no table lists is not held', () => {
    const access = computeAccess(
      application({
        stores: [store('s3', 'Site')],
        identities: [role('Role')],
        grants: [grant('Role', 'identity', allow('*'))],
      }),
      { tables: TINY },
    );
    expect(access.control).toEqual([]);
  });

  test('a layer may be published without writing what is there', () => {
    const layer = store('lambda', 'Layer', 'layer', {
      type: 'AWS::Lambda::LayerVersion',
      holds: 'code',
      arn: ['arn:aws:lambda:', REGION, ':', ACCOUNT, ':layer:', ref('Layer')],
    });
    const found = edges([grant('Role', 'identity', allow('lambda:PublishLayerVersion'))], {
      stores: [layer],
      computes: [compute('Fn', [], { runs: ['Layer'] })],
    });
    expect(found).toEqual(['yes Fn: publish the code that it runs from `Layer`']);
  });
});
