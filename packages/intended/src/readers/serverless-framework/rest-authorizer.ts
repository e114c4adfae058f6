import type { Tree } from '#source/tree';
import type { EventWork } from './events/event-work.ts';
import type { Makings } from './make-tree.ts';
import { arn, getArn, invocationOf } from './make-tree.ts';
import { functionPart } from './names.ts';
import { intrinsicOf, itemsOf, textAt, textOf, treeAt } from './read-tree.ts';
import { restApi } from './rest-api-id.ts';

export interface RestAuthorizer {
  readonly type: string;
  readonly id: Makings;
  readonly scopes: Makings;
}

const OPEN: RestAuthorizer = { type: 'NONE', id: undefined, scopes: undefined };

/**
 * The authorizer of an `http` event: `aws_iam`, the key of a function, an ARN, or a dictionary with one of these.
 * @see https://www.serverless.com/framework/docs/providers/aws/events/apigateway
 */
export function addRestAuthorizer(event: EventWork): RestAuthorizer {
  const written = treeAt(event.event.tree, 'authorizer');
  if (written === undefined) return OPEN;
  const text = textOf(written) ?? textAt(written, 'type');
  if (text?.toUpperCase() === 'AWS_IAM') return { ...OPEN, type: 'AWS_IAM' };
  const scopes = itemsOf(treeAt(written, 'scopes'));
  const shared = treeAt(written, 'authorizerId');
  const isPool = isUserPool(written, event);
  const type = isPool ? 'COGNITO_USER_POOLS' : 'CUSTOM';
  const asked = { type, scopes: scopes.length === 0 ? undefined : scopes };
  if (shared !== undefined) return { ...asked, id: shared };
  const name = authorizerName(written);
  const id = `${functionPart(name)}ApiGatewayAuthorizer`;
  if (isPool) addPoolAuthorizer(event, written, id, name);
  else addFunctionAuthorizer(event, written, id, name);
  return { ...asked, id: { Ref: id } };
}

function arnIn(written: Tree): Tree | undefined {
  const given = treeAt(written, 'arn');
  if (given !== undefined) return given;
  return textOf(written)?.startsWith('arn:') === true || intrinsicOf(written) !== undefined ? written : undefined;
}

function authorizerName(written: Tree): string {
  const name = textAt(written, 'name') ?? (intrinsicOf(written) === undefined ? textOf(written) : undefined);
  if (name === undefined) return textOf(arnIn(written))?.split(/[:/-]/).at(-1) ?? 'external';
  return name.startsWith('arn:') ? (name.split(/[:/-]/).at(-1) ?? name) : name;
}

function isUserPool(written: Tree, { service }: EventWork): boolean {
  if (textAt(written, 'type')?.toUpperCase() === 'COGNITO_USER_POOLS') return true;
  const given = arnIn(written);
  const text = textOf(given);
  if (text !== undefined) return /:cognito-idp:.*:userpool\//.test(text);
  const intrinsic = intrinsicOf(given);
  if (intrinsic?.name !== 'Fn::GetAtt') return false;
  const id =
    textOf(intrinsic.argument.kind === 'list' ? intrinsic.argument.items[0] : intrinsic.argument)?.split('.')[0] ?? '';
  const parts = itemsOf(treeAt(service.tree, 'resources'));
  return parts.some((part) => textAt(part, 'Resources', id, 'Type') === 'AWS::Cognito::UserPool');
}

function identitySource(written: Tree): Makings {
  return treeAt(written, 'identitySource') ?? 'method.request.header.Authorization';
}

function addPoolAuthorizer({ service, work }: EventWork, written: Tree, id: string, name: string): void {
  const properties = {
    Name: name,
    Type: 'COGNITO_USER_POOLS',
    RestApiId: restApi(service),
    IdentitySource: identitySource(written),
    ProviderARNs: [arnIn(written)],
  };
  work.add(id, 'AWS::ApiGateway::Authorizer', properties, { at: written.at });
}

function addFunctionAuthorizer({ service, work }: EventWork, written: Tree, id: string, name: string): void {
  const own = service.functions.find((fn) => fn.key === name);
  const given = arnIn(written);
  if (own === undefined && given === undefined)
    work.warn(
      'warning',
      written.at,
      `authorizer \`${name}\` is no function of this service; name one or give its \`arn\``,
    );
  const target: Makings = given ?? (own === undefined ? name : getArn(own.id));
  const properties = {
    Name: name,
    Type: textAt(written, 'type')?.toUpperCase() === 'REQUEST' ? 'REQUEST' : 'TOKEN',
    RestApiId: restApi(service),
    IdentitySource: identitySource(written),
    AuthorizerResultTtlInSeconds: treeAt(written, 'resultTtlInSeconds') ?? 300,
    AuthorizerUri: invocationOf(target),
  };
  work.add(id, 'AWS::ApiGateway::Authorizer', properties, { at: written.at });
  const permission = {
    FunctionName: target,
    Action: 'lambda:InvokeFunction',
    Principal: 'apigateway.amazonaws.com',
    SourceArn: arn('execute-api', restApi(service), '/*/*'),
  };
  work.add(`${functionPart(name)}LambdaPermissionApiGateway`, 'AWS::Lambda::Permission', permission, {
    of: own?.id ?? id,
    at: written.at,
  });
}
