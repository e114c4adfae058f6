import { describe, expect, test } from 'vitest';
import type { Store } from '#model/node';
import type { Verdict } from './access.ts';
import { readService } from './actions.ts';
import { computeAccess } from './compute-access.ts';
import { itemAt, itemOf } from './item-at.ts';
import { keptTables, lineOf } from './tables.ts';
import {
  ACCOUNT,
  application,
  compute,
  grant,
  managed,
  parameter,
  PARTITION,
  ref,
  REGION,
  role,
  store,
  text,
} from './test/make-application.ts';
import { addWords, common, eachWord, hasWord, noWords, setWord, union, without } from './words.ts';

function verdict(one: Store, Action: unknown, Resource: unknown, asked = Action): Verdict {
  const grants = [grant('Role', 'identity', { Effect: 'Allow', Action, Resource })];
  return computeAccess(application({ stores: [one], identities: [role('Role')], grants })).allows(
    'Role',
    `${asked}`,
    one.id,
  ).verdict;
}

describe('members of nodes', () => {
  const secret = store('secretsmanager', 'Key', 'payments');
  const SECRET = 'arn:aws:secretsmanager:*:*:secret:';
  const READ = 'secretsmanager:GetSecretValue';
  const opaque = store('s3', 'Given', undefined, { arn: [parameter('BucketArn')] });
  const nowhere = store('s3', 'Thing', undefined, { arn: undefined });
  test.each<[string, Store, string, unknown, Verdict]>([
    ['a secret with six characters behind its name', secret, READ, `${SECRET}payments-??????`, 'yes'],
    ['a secret by a wildcard', secret, READ, `${SECRET}payments-*`, 'yes'],
    ['a secret without them', secret, READ, `${SECRET}payments`, 'no'],
    ['another secret', secret, READ, `${SECRET}payment-??????`, 'no'],
    ['a bucket whose ARN is given, by everything', opaque, 's3:ListBucket', '*', 'yes'],
    ['a bucket whose ARN is given, by that', opaque, 's3:ListBucket', text(parameter('BucketArn')), 'yes'],
    ['objects of a bucket whose ARN is given', opaque, 's3:GetObject', text(parameter('BucketArn'), '/*'), 'yes'],
    [
      'a bucket whose ARN is given, by another parameter',
      opaque,
      's3:GetObject',
      text(parameter('Other'), '/*'),
      'maybe',
    ],
    ['something without an ARN, by everything', nowhere, 's3:GetObject', '*', 'yes'],
    ['something without an ARN, by a name', nowhere, 's3:GetObject', 'arn:aws:s3:::thing/*', 'no'],
    ['something without an ARN, by what may be everything', nowhere, 's3:GetObject', text(parameter('Any')), 'maybe'],
    ['a service that nobody publishes', store('nosuch', 'Odd'), 'nosuch:Do', '*', 'no'],
    ['a consumer of a stream', store('kinesis', 'Rides'), 'kinesis:SubscribeToShard', '*', 'yes'],
  ])('%s', (_name, one, action, resource, expected) => {
    expect(verdict(one, action, resource)).toBe(expected);
  });

  test('an API is called by one ARN and managed by another', () => {
    const api = compute('Api', [], {
      service: 'execute-api',
      type: 'AWS::ApiGateway::RestApi',
      role: 'api',
      arn: ['arn:', PARTITION, ':execute-api:', REGION, ':', ACCOUNT, ':', ref('Api')],
    });
    const access = (Action: string, Resource: unknown): Verdict =>
      computeAccess(
        application({
          computes: [api],
          identities: [role('Role')],
          grants: [grant('Role', 'identity', { Effect: 'Allow', Action, Resource })],
        }),
      ).allows('Role', Action, 'Api').verdict;
    expect(access('execute-api:Invoke', text('arn:aws:execute-api:*:*:', ref('Api'), '/prod/*'))).toBe('yes');
    expect(access('apigateway:PATCH', text('arn:aws:apigateway:', REGION, '::/restapis/', ref('Api')))).toBe('yes');
    expect(access('apigateway:PATCH', text('arn:aws:execute-api:*:*:', ref('Api'), '/*'))).toBe('no');
  });
});

describe('tables', () => {
  const table = (text_: string): ReturnType<typeof keptTables> => keptTables({ read: () => text_ });
  test('the first line is a remark, a line without a tab is none, the first of two counts', () => {
    const lines = table('remark\tx\nplain\na\t1\na\t2\nlast\t3');
    expect(lineOf(lines, 'iam-actions.txt', 'a')).toBe('a\t1');
    expect(lineOf(lines, 'iam-actions.txt', 'last')).toBe('last\t3');
    for (const none of ['plain', 'remark', '']) expect(lineOf(lines, 'iam-actions.txt', none)).toBeUndefined();
  });

  test('a service without resource types', () => {
    expect(readService(table('#\nx\t\tDo:W'), 'x')).toEqual({
      service: 'x',
      types: [],
      actions: [{ name: 'Do', level: 'W', types: [] }],
    });
    expect(readService(table(''), 'x')).toBeUndefined();
  });

  test('a managed policy is read once, and null names none', () => {
    const access = computeAccess(
      application({
        stores: [store('s3', 'Site')],
        identities: [role('Role'), role('Other')],
        grants: [managed('Role', 'AmazonS3FullAccess'), managed('Other', 'AmazonS3FullAccess'), managed('Other', null)],
      }),
    );
    expect(access.allows('Other', 's3:GetObject', 'Site').verdict).toBe('yes');
    expect(access.rows.flatMap((row) => row.unknown)).toMatchObject([{ what: 'managed policy `null`' }]);
  });
});

describe('sets of actions', () => {
  const of = (count: number, ...positions: readonly number[]): Uint32Array => {
    const words = noWords(count);
    for (const position of positions) setWord(words, position);
    return words;
  };
  const list = (words: Uint32Array): readonly number[] => {
    const found: number[] = [];
    eachWord(words, (position) => found.push(position));
    return found;
  };

  test('hold what was put in, over several words, and nothing beyond their end', () => {
    const one = of(70, 0, 31, 32, 69);
    expect(list(one)).toEqual([0, 31, 32, 69]);
    expect([0, 1, 31, 32, 33, 69, 500].map((at) => hasWord(one, at))).toEqual([
      true,
      false,
      true,
      true,
      false,
      true,
      false,
    ]);
  });

  test('add, take away and meet', () => {
    const [left, right] = [of(40, 1, 2, 35), of(40, 2, 35, 36)];
    expect(list(union(left, right))).toEqual([1, 2, 35, 36]);
    expect(list(common(left, right))).toEqual([2, 35]);
    expect(list(without(left, right))).toEqual([1]);
    expect(list(left)).toEqual([1, 2, 35]);
    addWords(left, right);
    expect(list(left)).toEqual([1, 2, 35, 36]);
  });
});

test('an index that nobody gave out is a broken promise', () => {
  expect(itemAt(['a', 'b'], 1)).toBe('b');
  expect(() => itemAt(['a'], 1)).toThrow('no item 1 among 1');
  expect(() => itemOf(new Map([['a', 1]]), 'b')).toThrow('no item `b` among 1');
});
