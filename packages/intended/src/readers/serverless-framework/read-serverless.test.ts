import { describe, expect, test } from 'vitest';
import { memoryFiles } from '#source/memory-files';
import type { Resource } from '#model/application';
import type { Value } from '#model/value';
import type { ServerlessOptions } from './read-serverless.ts';
import { readServerless } from './read-serverless.ts';
import type { ServerlessRead } from './serverless-read.ts';

/** A value in a short form: references as `<Id.Attribute>`, unknown parts as `<?name>`. */
function shown(value: Value | undefined): unknown {
  switch (value?.kind) {
    case 'scalar':
      return value.value;
    case 'text':
      return value.parts
        .map((part) => {
          if (typeof part === 'string') return part;
          if (part.kind === 'reference') return `<${part.to}.${part.attribute}>`;
          return part.kind === 'pseudo' ? `<${part.name}>` : `<?${part.why.name}>`;
        })
        .join('');
    case 'list':
      return value.items.map(shown);
    case 'dictionary':
      return Object.fromEntries([...value.entries].map(([key, entry]) => [key, shown(entry.value)]));
    case 'deferred':
      return `<?${value.why.name}>`;
    default:
      return undefined;
  }
}

type Texts = Readonly<Record<string, string>>;

function read(text: string, more: Texts = {}, options: Partial<ServerlessOptions> = {}): ServerlessRead {
  const head = text.includes('service:') ? '' : 'service: ride\n';
  const provider = text.includes('provider:') ? '' : 'provider: { name: aws, runtime: nodejs20.x }\n';
  return readServerless({
    files: memoryFiles({ 'serverless.yml': `${head}${provider}${text}`, ...more }),
    file: 'serverless.yml',
    ...options,
  });
}

function resources({ stacks }: ServerlessRead): Readonly<Record<string, Resource>> {
  return Object.fromEntries((stacks[0]?.resources ?? []).map((resource) => [resource.logicalId, resource]));
}

function properties(result: ServerlessRead, id: string): Record<string, unknown> {
  return { ...Object(shown(resources(result)[id]?.properties)) };
}

const withEvent = (event: string): string =>
  `functions:\n  hello:\n    handler: src/hello.handler\n    events:\n      - ${event}\n`;
const BASE = ['HelloLambdaFunction', 'HelloLogGroup', 'IamRoleLambdaExecution'];

describe('variables', () => {
  const value = (
    written: string,
    custom: string = '',
    options: Partial<ServerlessOptions> = {},
    more: Texts = {},
  ): unknown =>
    Object(
      properties(
        read(`${custom}functions:\n  hello:\n    handler: a.b\n    environment:\n      X: ${written}\n`, more, options),
        'HelloLambdaFunction',
      )['Environment'],
    )['Variables'].X;

  test.each<readonly [string, string, unknown]>([
    ['another place of the file', '${self:service}', 'ride'],
    ['the default stage', '${sls:stage}', 'dev'],
    ['a fallback', "${opt:stage, self:provider.stage, 'x'}", 'dev'],
    ['a literal fallback', "${self:custom.none, 'x'}", 'x'],
    ['a text around', 'a-${self:service}-b', 'a-ride-b'],
    ['the region', '${aws:region}', '<AWS::Region>'],
    ['the provider’s region', 'x-${self:provider.region}', 'x-<AWS::Region>'],
    ['the account', '${aws:accountId}', '<AWS::AccountId>'],
    ['the pseudo-parameters plugin', 'x-#{AWS::AccountId}', 'x-<AWS::AccountId>'],
    ['an environment variable that is not given', '${env:NONE}', '<?env:NONE>'],
    ['a text with one', 'a-${env:NONE}-b', 'a-<?env:NONE>-b'],
    ['a parameter store', '${ssm:/rides/key}', '<?ssm:/rides/key>'],
    ['another stack', 'x-${cf:net.Vpc}', 'x-<?cf:net.Vpc>'],
    ['a reference', '!Ref Table', '<Table.Ref>'],
    [
      'a substitution, left to CloudFormation',
      "!Sub '${Table}-${AWS::Region}-${self:service}'",
      '<Table.Ref>-<AWS::Region>-ride',
    ],
    ['an open variable in a substitution', "!Sub '${Table}-${env:NONE}'", '<Table.Ref>-<?env:NONE>'],
    ['an open variable in a long substitution', "{ 'Fn::Sub': '${Table}-${ssm:a.b}' }", '<Table.Ref>-<?ssm:a.b>'],
    ['a boolean', '${strToBool(1)}', true],
  ])('gives %s', (_name, written, expected) => {
    expect(value(written)).toEqual(expected);
  });

  test('options, parameters and environment that are passed in count', () => {
    const options = { stage: 'prod', params: { p: 'given' }, environment: { E: 'env' }, options: { o: 'opt' } };
    expect(value("${sls:stage}-${param:p}-${env:E, 'x'}-${opt:o}-${opt:stage}", '', options)).toBe(
      'prod-given-env-opt-prod',
    );
  });

  test('parameters of the stage win over those of the default', () => {
    const custom = 'params:\n  default: { t: a, u: b }\n  prod: { t: c }\n';
    expect(value('${param:t}-${param:u}', custom, { stage: 'prod' })).toBe('c-b');
  });

  test('a nested variable selects by stage and by region', () => {
    const custom = 'custom:\n  byStage: { dev: { us-east-1: small } }\n';
    expect(value('${self:custom.byStage.${sls:stage}.${aws:region}}', custom)).toBe('small');
  });

  test('files are read by key, whole, and with variables of their own', () => {
    const more = { 'conf/a.yml': 'x: { y: "${self:service}-in-file" }\n', 'b.json': '{"z":"json"}', 'c.txt': 'raw' };
    expect(value('${file(./conf/a.yml):x.y} ${file(b.json):z} ${file(c.txt)}', '', {}, more)).toBe(
      'ride-in-file json raw',
    );
  });

  test('a file of code is never executed, and said so', () => {
    const result = read(
      'custom: { a: 1 }\nfunctions:\n  hello:\n    handler: a.b\n    environment: { X: "${file(./a.js):b}" }\n',
      { 'a.js': '' },
    );
    expect(properties(result, 'HelloLambdaFunction')['Environment']).toEqual({ Variables: { X: '<?file(./a.js)>' } });
    expect(result.diagnostics[0]).toMatchObject({ severity: 'note', place: { line: 7 } });
  });

  test('a file that is missing is a warning only without a fallback', () => {
    expect(read(`${withEvent('sqs: x')}    description: "\${file(none.yml):a, 'b'}"\n`).diagnostics).toEqual([]);
    expect(read(`${withEvent('sqs: x')}    description: "\${file(none.yml):a}"\n`).diagnostics[0]?.message).toContain(
      '`none.yml` is not there',
    );
  });

  test('a circle of variables is an error at its place, and no hang', () => {
    const result = read(
      "custom: { a: '${self:custom.b}', b: '${self:custom.a}' }\nfunctions:\n  hello: { handler: '${self:custom.a}' }\n",
    );
    expect(result.diagnostics[0]).toMatchObject({
      severity: 'error',
      message: expect.stringContaining('leads back to itself'),
    });
  });

  test('variables that multiply are bounded', () => {
    const lines = Array.from(
      { length: 30 },
      (_, i) => `  a${i}: ["\${self:custom.a${i + 1}}", "\${self:custom.a${i + 1}}"]`,
    );
    const result = read(
      `custom:\n${lines.join('\n')}\n  a30: x\nfunctions:\n  hello: { handler: a.b, tags: { t: "\${self:custom.a0}" } }\n`,
    );
    expect(result.diagnostics.some(({ message }) => message.includes('too large'))).toBe(true);
  });
});

describe('functions', () => {
  test('a function has its log group and a role that may write there', () => {
    const result = read('functions:\n  my-fn_1: { handler: src/a.b }\n');
    expect(Object.keys(resources(result))).toEqual([
      'MyDashfnUnderscore1LambdaFunction',
      'MyDashfnUnderscore1LogGroup',
      'IamRoleLambdaExecution',
    ]);
    expect(properties(result, 'MyDashfnUnderscore1LambdaFunction')).toMatchObject({
      Handler: 'src/a.b',
      FunctionName: 'ride-dev-my-fn_1',
      Code: '.',
      Role: '<IamRoleLambdaExecution.Arn>',
    });
    expect(resources(result)['MyDashfnUnderscore1LogGroup']).toMatchObject({
      origin: 'expanded',
      expandedFrom: 'MyDashfnUnderscore1LambdaFunction',
      at: { line: 4, column: 3 },
    });
  });

  test('functions of an included file keep their places, and their code is told from there', () => {
    const result = read('functions:\n  - ${file(./fns/a.yml)}\n', { 'fns/a.yml': 'hello:\n  handler: src/a.b\n' });
    expect(resources(result)['HelloLambdaFunction']?.at).toMatchObject({ file: 'fns/a.yml', line: 1 });
    expect(properties(result, 'HelloLambdaFunction')['Code']).toBe('..');
  });

  test('environments are merged, the function’s last', () => {
    const text =
      'provider: { name: aws, environment: { A: 1, B: 2, C: 3 } }\nfunctions:\n  hello: { handler: a.b, environment: { B: 4, C: null } }\n';
    expect(properties(read(text), 'HelloLambdaFunction')['Environment']).toEqual({ Variables: { A: 1, B: 4 } });
  });

  test.each<readonly [string, string, string | undefined]>([
    ['an ARN', 'arn:aws:iam::1:role/r', 'arn:aws:iam::1:role/r'],
    ['a logical id', 'MyRole', '<MyRole.Arn>'],
    ['an intrinsic', '!GetAtt MyRole.Arn', '<MyRole.Arn>'],
  ])('a role given as %s takes the place of the generated one', (_name, role, expected) => {
    const result = read(`functions:\n  hello: { handler: a.b, role: ${role} }\n`);
    expect(properties(result, 'HelloLambdaFunction')['Role']).toBe(expected);
    expect(resources(result)['IamRoleLambdaExecution']).toBeUndefined();
  });

  test('a URL without authorizer is open to everyone', () => {
    const result = read('functions:\n  hello: { handler: a.b, url: true }\n');
    expect(properties(result, 'HelloLambdaFunctionUrl')).toMatchObject({
      AuthType: 'NONE',
      TargetFunctionArn: '<HelloLambdaFunction.Arn>',
    });
    expect(properties(result, 'HelloLambdaPermissionFnUrl')).toMatchObject({ Principal: '*' });
    const signed = read('functions:\n  hello: { handler: a.b, url: { authorizer: aws_iam } }\n');
    expect(properties(signed, 'HelloLambdaFunctionUrl')['AuthType']).toBe('AWS_IAM');
    expect(resources(signed)['HelloLambdaPermissionFnUrl']).toBeUndefined();
  });

  test('a destination is configured and granted', () => {
    const result = read(
      'functions:\n  hello: { handler: a.b, destinations: { onFailure: !GetAtt DeadQueue.Arn, onSuccess: other } }\n  other: { handler: a.c }\n',
    );
    const config = {
      OnSuccess: { Destination: '<OtherLambdaFunction.Arn>' },
      OnFailure: { Destination: '<DeadQueue.Arn>' },
    };
    expect(properties(result, 'HelloLambdaEvConf')['DestinationConfig']).toEqual(config);
    expect(statements(result, 'IamRoleLambdaExecution')).toMatchObject([
      {},
      {},
      { Action: ['lambda:InvokeFunction'] },
      { Action: ['sqs:SendMessage'], Resource: '<DeadQueue.Arn>' },
    ]);
  });

  test('a layer of the service is content on disk', () => {
    const result = read(
      'layers:\n  common: { path: layers/common }\nfunctions:\n  hello: { handler: a.b, layers: [!Ref CommonLambdaLayer] }\n',
    );
    expect(properties(result, 'CommonLambdaLayer')).toMatchObject({ Content: 'layers/common', LayerName: 'common' });
    expect(properties(result, 'HelloLambdaFunction')['Layers']).toEqual(['<CommonLambdaLayer.Ref>']);
  });
});

function statements(result: ServerlessRead, role: string): readonly Record<string, unknown>[] {
  const [policy] = [properties(result, role)['Policies']].flat();
  return Object(policy).PolicyDocument.Statement;
}

describe('roles', () => {
  const OWN = 'iamRoleStatements: [{ Effect: Allow, Action: s3:GetObject, Resource: "*" }]';
  const PROVIDER =
    'provider:\n  name: aws\n  iam: { role: { statements: [{ Effect: Allow, Action: sns:Publish, Resource: "*" }] } }\n';

  test.each([
    [
      'iam.role.statements',
      'provider: { name: aws, iam: { role: { statements: [{ Effect: Allow, Action: "s3:*", Resource: "*" }] } } }',
    ],
    [
      'iamRoleStatements',
      'provider: { name: aws, iamRoleStatements: [{ Effect: Allow, Action: "s3:*", Resource: "*" }] }',
    ],
  ])('`%s` are statements of the shared role', (_name, provider) => {
    const result = read(`${provider}\nfunctions:\n  hello: { handler: a.b }\n`);
    expect(statements(result, 'IamRoleLambdaExecution').at(-1)).toEqual({
      Effect: 'Allow',
      Action: 's3:*',
      Resource: '*',
    });
  });

  test('settings of the generated role are its properties', () => {
    const role =
      '{ name: mine, path: /x/, managedPolicies: [arn:aws:iam::aws:policy/ReadOnlyAccess], permissionsBoundary: arn:b }';
    const result = read(
      `provider: { name: aws, iam: { role: ${role} }, vpc: { securityGroupIds: [a], subnetIds: [b] } }\nfunctions:\n  hello: { handler: a.b }\n`,
    );
    expect(properties(result, 'IamRoleLambdaExecution')).toMatchObject({
      RoleName: 'mine',
      Path: '/x/',
      PermissionsBoundary: 'arn:b',
      ManagedPolicyArns: [
        'arn:aws:iam::aws:policy/ReadOnlyAccess',
        expect.stringContaining('AWSLambdaVPCAccessExecutionRole'),
      ],
    });
  });

  test('the plugin for roles per function gives each its own, with the shared statements only on request', () => {
    const plugin = 'plugins: [serverless-iam-roles-per-function]\n';
    const own = read(`${PROVIDER}${plugin}functions:\n  hello:\n    handler: a.b\n    ${OWN}\n`);
    expect(Object.keys(resources(own))).not.toContain('IamRoleLambdaExecution');
    expect(statements(own, 'HelloIamRoleLambdaExecution').map((each) => each['Action'])).not.toContain('sns:Publish');
    const inherited = read(
      `${PROVIDER}${plugin}functions:\n  hello:\n    handler: a.b\n    iamRoleStatementsInherit: true\n    ${OWN}\n`,
    );
    expect(statements(inherited, 'HelloIamRoleLambdaExecution').map((each) => each['Action'])).toContain('sns:Publish');
  });

  test('statements per function without the plugin have no effect, and this is said', () => {
    const result = read(`functions:\n  hello:\n    handler: a.b\n    ${OWN}\n`);
    expect(JSON.stringify(statements(result, 'IamRoleLambdaExecution'))).not.toContain('s3:GetObject');
    expect(result.diagnostics[0]?.message).toContain('has no effect');
  });
});

describe('events', () => {
  test.each<readonly [string, readonly string[]]>([
    [
      'http: GET users/{id}',
      [
        'ApiGatewayRestApi',
        'ApiGatewayDeployment',
        'ApiGatewayResourceUsers',
        'ApiGatewayResourceUsersIdVar',
        'ApiGatewayMethodUsersIdVarGet',
        'HelloLambdaPermissionApiGateway',
      ],
    ],
    [
      'http: { path: /, method: any, cors: true }',
      [
        'ApiGatewayRestApi',
        'ApiGatewayDeployment',
        'ApiGatewayMethodAny',
        'HelloLambdaPermissionApiGateway',
        'ApiGatewayMethodOptions',
      ],
    ],
    [
      'http: { path: "{proxy+}", method: ANY }',
      [
        'ApiGatewayRestApi',
        'ApiGatewayDeployment',
        'ApiGatewayResourceProxyVar',
        'ApiGatewayMethodProxyVarAny',
        'HelloLambdaPermissionApiGateway',
      ],
    ],
    [
      "httpApi: 'POST /rides'",
      ['HttpApi', 'HttpApiStage', 'HttpApiIntegrationHello', 'HelloLambdaPermissionHttpApi', 'HttpApiRoutePostRides'],
    ],
    [
      "httpApi: '*'",
      ['HttpApi', 'HttpApiStage', 'HttpApiIntegrationHello', 'HelloLambdaPermissionHttpApi', 'HttpApiRouteDefault'],
    ],
    [
      'websocket: $connect',
      [
        'WebsocketsApi',
        'WebsocketsDeploymentStage',
        'HelloWebsocketsIntegration',
        'HelloLambdaPermissionWebsockets',
        'SconnectWebsocketsRoute',
      ],
    ],
    ['s3: my-photos', ['HelloLambdaPermissionMyphotosS3', 'S3BucketMyphotos']],
    ['s3: { bucket: my-photos, existing: true }', ['HelloLambdaPermissionMyphotosS3', 'HelloCustomS31']],
    ['schedule: rate(1 hour)', ['HelloLambdaPermissionEventsRuleSchedule1', 'HelloEventsRuleSchedule1']],
    [
      'schedule: { rate: [rate(1 hour), rate(1 day)] }',
      [
        'HelloLambdaPermissionEventsRuleSchedule1',
        'HelloEventsRuleSchedule1',
        'HelloLambdaPermissionEventsRuleSchedule2',
        'HelloEventsRuleSchedule2',
      ],
    ],
    ['schedule: { rate: rate(1 hour), method: scheduler }', ['HelloScheduleRole1', 'HelloEventsRuleSchedule1']],
    ['sns: rides', ['HelloLambdaPermissionRidesSNS', 'SNSTopicRides', 'HelloSnsSubscriptionRides']],
    ['sns: arn:aws:sns:us-east-1:1:rides', ['HelloLambdaPermissionRidesSNS', 'HelloSnsSubscriptionRides']],
    ['sns: !Ref Topic', ['HelloLambdaPermissionTopicSNS', 'HelloSnsSubscriptionTopic']],
    ['sqs: arn:aws:sqs:us-east-1:1:my-queue', ['HelloEventSourceMappingSQSMyqueue']],
    ['sqs: { arn: !GetAtt Queue.Arn }', ['HelloEventSourceMappingSQSQueue']],
    ['stream: arn:aws:dynamodb:us-east-1:1:table/rides/stream/1970', ['HelloEventSourceMappingDynamodbRides']],
    [
      'stream: { type: kinesis, arn: !GetAtt Stream.Arn, consumer: true }',
      ['HelloStreamConsumerStreamConsumer', 'HelloEventSourceMappingKinesisStream'],
    ],
    ['msk: { arn: !Ref Cluster, topic: t }', ['HelloEventSourceMappingMSKClusterT']],
    [
      'kafka: { topic: t, bootstrapServers: [a], accessConfigurations: { saslScram512Auth: s } }',
      ['HelloEventSourceMappingKafkaT'],
    ],
    ['activemq: { arn: !GetAtt Broker.Arn, queue: q, basicAuthArn: s }', ['HelloEventSourceMappingActiveMQBrokerQ']],
    [
      'cloudwatchEvent: { event: { source: [aws.ec2] } }',
      ['HelloLambdaPermissionEventsRuleCloudWatchEvent1', 'HelloEventsRuleCloudWatchEvent1'],
    ],
    [
      'eventBridge: { pattern: { source: [x] } }',
      ['HelloEventBridgeLambdaPermission1', 'Ridedevhellorule1EventBridgeRule'],
    ],
    [
      'eventBridge: { eventBus: mine, pattern: { source: [x] } }',
      ['MineEventBridgeEventBus', 'HelloEventBridgeLambdaPermission1', 'Ridedevhellorule1EventBridgeRule'],
    ],
    [
      'cloudwatchLog: /aws/lambda/x',
      ['HelloLambdaPermissionLogsSubscriptionFilterCloudWatchLog', 'HelloLogsSubscriptionFilterCloudWatchLog1'],
    ],
    [
      'cognitoUserPool: { pool: Users, trigger: PreSignUp }',
      ['HelloLambdaPermissionCognitoUserPoolUsersTriggerSourcePreSignUp', 'CognitoUserPoolUsers'],
    ],
    [
      'alb: { listenerArn: !Ref L, priority: 1, conditions: { path: /x } }',
      ['HelloLambdaPermissionAlb', 'HelloAlbTargetGroupL', 'HelloAlbListenerRule1'],
    ],
    ['alexaSkill: amzn1.ask.skill.x', ['HelloLambdaPermissionAlexaSkill1']],
    ['iot: { sql: SELECT 1 }', ['HelloLambdaPermissionIotTopicRule1', 'HelloIotTopicRule1']],
    ['cloudFront: { eventType: viewer-request, origin: https://a.example/x }', ['CloudFrontDistribution']],
  ])('%s', (event, expected) => {
    const result = read(withEvent(event));
    expect(
      Object.keys(resources(result))
        .filter((id) => !BASE.includes(id))
        .sort(),
    ).toEqual([...expected].sort());
    expect(result.diagnostics).toEqual([]);
  });

  test('an event that nobody knows is noted at its place', () => {
    expect(read(withEvent('telepathy: yes')).diagnostics).toMatchObject([{ severity: 'note', place: { line: 7 } }]);
  });

  test.each([
    ['aws_iam', { AuthorizationType: 'AWS_IAM' }],
    ['hello', { AuthorizationType: 'CUSTOM', AuthorizerId: '<HelloApiGatewayAuthorizer.Ref>' }],
    [
      '{ name: hello, type: request }',
      { AuthorizationType: 'CUSTOM', AuthorizerId: '<HelloApiGatewayAuthorizer.Ref>' },
    ],
    ['arn:aws:cognito-idp:us-east-1:1:userpool/us-east-1_x', { AuthorizationType: 'COGNITO_USER_POOLS' }],
    [
      '{ type: COGNITO_USER_POOLS, authorizerId: !Ref Auth }',
      { AuthorizationType: 'COGNITO_USER_POOLS', AuthorizerId: '<Auth.Ref>' },
    ],
    [
      'arn:aws:lambda:us-east-1:1:function:auth',
      { AuthorizationType: 'CUSTOM', AuthorizerId: '<AuthApiGatewayAuthorizer.Ref>' },
    ],
  ])('an http authorizer `%s`', (authorizer, expected) => {
    const result = read(withEvent(`http: { path: x, method: get, authorizer: ${authorizer} }`));
    expect(properties(result, 'ApiGatewayMethodXGet')).toMatchObject(expected);
  });

  test('a user pool in the resources is known as an authorizer by its type', () => {
    const result = read(
      `${withEvent('http: { path: x, method: get, authorizer: { arn: !GetAtt Pool.Arn, name: p } }')}resources: { Resources: { Pool: { Type: AWS::Cognito::UserPool } } }\n`,
    );
    expect(properties(result, 'PApiGatewayAuthorizer')).toMatchObject({
      Type: 'COGNITO_USER_POOLS',
      ProviderARNs: ['<Pool.Arn>'],
    });
  });

  test('a private method needs a key, and a schema becomes a model', () => {
    const result = read(
      withEvent(
        'http: { path: x, method: post, private: true, request: { schemas: { application/json: { type: object } } } }',
      ),
    );
    expect(properties(result, 'ApiGatewayMethodXPost')).toMatchObject({
      ApiKeyRequired: true,
      RequestModels: { 'application/json': '<ApiGatewayMethodXPostApplicationJsonModel.Ref>' },
      RequestValidatorId: '<ApiGatewayRideRequestValidator.Ref>',
    });
  });

  test('two events of one bucket are two notifications of one bucket', () => {
    const result = read(
      'functions:\n  a: { handler: a.b, events: [{ s3: photos }] }\n  b: { handler: a.c, events: [{ s3: { bucket: photos, event: "s3:ObjectRemoved:*" } }] }\n',
    );
    expect(Object(properties(result, 'S3BucketPhotos')['NotificationConfiguration']).LambdaConfigurations).toHaveLength(
      2,
    );
  });

  test('an existing bucket that the resources define is wired where it stands', () => {
    const result = read(
      `${withEvent('s3: { bucket: !Ref Photos, existing: true }')}resources: { Resources: { Photos: { Type: AWS::S3::Bucket } } }\n`,
    );
    expect(properties(result, 'Photos')).toHaveProperty('NotificationConfiguration');
    expect(resources(result)['HelloCustomS31']).toBeUndefined();
  });

  test.each([
    ['sqs: arn:aws:sqs:us-east-1:1:q', 'sqs:ReceiveMessage', 'arn:aws:sqs:us-east-1:1:q'],
    ['stream: { type: dynamodb, arn: !GetAtt T.StreamArn }', 'dynamodb:GetRecords', '<T.StreamArn>'],
    ['stream: { type: kinesis, arn: !GetAtt S.Arn }', 'kinesis:GetRecords', '<S.Arn>'],
  ])('the role may read what `%s` polls', (event, action, resource) => {
    const found = statements(read(withEvent(event)), 'IamRoleLambdaExecution').at(-1);
    expect(found).toMatchObject({ Resource: resource });
    expect(found?.['Action']).toContain(action);
  });
});

describe('resources', () => {
  test('are laid over what is generated', () => {
    const over =
      'resources:\n  - Resources: { HelloLogGroup: { Properties: { KmsKeyId: k } } }\n  - extensions: { HelloLambdaFunction: { Properties: { Timeout: 99 } } }\n';
    const result = read(`functions:\n  hello: { handler: a.b, logRetentionInDays: 7 }\n${over}`);
    expect(properties(result, 'HelloLogGroup')).toMatchObject({ KmsKeyId: 'k', RetentionInDays: 7 });
    expect(properties(result, 'HelloLambdaFunction')).toMatchObject({ Timeout: 99, Handler: 'a.b' });
  });

  test('come from files, and what a missing file defines is not invented', () => {
    const result = read('resources:\n  Resources:\n    A: ${file(a.yml)}\n    B: ${file(b.yml)}\n', {
      'a.yml': 'Type: AWS::SQS::Queue\n',
    });
    expect(Object.keys(resources(result))).toEqual(['A']);
    expect(result.diagnostics).toHaveLength(1);
  });

  test.each([
    ['all functions', 'functions: ${file(none.yml)}\n', 'none.yml'],
    ['one function', 'functions:\n  hello: ${file(none.yml):hello}\n', 'none.yml'],
    ['a part of the functions', 'functions:\n  - ${file(none.yml)}\n', 'none.yml'],
    ['the events of a function', 'functions: { hello: { handler: a.b, events: "${file(none.yml)}" } }\n', 'none.yml'],
    ['all resources', 'resources: ${file(none.yml)}\n', 'none.yml'],
    ['one resource', 'resources: { Resources: { A: "${file(none.yml)}" } }\n', 'none.yml'],
    ['what code would give', 'functions: ${file(fns.js)}\n', '`functions` is a variable'],
  ])('that are hidden make the picture incomplete: %s', (_, text, expected) => {
    const { diagnostics } = read(text, { 'fns.js': '' });
    const errors = diagnostics.filter(({ severity }) => severity === 'error');
    expect(errors.map(({ message }) => message).join()).toContain(expected);
    expect(errors).toHaveLength(1);
  });

  test('a missing file of one setting is only a warning', () => {
    const { diagnostics } = read('functions: { hello: { handler: a.b, timeout: "${file(none.yml):t}" } }\n');
    expect(diagnostics.map(({ severity }) => severity)).toEqual(['warning']);
  });

  test('may have conditions and parameters of their own', () => {
    const result = read(
      'resources:\n  Conditions: { Never: !Equals [a, b] }\n  Resources: { Q: { Type: AWS::SQS::Queue, Condition: Never } }\n',
    );
    expect(Object.keys(resources(result))).toEqual([]);
  });

  test('a state machine may invoke the functions that it names by their keys', () => {
    const machine =
      'stepFunctions:\n  stateMachines:\n    flow:\n      definition: { StartAt: A, States: { A: { Type: Task, Resource: !GetAtt [hello, Arn], End: true } } }\n';
    const result = read(`functions:\n  hello: { handler: a.b }\n${machine}`);
    expect(statements(result, 'FlowStepFunctionsStateMachineRole')).toMatchObject([
      { Action: 'lambda:InvokeFunction', Resource: '<HelloLambdaFunction.Arn>' },
    ]);
  });

  test.each([
    ['constructs: { avatars: { type: storage } }\n', 'constructs'],
    ['appSync: { name: rides, schema: schema.graphql }\n', 'appSync'],
    ['custom: { appSync: { name: rides } }\n', 'custom.appSync'],
    [
      'custom: { apiGatewayServiceProxies: [ { sqs: { path: /q, method: post } } ] }\n',
      'custom.apiGatewayServiceProxies',
    ],
  ])('of a plugin that are not read make the picture incomplete: %s', (text, name) => {
    const { diagnostics } = read(text);
    expect(diagnostics).toMatchObject([{ severity: 'error', message: expect.stringContaining(`\`${name}\``) }]);
  });

  test('a plugin that may add resources is noted', () => {
    expect(
      read('plugins: [serverless-offline, serverless-lift]\nfunctions: { a: { handler: a.b } }\n').diagnostics,
    ).toMatchObject([{ severity: 'note' }]);
  });
});

describe('other shapes', () => {
  test('functions of another provider are kept as resources', () => {
    const result = read('provider: { name: azure, runtime: nodejs18 }\nfunctions:\n  hello: { handler: src/a.b }\n');
    expect(resources(result)['HelloFunction']).toMatchObject({ type: 'azure::Function', origin: 'expanded' });
    expect(result.diagnostics).toMatchObject([{ severity: 'error' }]);
  });

  test.each([
    '',
    '[]',
    'x',
    'service:',
    'functions: 3',
    'functions: { a: }',
    'functions: [[[]]]',
    'provider: []',
    'resources: 1',
    'functions: { a: { events: { http: } } }',
    'layers: [1]',
    '- a: b',
    'service: { a: ${self:service} }',
  ])('odd input `%s` gives no error', (text) => {
    const files = memoryFiles({ 'serverless.yml': text });
    expect(() => readServerless({ files, file: 'serverless.yml' })).not.toThrow();
  });

  test('a packaged service is read with the code of its folder', () => {
    const template = {
      Resources: {
        HelloLambdaFunction: {
          Type: 'AWS::Lambda::Function',
          Properties: { Handler: 'a.b', Code: { S3Bucket: { Ref: 'B' }, S3Key: 'x/ride.zip' } },
        },
      },
    };
    const file = 'svc/.serverless/cloudformation-template-update-stack.json';
    const result = readServerless({ files: memoryFiles({ [file]: JSON.stringify(template) }), file });
    expect(properties(result, 'HelloLambdaFunction')['Code']).toBe('..');
    expect(result.stacks[0]?.dialect).toBe('serverless-framework');
  });
});
