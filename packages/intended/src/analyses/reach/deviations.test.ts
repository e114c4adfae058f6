import { describe, expect, test } from 'vitest';
import type { Report } from '#finding/finding';
import { judgeText } from '../../../test/support/judge-text.ts';
import { allow, arn, fn, ref, role, row, table, template, word } from '../../../test/support/small-app.ts';

const SDK = `const { DynamoDBClient, GetItemCommand, PutItemCommand } = require('@aws-sdk/client-dynamodb');
const { SSMClient, GetParameterCommand } = require('@aws-sdk/client-ssm');
const { LambdaClient, InvokeCommand } = require('@aws-sdk/client-lambda');
const db = new DynamoDBClient({});
const ssm = new SSMClient({});
const lambda = new LambdaClient({});
`;
const does = (call: string): string => `${SDK}exports.handler = async (event) => { await ${call}; };`;
const GET = (name: string): string => `db.send(new GetItemCommand({ TableName: ${name}, Key: { email: { S: 'a' } } }))`;
const PARAMETER = {
  Setting: { Type: 'AWS::SSM::Parameter', Properties: { Name: '/app/setting', Type: 'String', Value: 'x' } },
};

const words = (report: Report, of: 'missing' | 'drift'): readonly string[] =>
  row(report, 'Work')[of].map(word).toSorted();

describe('a call that no policy allows is missing', () => {
  const judged = (call: string, statements: readonly object[]): Promise<Report> =>
    judgeText({
      'template.json': template(
        table('People', { TableName: 'people' }),
        PARAMETER,
        fn('Other', 'exports.handler = async () => 1;', 'OtherRole'),
        role('OtherRole', []),
        role('WorkRole', statements),
        fn('Work', does(call), 'WorkRole', { TABLE: ref('People'), NAME: ref('Setting'), NEXT: ref('Other') }),
      ),
    });

  test.each([
    ['a table by its name', GET("'people'"), [], ['read People yes pii']],
    ['a table by a variable', GET('process.env.TABLE'), [], ['read People yes pii']],
    [
      'a table on which another action is allowed',
      GET('process.env.TABLE'),
      [allow('dynamodb:PutItem', arn('People'))],
      ['read People yes pii'],
    ],
    ['a parameter by its name', "ssm.send(new GetParameterCommand({ Name: '/app/setting' }))", [], ['read Setting']],
    [
      'a parameter by a variable',
      'ssm.send(new GetParameterCommand({ Name: process.env.NAME }))',
      [],
      ['read Setting'],
    ],
    [
      'a function by a variable',
      'lambda.send(new InvokeCommand({ FunctionName: process.env.NEXT }))',
      [],
      ['invoke Other'],
    ],
    ['nothing where the call is allowed', GET('process.env.TABLE'), [allow('dynamodb:GetItem', arn('People'))], []],
    [
      'nothing where a parameter may allow it',
      GET('process.env.TABLE'),
      [allow('dynamodb:GetItem', ref('Unknown'))],
      [],
    ],
    ['nothing where the table is chosen at run time', GET('event.table'), [], []],
  ])('%s', async (_, call, statements, expected) => {
    const report = await judged(call, statements);
    const found = words(report, 'missing');
    expect(found).toHaveLength(expected.length);
    for (const [index, beginning] of expected.entries()) expect(found[index]).toContain(beginning);
    const said = report.findings.filter((one) => one.control === 'reach-missing').map((one) => one.resource);
    expect(said).toEqual(expected.length === 0 ? [] : ['Work']);
    for (const fact of row(report, 'Work').missing) expect(fact.path.at(-1)?.at?.line).toBeGreaterThan(0);
  });
});

describe('what is declared and never done is drift', () => {
  const judged = (call: string, may: string, more: object = {}): Promise<Report> =>
    judgeText({
      'template.json': template(
        table('People'),
        table('Archive'),
        role('WorkRole', [allow(['dynamodb:GetItem', 'dynamodb:PutItem'], [arn('People'), arn('Archive')])]),
        fn('Work', does(call), 'WorkRole', { TABLE: ref('People') }),
        more as Readonly<Record<string, unknown>>,
      ),
      'intended.yaml': `version: 1
app: test
data:
  pii: { title: Personal data, value: 3, class: personal, fields: [email] }
services:
  Work:
    may:
${may}`,
    });

  test.each([
    ['nothing, where it is done', GET('process.env.TABLE'), '      - { read: [pii], in: People }\n', []],
    [
      'a verb that the code does not use',
      GET('process.env.TABLE'),
      '      - { read: [pii], in: People }\n      - { write: [pii], in: People }\n',
      ['write People yes pii'],
    ],
    [
      'a store that the code does not touch',
      GET('process.env.TABLE'),
      '      - { read: [pii], in: People }\n      - { read: [pii], in: Archive }\n',
      ['read Archive yes pii'],
    ],
    [
      'nothing, where the code names the table at run time',
      GET('event.table'),
      '      - { read: [pii], in: Archive }\n',
      [],
    ],
  ])('%s', async (_, call, may, expected) => {
    const report = await judged(call, may);
    expect(words(report, 'drift')).toEqual(expected);
    for (const fact of row(report, 'Work').drift) expect(fact.path.at(-1)?.at?.file).toBe('intended.yaml');
  });

  test('nothing, where nobody declared anything', async () => {
    const report = await judgeText({
      'template.json': template(
        table('People'),
        role('WorkRole', []),
        fn('Work', 'exports.handler = async () => 1;', 'WorkRole', { TABLE: ref('People') }),
      ),
    });
    expect(report.matrix.flatMap((one) => one.drift)).toEqual([]);
  });
});
