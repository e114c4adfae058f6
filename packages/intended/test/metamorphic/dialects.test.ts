import { expect, test } from 'vitest';
import { judgeText } from '../support/judge-text.ts';
import { essence } from './essence.ts';
import { plainShop, samShop, shopCode } from './shop.ts';
import type { Template } from './shop.ts';
import { toYaml } from './to-yaml.ts';

type Files = Readonly<Record<string, string>>;
type Rename = (service: string) => string;

const same: Rename = (service) => service;
const judge = async (files: Files, nameOf: Rename = same): Promise<object> => essence(await judgeText(files), nameOf);
const plain = plainShop(
  () => 'src',
  (name) => `${name}.handler`,
);
const plainFiles: Files = { 'template.json': JSON.stringify(plain), ...shopCode };
const samFiles: Files = { 'template.json': JSON.stringify(samShop), ...shopCode };

test('SAM is what its transform makes of it', async () => {
  expect(await judge(samFiles)).toEqual(await judge(plainFiles));
});

test('a cloud assembly of the CDK is the template in it', async () => {
  const staged = plainShop(
    () => ({ S3Bucket: { 'Fn::Sub': 'cdk-hnb659fds-assets-${AWS::AccountId}-${AWS::Region}' }, S3Key: 'abc.zip' }),
    (name) => `${name}.handler`,
  );
  const assembly: Files = {
    'cdk.json': '{"app":"node app.js"}',
    'cdk.out/manifest.json': JSON.stringify({
      version: '36.0.0',
      artifacts: {
        'Shop.assets': { type: 'cdk:asset-manifest', properties: { file: 'Shop.assets.json' } },
        Shop: {
          type: 'aws:cloudformation:stack',
          environment: 'aws://unknown-account/unknown-region',
          properties: { templateFile: 'Shop.template.json' },
        },
      },
    }),
    'cdk.out/Shop.assets.json': JSON.stringify({ files: { abc: { source: { path: 'asset.abc', packaging: 'zip' } } } }),
    'cdk.out/Shop.template.json': JSON.stringify({
      ...staged,
      Resources: { ...staged.Resources, CDKMetadata: { Type: 'AWS::CDK::Metadata', Properties: {} } },
    }),
    'cdk.out/asset.abc/order.mjs': shopCode['src/order.mjs'],
    'cdk.out/asset.abc/ship.mjs': shopCode['src/ship.mjs'],
  };
  expect(await judge(assembly)).toEqual(await judge(plainFiles));
});

/** Stores in one template, what works on them in another, joined by a parent that passes outputs as parameters. */
function nestedShop(): Files {
  const stores = ['Orders', 'Shipments', 'Labels'];
  const pick = (wanted: (id: string) => boolean): Template['Resources'] =>
    Object.fromEntries(Object.entries(plain.Resources).filter(([id]) => wanted(id)));
  const outputs = stores.flatMap((id) => [
    [id, { Value: { Ref: id } }] as const,
    [`${id}Arn`, { Value: { 'Fn::GetAtt': [id, 'Arn'] } }] as const,
  ]);
  const names = outputs.map(([name]) => name);
  const work = JSON.stringify(pick((id) => !stores.includes(id))).replaceAll(
    /\{"Fn::GetAtt":\["(Orders|Shipments|Labels)","Arn"\]\}/g,
    '{"Ref":"$1Arn"}',
  );
  const child = (template: string, parameters?: object): object => ({
    Type: 'AWS::CloudFormation::Stack',
    Properties: { TemplateURL: template, ...(parameters === undefined ? {} : { Parameters: parameters }) },
  });
  const passed = Object.fromEntries(names.map((name) => [name, { 'Fn::GetAtt': ['Data', `Outputs.${name}`] }]));
  const head = { AWSTemplateFormatVersion: '2010-09-09' };
  return {
    'template.json': JSON.stringify({
      ...head,
      Resources: { Data: child('data.json'), Work: child('work.json', passed) },
    }),
    'data.json': JSON.stringify({
      ...head,
      Resources: pick((id) => stores.includes(id)),
      Outputs: Object.fromEntries(outputs),
    }),
    'work.json': JSON.stringify({
      ...head,
      Parameters: Object.fromEntries(names.map((name) => [name, { Type: 'String' }])),
      Resources: JSON.parse(work),
    }),
    ...shopCode,
  };
}

test('nested stacks joined by parameters and outputs are one flat stack', async () => {
  expect(await judge(nestedShop())).toEqual(await judge(plainFiles));
});

test('a service of the Serverless Framework has the same matrix, up to the names it makes', async () => {
  const statements = [
    { Effect: 'Allow', Action: ['dynamodb:PutItem', 'dynamodb:Scan'], Resource: { 'Fn::GetAtt': ['Orders', 'Arn'] } },
  ];
  // One function: the framework gives all functions of a service one role, which is another app than SAM's role for each.
  const order = samShop.Resources['Order'];
  const one: Template = {
    ...samShop,
    Resources: {
      Orders: samShop.Resources['Orders'] ?? { Type: '' },
      Shipments: samShop.Resources['Shipments'] ?? { Type: '' },
      Order: order ?? { Type: '' },
    },
  };
  const send = { Effect: 'Allow', Action: ['sqs:SendMessage'], Resource: { 'Fn::GetAtt': ['Shipments', 'Arn'] } };
  const { Orders, Shipments } = one.Resources;
  const service = {
    service: 'shop',
    provider: { name: 'aws', runtime: 'nodejs22.x', iam: { role: { statements: [...statements, send] } } },
    functions: {
      Order: {
        handler: 'src/order.handler',
        environment: { ORDERS: { Ref: 'Orders' }, SHIPMENTS: { Ref: 'Shipments' } },
        events: [{ http: { path: 'orders', method: 'post' } }],
      },
    },
    resources: { Resources: { Orders, Shipments } },
  };
  const names: Readonly<Record<string, string>> = {
    OrderLambdaFunction: 'Order',
    OrderLogGroup: 'OrderLogGroup',
    ApiGatewayRestApi: 'ServerlessRestApi',
  };
  const framework = {
    'serverless.yml': toYaml(service, { tags: false })
      .replace('"service"', 'service')
      .replace('"provider"', 'provider'),
    ...shopCode,
  };
  const sam = { 'template.json': JSON.stringify(one), ...shopCode };
  expect(await judge(framework, (id) => names[id] ?? id)).toEqual(await judge(sam));
});
