import { expect, test } from 'vitest';
import { memoryFiles } from '#source/memory-files';
import { gather } from './gather.ts';
import { proposeInventory } from './inventory.ts';
import { startClock } from './timings.ts';

const TEMPLATE = `Resources:
  Role: { Type: AWS::IAM::Role }
  Fn:
    Type: AWS::Lambda::Function
    Properties: { Handler: index.handler, Runtime: nodejs22.x, Code: ., Role: !GetAtt Role.Arn }
`;

async function kindsRead(path: string): Promise<readonly string[]> {
  const files = memoryFiles({
    'template.yaml': TEMPLATE,
    'index.js': `exports.handler = async (event) => { use(${path}); };`,
  });
  const request = { files, path: undefined, template: undefined, stack: undefined, stage: undefined, parameters: {} };
  const { apps } = await gather(
    request,
    startClock(() => 0),
  );
  const classes = apps.flatMap(proposeInventory).map(({ kind }) => kind);
  return classes.filter((kind) => kind !== 'infrastructure' && kind !== 'business').sort();
}

test.each<readonly [string, readonly string[]]>([
  ['event.body.email', ['personal']],
  ['event.detail.passport', ['government-id']],
  ['event.requestContext.authorizer.claims.email', ['personal']],
  ['event.requestContext.identity.sourceIp', ['personal']],
  ['event.headers.cookie', ['credential']],
  ['event.headers.Authorization', ['credential']],
  ['event.requestContext.identity.apiKey', ['credential']],
  ['event.requestContext.requestId', []],
  ['event.headers.host', []],
  ['event.Records[0].s3.bucket.name', []],
  ['event.Records[0].s3.object.key', []],
  ['event.Records[0].eventSourceARN', []],
])('code that reads `%s` handles %j', async (path, expected) => {
  expect(await kindsRead(path)).toEqual(expected);
});
