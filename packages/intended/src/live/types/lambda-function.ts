import { AwsFault } from '../aws.ts';
import type { Aws } from '../aws.ts';
import type { Extra, TypeReader } from '../describe.ts';
import type { Json, JsonObject } from '../json.ts';
import { at, compact, isObject, listAt, parseJson, textAt } from '../json.ts';

/** Properties that the service tells under the template's own names. */
const SAME = [
  'Runtime',
  'Handler',
  'Role',
  'Timeout',
  'MemorySize',
  'Description',
  'DeadLetterConfig',
  'TracingConfig',
  'Environment',
] as const;

const GONE = ['ResourceNotFoundException', 'ResourceNotFound'];

/** Source: https://docs.aws.amazon.com/lambda/latest/api/API_GetFunctionConfiguration.html */
export const lambdaFunction: TypeReader = {
  type: 'AWS::Lambda::Function',
  gone: GONE,
  parts: [
    {
      covers: [...SAME, 'KmsKeyArn', 'VpcConfig', 'Layers'],
      action: 'lambda:GetFunctionConfiguration',
      async read(aws, { physicalId }) {
        const answer = await ask(aws, '2015-03-31', physicalId, 'configuration');
        const layers = listAt(answer, 'Layers').flatMap((layer) => at(layer, 'Arn') ?? []);
        const same = SAME.map((name) => [name, at(answer, name)] as const);
        return compact({
          ...Object.fromEntries(same.map(([name, value]) => [name, value === '' ? undefined : value])),
          Arn: at(answer, 'FunctionArn'),
          KmsKeyArn: textAt(answer, 'KMSKeyArn') || undefined,
          VpcConfig: networkOf(answer),
          Layers: layers.length === 0 ? undefined : layers,
        });
      },
    },
    {
      covers: ['ReservedConcurrentExecutions'],
      action: 'lambda:GetFunctionConcurrency',
      async read(aws, { physicalId }) {
        const answer = await ask(aws, '2019-09-30', physicalId, 'concurrency');
        return compact({ ReservedConcurrentExecutions: at(answer, 'ReservedConcurrentExecutions') });
      },
    },
  ],
  extras: [
    {
      action: 'lambda:GetFunctionUrlConfig',
      absent: GONE,
      async read(aws, { physicalId, siblings }) {
        const type = 'AWS::Lambda::Url';
        if (siblings.some((one) => one.type === type && isOf(one.expected['TargetFunctionArn'], physicalId))) return [];
        const answer = await ask(aws, '2021-10-31', physicalId, 'url');
        const properties = compact({ TargetFunctionArn: physicalId, AuthType: at(answer, 'AuthType') });
        return [{ type, what: 'a function URL', properties }];
      },
    },
    {
      action: 'lambda:GetPolicy',
      absent: GONE,
      async read(aws, { physicalId, siblings }) {
        const known = new Set(siblings.filter(({ type }) => type === PERMISSION).map((one) => one.physicalId));
        const statements = await statementsOf(aws, physicalId);
        return statements
          .filter((statement) => !known.has(textAt(statement, 'Sid') ?? ''))
          .map((statement): Extra => {
            const properties = { FunctionName: physicalId, ...permissionOf(statement) };
            return { type: PERMISSION, what: 'a permission', properties };
          });
      },
    },
  ],
};

const PERMISSION = 'AWS::Lambda::Permission';

export const lambdaPermission: TypeReader = {
  type: PERMISSION,
  gone: GONE,
  parts: [
    {
      covers: ['Principal', 'Action', 'SourceArn', 'SourceAccount'],
      action: 'lambda:GetPolicy',
      async read(aws, { expected, physicalId }) {
        const name = textAt(expected, 'FunctionName');
        if (name === undefined) throw new AwsFault('nothing', 0, 'the template does not say whose it is');
        const statement = (await statementsOf(aws, name)).find((one) => textAt(one, 'Sid') === physicalId);
        return statement === undefined ? {} : permissionOf(statement);
      },
    },
  ],
};

export const lambdaUrl: TypeReader = {
  type: 'AWS::Lambda::Url',
  gone: GONE,
  parts: [
    {
      covers: ['AuthType', 'Cors'],
      action: 'lambda:GetFunctionUrlConfig',
      async read(aws, { expected, physicalId }) {
        const answer = await ask(aws, '2021-10-31', textAt(expected, 'TargetFunctionArn') ?? physicalId, 'url');
        return compact({ AuthType: at(answer, 'AuthType'), Cors: at(answer, 'Cors') });
      },
    },
  ],
};

async function ask(aws: Aws, version: string, name: string, what: string): Promise<Json> {
  return parseJson(await aws.get('lambda', `/${version}/functions/${nameOf(name)}/${what}`)) ?? {};
}

async function statementsOf(aws: Aws, name: string): Promise<readonly Json[]> {
  const policy = textAt(await ask(aws, '2015-03-31', name, 'policy'), 'Policy');
  return listAt(parseJson(policy ?? ''), 'Statement');
}

/** `arn:…:function:rides:live` to `rides`: a name stands in a path without escapes. */
function nameOf(function_: string): string {
  return function_.startsWith('arn:') ? (function_.split(':')[6] ?? function_) : function_;
}

function isOf(target: Json | undefined, physicalId: string): boolean {
  return typeof target === 'string' && nameOf(target) === nameOf(physicalId);
}

function networkOf(answer: Json): JsonObject | undefined {
  const subnets = listAt(answer, 'VpcConfig', 'SubnetIds');
  if (subnets.length === 0) return undefined;
  return { SubnetIds: subnets, SecurityGroupIds: listAt(answer, 'VpcConfig', 'SecurityGroupIds') };
}

function permissionOf(statement: Json): JsonObject {
  const principal = at(statement, 'Principal');
  return compact({
    Action: at(statement, 'Action'),
    Principal: isObject(principal) ? Object.values(principal)[0] : principal,
    SourceArn: inCondition(statement, 'SourceArn'),
    SourceAccount: inCondition(statement, 'SourceAccount'),
    FunctionUrlAuthType: inCondition(statement, 'FunctionUrlAuthType'),
  });
}

function inCondition(statement: Json, key: string): Json | undefined {
  const condition = at(statement, 'Condition');
  const pairs = isObject(condition)
    ? Object.values(condition).flatMap((one) => (isObject(one) ? Object.entries(one) : []))
    : [];
  return pairs.find(([name]) => name.endsWith(`:${key}`))?.[1];
}
