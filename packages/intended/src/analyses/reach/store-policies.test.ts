import { describe, expect, test } from 'vitest';
import type { Report } from '#finding/finding';
import { judgeText } from '../../../test/support/judge-text.ts';
import { allow, arn, excess, fn, policy, ref, role, row, table, template } from '../../../test/support/small-app.ts';

const QUIET = 'exports.handler = async () => 1;';
const STORES = {
  queue: ['AWS::SQS::Queue', 'AWS::SQS::QueuePolicy', 'Queues', 'sqs:SendMessage', 'sqs:ReceiveMessage'],
  topic: ['AWS::SNS::Topic', 'AWS::SNS::TopicPolicy', 'Topics', 'sns:Publish', 'sns:Subscribe'],
} as const;

const reachOf = (report: Report, service: string): readonly string[] =>
  report.findings
    .filter((one) => one.resource === service && one.control.startsWith('reach-'))
    .map((one) => `${one.control} ${one.outcome}`);

describe('the policy of a queue or topic', () => {
  const judged = (kind: keyof typeof STORES, actions: readonly string[], principal: unknown, more: object = {}) => {
    const [type, policyType, list] = STORES[kind];
    const store = ref('Box');
    const statement = { ...allow(actions, kind === 'queue' ? arn('Box') : store), Principal: principal, ...more };
    return judgeText({
      'template.json': template({
        Box: { Type: type },
        BoxPolicy: { Type: policyType, Properties: { [list]: [store], PolicyDocument: policy(statement) } },
      }),
    });
  };

  test.each([
    ['queue', 'lets anyone send', 3, '*', {}, ['write'], 'violated'],
    ['queue', 'lets anyone receive', 4, '*', {}, ['read'], 'violated'],
    ['topic', 'lets anyone publish', 3, { AWS: '*' }, {}, ['write'], 'violated'],
    ['topic', 'lets anyone subscribe: a tap', 4, '*', {}, ['tap'], 'violated'],
    ['queue', 'lets another account send', 3, { AWS: 'arn:aws:iam::111122223333:root' }, {}, ['write'], 'violated'],
    [
      'queue',
      'lets a service send for one source',
      3,
      { Service: 'sns.amazonaws.com' },
      { Condition: { ArnEquals: { 'aws:SourceArn': 'arn:aws:sns:eu-west-1:111122223333:news' } } },
      [],
      '',
    ],
    [
      'queue',
      'denies whoever does not use TLS',
      3,
      '*',
      { Effect: 'Deny', Condition: { Bool: { 'aws:SecureTransport': 'false' } } },
      [],
      '',
    ],
  ] as const)('of a %s %s', async (kind, _, action, principal, more, expected, outcome) => {
    const report = await judged(kind, [STORES[kind][action]], principal, more);
    const capabilities = [...new Set(row(report, 'Box').excess.map((fact) => fact.capability))];
    for (const capability of expected) expect(capabilities).toContain(capability);
    if (expected.length === 0) expect(capabilities).toEqual([]);
    const found = reachOf(report, 'Box');
    expect(found.length > 0).toBe(expected.length > 0);
    for (const one of found) expect(one).toMatch(new RegExp(`${outcome}$`));
  });
});

describe('a persistent way to read along', () => {
  const judged = (actions: readonly string[], resource: unknown, stores: Readonly<Record<string, unknown>>) =>
    judgeText({
      'template.json': template(stores, role('WorkRole', [allow(actions, resource)]), fn('Work', QUIET, 'WorkRole')),
    });

  test.each([
    [
      'a subscription to a topic',
      ['sns:Subscribe'],
      ref('News'),
      { News: { Type: 'AWS::SNS::Topic' } },
      'tap News yes',
    ],
    [
      'replication of a bucket',
      ['s3:PutReplicationConfiguration'],
      arn('Photos'),
      { Photos: { Type: 'AWS::S3::Bucket' } },
      'tap Photos yes',
    ],
    [
      'a stream of a table',
      ['dynamodb:EnableKinesisStreamingDestination'],
      arn('People'),
      table('People'),
      'tap People yes',
    ],
  ] as const)('%s is a tap', async (_, actions, resource, stores, expected) => {
    const report = await judged(actions, resource, stores);
    expect(excess(report, 'Work').some((fact) => fact.startsWith(expected))).toBe(true);
    expect(reachOf(report, 'Work')).toContain('reach-tap violated');
  });

  test('reading the items once is no tap', async () => {
    const report = await judged(['dynamodb:GetItem'], arn('People'), table('People'));
    expect(reachOf(report, 'Work')).toEqual(['reach-excess violated']);
  });
});
