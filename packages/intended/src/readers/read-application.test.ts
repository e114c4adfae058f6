import { expect, test } from 'vitest';
import { memoryFiles } from '#source/memory-files';
import { readApplications } from './read-application.ts';

const SAM = `Transform: AWS::Serverless-2016-10-31
Resources:
  Rides:
    Type: AWS::Serverless::SimpleTable
  Request:
    Type: AWS::Serverless::Function
    Properties:
      Handler: index.handler
      Runtime: nodejs22.x
      CodeUri: src/
      Policies:
        - DynamoDBWritePolicy: { TableName: !Ref Rides }
`;

test('a folder with a SAM template is one application', async () => {
  const files = memoryFiles({ 'template.yaml': SAM, 'src/index.js': 'exports.handler = () => {}' }, '/projects/rides');
  const { applications, diagnostics } = await readApplications({ files });
  expect(diagnostics).toEqual([]);
  expect(applications).toMatchObject([{ name: 'rides', dialects: ['sam'], templates: ['template.yaml'] }]);
  expect(applications[0]?.computes.map(({ id }) => id)).toContain('Request');
});

test('a folder without any app says what was looked for', async () => {
  const { applications, diagnostics } = await readApplications({ files: memoryFiles({ 'readme.md': '' }) });
  expect(applications).toEqual([]);
  expect(diagnostics[0]?.message).toContain('no serverless app found');
});
