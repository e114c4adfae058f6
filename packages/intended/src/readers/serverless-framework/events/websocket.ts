import type { Makings } from '../make-tree.ts';
import { arn, getArn, invocationOf, join, ref } from '../make-tree.ts';
import { functionPart, websocketRoutePart } from '../names.ts';
import { intrinsicOf, itemsOf, textAt, textOf, treeAt } from '../read-tree.ts';
import type { EventWork } from './event-work.ts';
import { permit } from './event-work.ts';

/** `websocket`: a route of the one WebSocket API of the service. */
export function compileWebsocket(event: EventWork): void {
  const { fn, service, work } = event;
  const { tree } = event.event;
  const at = event.event.at;
  const route = textAt(tree, 'route') ?? textOf(tree) ?? '$default';
  const base = functionPart(fn.key);
  const external = treeAt(service.provider, 'apiGateway', 'websocketApiId');
  const api: Makings = external ?? ref('WebsocketsApi');
  const name = treeAt(service.provider, 'websocketsApiName') ?? join(service.stage, '-', service.name, '-websockets');
  const expression = treeAt(service.provider, 'websocketsApiRouteSelectionExpression') ?? '$request.body.action';
  if (external === undefined) {
    work.add(
      'WebsocketsApi',
      'AWS::ApiGatewayV2::Api',
      { Name: name, ProtocolType: 'WEBSOCKET', RouteSelectionExpression: expression },
      { at: service.provider?.at ?? at },
    );
    const stage = { ApiId: api, StageName: service.stage, AutoDeploy: true };
    work.add('WebsocketsDeploymentStage', 'AWS::ApiGatewayV2::Stage', stage, { at: service.provider?.at ?? at });
  }
  const integration = `${base}WebsocketsIntegration`;
  work.add(
    integration,
    'AWS::ApiGatewayV2::Integration',
    { ApiId: api, IntegrationType: 'AWS_PROXY', IntegrationUri: invocationOf(getArn(fn.id)) },
    { of: fn.id, at },
  );
  permit(event, `${base}LambdaPermissionWebsockets`, 'apigateway.amazonaws.com', undefined);
  const authorizer = addWebsocketAuthorizer(event, api);
  const properties = {
    ApiId: api,
    RouteKey: route,
    AuthorizationType: authorizer?.type ?? 'NONE',
    AuthorizerId: authorizer?.id === undefined ? undefined : ref(authorizer.id),
    Target: join('integrations/', ref(integration)),
  };
  work.add(`${websocketRoutePart(route)}WebsocketsRoute`, 'AWS::ApiGatewayV2::Route', properties, { of: fn.id, at });
  work.allow(fn.id, ['execute-api:ManageConnections'], arn('execute-api', '*/@connections/*'), at);
}

function addWebsocketAuthorizer(
  { event, service, work }: EventWork,
  api: Makings,
): { readonly type: string; readonly id?: string } | undefined {
  const written = treeAt(event.tree, 'authorizer');
  if (written === undefined) return undefined;
  const text = textOf(written);
  if (text?.toUpperCase() === 'AWS_IAM') return { type: 'AWS_IAM' };
  const name = text ?? textAt(written, 'name');
  const own = service.functions.find((fn) => fn.key === name);
  const given =
    treeAt(written, 'arn') ??
    (text?.startsWith('arn:') === true || intrinsicOf(written) !== undefined ? written : undefined);
  const target: Makings = given ?? (own === undefined ? name : getArn(own.id));
  const id = `${functionPart(text?.startsWith('arn:') === true ? (text.split(':').at(-1) ?? 'external') : (name ?? 'external'))}WebsocketsAuthorizer`;
  const sources = itemsOf(treeAt(written, 'identitySource'));
  const properties = {
    ApiId: api,
    Name: name ?? id,
    AuthorizerType: 'REQUEST',
    AuthorizerUri: invocationOf(target),
    IdentitySource: sources.length === 0 ? ['route.request.header.Auth'] : sources,
  };
  work.add(id, 'AWS::ApiGatewayV2::Authorizer', properties, { at: written.at });
  return { type: 'CUSTOM', id };
}
