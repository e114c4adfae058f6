import type { Tree } from '#source/tree';
import type { EventWork } from './events/event-work.ts';
import { permit } from './events/event-work.ts';
import type { Makings } from './make-tree.ts';
import { arn, getArn, invocationOf, join, ref } from './make-tree.ts';
import { functionPart, pathPart } from './names.ts';
import { isFalse, isTrue, itemsOf, textAt, textOf, treeAt } from './read-tree.ts';
import type { Piecework, Service, Workpiece } from './service.ts';
import { arnOf, joinTexts, workpiece } from './service.ts';

function apiId(service: Service): Makings {
  return treeAt(service.provider, 'httpApi', 'id') ?? ref('HttpApi');
}

/** `httpApi`: a route of the one HTTP API of the service. `*` answers whatever no other route does. */
export function compileHttpApiEvent(event: EventWork): void {
  const { fn, service, work } = event;
  const { tree } = event.event;
  const at = event.event.at;
  const key = routeKey(tree);
  const id = key === '*' ? 'HttpApiRouteDefault' : `HttpApiRoute${pathPart(key)}`;
  const integration = `HttpApiIntegration${functionPart(fn.key)}`;
  const payload = treeAt(fn.tree, 'httpApi', 'payload') ?? treeAt(service.provider, 'httpApi', 'payload') ?? '2.0';
  const target = {
    ApiId: apiId(service),
    IntegrationType: 'AWS_PROXY',
    IntegrationUri: getArn(fn.id),
    PayloadFormatVersion: payload,
  };
  work.add(integration, 'AWS::ApiGatewayV2::Integration', target, { of: fn.id, at });
  permit(
    event,
    `${functionPart(fn.key)}LambdaPermissionHttpApi`,
    'apigateway.amazonaws.com',
    arn('execute-api', apiId(service), '/*'),
  );
  const properties = {
    ApiId: apiId(service),
    RouteKey: key === '*' ? '$default' : key,
    Target: join('integrations/', ref(integration)),
    ...authorization(event),
  };
  work.add(id, 'AWS::ApiGatewayV2::Route', properties, { of: fn.id, at });
}

function routeKey(tree: Tree): string {
  const short = textOf(tree)?.trim();
  if (short === '*') return '*';
  const [method, path] = short?.split(/\s+/) ?? [textAt(tree, 'method') ?? '*', textAt(tree, 'path') ?? '*'];
  if (path === undefined || path === '*') return '*';
  const verb = method === undefined || method === '*' ? 'ANY' : method.toUpperCase();
  return `${verb} ${path.startsWith('/') ? path : `/${path}`}`;
}

function authorization({ event, fn, service, work }: EventWork): Readonly<Record<string, Makings>> {
  const written = treeAt(event.tree, 'authorizer');
  if (written === undefined) return { AuthorizationType: 'NONE' };
  const name = textOf(written) ?? textAt(written, 'name');
  const settings = name === undefined ? undefined : treeAt(service.provider, 'httpApi', 'authorizers', name);
  const type = textAt(written, 'type') ?? textAt(settings, 'type') ?? (name === 'aws_iam' ? name : 'jwt');
  if (type === 'aws_iam') return { AuthorizationType: 'AWS_IAM' };
  const scopes = itemsOf(treeAt(written, 'scopes'));
  const shared = treeAt(written, 'id');
  if (settings === undefined && shared === undefined)
    work.warn(
      'warning',
      written.at,
      `authorizer \`${name ?? ''}\` of function \`${fn.key}\` is not under \`provider.httpApi.authorizers\`; define it`,
    );
  return {
    AuthorizationType: type === 'request' ? 'CUSTOM' : 'JWT',
    AuthorizerId: shared ?? ref(`HttpApiAuthorizer${functionPart(name ?? '')}`),
    AuthorizationScopes: scopes.length === 0 ? undefined : scopes,
  };
}

/** The API with its stage, authorizers and access log; nothing where no function has an `httpApi` event. */
export function compileHttpApi(service: Service, routes: readonly string[]): Piecework {
  const settings = treeAt(service.provider, 'httpApi');
  const at = settings?.at ?? service.provider?.at ?? service.at;
  const work = workpiece(at);
  if (routes.length === 0) return work;
  for (const [name, entry] of authorizersOf(settings)) addAuthorizer(name, entry, service, work);
  if (treeAt(settings, 'id') !== undefined) return work;
  const properties = {
    Name: treeAt(settings, 'name') ?? joinTexts('-', service.stage, service.name),
    ProtocolType: 'HTTP',
    CorsConfiguration: corsOf(treeAt(settings, 'cors')),
    DisableExecuteApiEndpoint: treeAt(settings, 'disableDefaultEndpoint'),
  };
  work.add('HttpApi', 'AWS::ApiGatewayV2::Api', properties);
  const logs = treeAt(service.provider, 'logs', 'httpApi');
  const hasLogs = logs !== undefined && !isFalse(logs);
  if (hasLogs)
    work.add('HttpApiLogGroup', 'AWS::Logs::LogGroup', {
      LogGroupName: joinTexts('', '/aws/http-api/', service.name, '-', service.stage),
      RetentionInDays: treeAt(service.provider, 'logRetentionInDays'),
    });
  const stage = {
    ApiId: apiId(service),
    StageName: '$default',
    AutoDeploy: true,
    DefaultRouteSettings: { DetailedMetricsEnabled: isTrue(treeAt(settings, 'metrics')) },
    AccessLogSettings: hasLogs
      ? { DestinationArn: getArn('HttpApiLogGroup'), Format: treeAt(logs, 'format') }
      : undefined,
  };
  work.add('HttpApiStage', 'AWS::ApiGatewayV2::Stage', stage);
  return work;
}

function authorizersOf(settings: Tree | undefined): readonly (readonly [string, Tree])[] {
  const authorizers = treeAt(settings, 'authorizers');
  return authorizers?.kind === 'dictionary'
    ? [...authorizers.entries].map(([name, entry]) => [name, entry.value] as const)
    : [];
}

function addAuthorizer(name: string, written: Tree, service: Service, work: Workpiece): void {
  const type = textAt(written, 'type') ?? 'jwt';
  if (type === 'aws_iam') return;
  const sources = itemsOf(treeAt(written, 'identitySource'));
  const id = `HttpApiAuthorizer${functionPart(name)}`;
  const common = {
    ApiId: apiId(service),
    Name: treeAt(written, 'name') ?? name,
    IdentitySource: sources.length === 0 ? (type === 'jwt' ? ['$request.header.Authorization'] : undefined) : sources,
  };
  if (type === 'jwt') {
    const jwt = { Audience: itemsOf(treeAt(written, 'audience')), Issuer: treeAt(written, 'issuerUrl') };
    work.add(
      id,
      'AWS::ApiGatewayV2::Authorizer',
      { ...common, AuthorizerType: 'JWT', JwtConfiguration: jwt },
      { at: written.at },
    );
    return;
  }
  const target = treeAt(written, 'functionArn') ?? arnOf(treeAt(written, 'functionName'), service);
  const properties = {
    ...common,
    AuthorizerType: 'REQUEST',
    AuthorizerUri: invocationOf(target),
    AuthorizerPayloadFormatVersion: treeAt(written, 'payloadVersion') ?? '2.0',
    EnableSimpleResponses: treeAt(written, 'enableSimpleResponses'),
    AuthorizerResultTtlInSeconds: treeAt(written, 'resultTtlInSeconds'),
  };
  work.add(id, 'AWS::ApiGatewayV2::Authorizer', properties, { at: written.at });
  const source = arn('execute-api', apiId(service), '/*');
  const permission = {
    FunctionName: target,
    Action: 'lambda:InvokeFunction',
    Principal: 'apigateway.amazonaws.com',
    SourceArn: source,
  };
  work.add(`${functionPart(name)}LambdaAuthorizerPermissionHttpApi`, 'AWS::Lambda::Permission', permission, {
    at: written.at,
  });
}

function corsOf(cors: Tree | undefined): Makings {
  if (cors === undefined || isFalse(cors)) return undefined;
  if (isTrue(cors))
    return {
      AllowOrigins: ['*'],
      AllowMethods: ['*'],
      AllowHeaders: [
        'Content-Type',
        'X-Amz-Date',
        'Authorization',
        'X-Api-Key',
        'X-Amz-Security-Token',
        'X-Amz-User-Agent',
        'X-Amzn-Trace-Id',
      ],
    };
  const listed = (key: string): Makings => {
    const items = itemsOf(treeAt(cors, key));
    return items.length === 0 ? undefined : items;
  };
  return {
    AllowOrigins: listed('allowedOrigins') ?? ['*'],
    AllowMethods: listed('allowedMethods'),
    AllowHeaders: listed('allowedHeaders'),
    ExposeHeaders: listed('exposedResponseHeaders'),
    AllowCredentials: treeAt(cors, 'allowCredentials'),
    MaxAge: treeAt(cors, 'maxAge'),
  };
}
