import { describe, expect, test } from 'vitest';
import type { Store } from '#model/node';
import { computeAccess } from './compute-access.ts';
import type { Verdict } from './access.ts';
import {
  ACCOUNT,
  application,
  grant,
  parameter,
  PARTITION,
  ref,
  REGION,
  role,
  store,
  text,
  unknownPart,
} from './test/make-application.ts';

/** Verdict of one action for the only role on the only store. */
function verdict(one: Store, action: string, ...statements: readonly unknown[]): Verdict {
  const app = application({
    stores: [one],
    identities: [role('Role')],
    grants: [grant('Role', 'identity', ...statements)],
  });
  return computeAccess(app).allows('Role', action, one.id).verdict;
}

const allow = (actions: unknown, resources: unknown, more: object = {}): object => ({
  Effect: 'Allow',
  Action: actions,
  Resource: resources,
  ...more,
});

describe('resources', () => {
  const generated = store('dynamodb', 'Rides');
  const named = store('dynamodb', 'Rides', 'Rides');
  const bucket = store('s3', 'Site');
  const logs = store('logs', 'Log', '/aws/lambda/Ride');
  const cases: readonly [string, Store, string, unknown, Verdict][] = [
    ['Arn of the table itself', generated, 'dynamodb:GetItem', text(ref('Rides', 'Arn')), 'yes'],
    [
      'the literal name with pseudo-parameters',
      named,
      'dynamodb:GetItem',
      text('arn:aws:dynamodb:', REGION, ':', ACCOUNT, ':table/Rides'),
      'yes',
    ],
    [
      'the partition written out or not',
      named,
      'dynamodb:GetItem',
      text('arn:', PARTITION, ':dynamodb:*:*:table/Rides'),
      'yes',
    ],
    ['another partition', named, 'dynamodb:GetItem', 'arn:aws-cn:dynamodb:*:*:table/Rides', 'maybe'],
    ['a region written out', named, 'dynamodb:GetItem', 'arn:aws:dynamodb:eu-west-1:*:table/Rides', 'maybe'],
    ['another name', named, 'dynamodb:GetItem', 'arn:aws:dynamodb:*:*:table/Other', 'no'],
    ['a full name against a generated one', generated, 'dynamodb:GetItem', 'arn:aws:dynamodb:*:*:table/Other', 'no'],
    ['a prefix against a generated one', generated, 'dynamodb:GetItem', 'arn:aws:dynamodb:*:*:table/Oth*', 'maybe'],
    ['a wildcard in the middle', named, 'dynamodb:GetItem', 'arn:aws:dynamodb:*:*:table/R*s', 'yes'],
    ['a question mark', named, 'dynamodb:GetItem', 'arn:aws:dynamodb:*:*:table/Ride?', 'yes'],
    ['a question mark too few', named, 'dynamodb:GetItem', 'arn:aws:dynamodb:*:*:table/Rid?', 'no'],
    [
      'an unresolved parameter in the middle',
      named,
      'dynamodb:GetItem',
      text('arn:aws:dynamodb:*:*:table/', parameter('Name')),
      'maybe',
    ],
    [
      'a parameter that names both',
      store('dynamodb', 'Rides', [parameter('Name')]),
      'dynamodb:GetItem',
      text('arn:aws:dynamodb:*:*:table/', parameter('Name')),
      'yes',
    ],
    ['a whole parameter', named, 'dynamodb:GetItem', text(parameter('Arn')), 'maybe'],
    ['something unknown', named, 'dynamodb:GetItem', text(unknownPart()), 'maybe'],
    ['only the indexes', generated, 'dynamodb:Query', text(ref('Rides', 'Arn'), '/index/*'), 'yes'],
    ['the indexes do not give items', generated, 'dynamodb:GetItem', text(ref('Rides', 'Arn'), '/index/*'), 'no'],
    ['the stream', generated, 'dynamodb:GetRecords', text(ref('Rides', 'StreamArn')), 'yes'],
    ['objects of a bucket', bucket, 's3:GetObject', text(ref('Site', 'Arn'), '/*'), 'yes'],
    ['a bucket without its objects', bucket, 's3:GetObject', text(ref('Site', 'Arn')), 'no'],
    ['a prefix of a bucket', bucket, 's3:GetObject', text('arn:aws:s3:::', ref('Site'), '/public/*'), 'yes'],
    ['objects do not list a bucket', bucket, 's3:ListBucket', text(ref('Site', 'Arn'), '/*'), 'no'],
    ['everything', bucket, 's3:ListBucket', '*', 'yes'],
    ['streams of a log group with slashes in its name', logs, 'logs:PutLogEvents', '*', 'yes'],
    [
      'streams of a log group by its name',
      logs,
      'logs:PutLogEvents',
      text('arn:aws:logs:', REGION, ':', ACCOUNT, ':log-group:/aws/lambda/Ride:*'),
      'yes',
    ],
    ['streams of another log group', logs, 'logs:PutLogEvents', 'arn:aws:logs:*:*:log-group:/aws/lambda/Rid:*', 'no'],
    ['a service without resources on all', bucket, 's3:ListAllMyBuckets', '*', 'yes'],
    ['a service without resources on one', bucket, 's3:ListAllMyBuckets', text(ref('Site', 'Arn')), 'no'],
  ];
  test.each(cases)('%s', (_name, one, action, resource, expected) => {
    expect(verdict(one, action, allow(action, resource))).toBe(expected);
  });
});
