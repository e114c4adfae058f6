import type { Place } from '#source/place';
import type { Resource } from '#model/application';
import type { Dictionary, Value } from '#model/value';
import { entriesOf, itemsOf, literal, partsOf, valueAt } from '#model/read-value';
import { executeApiArn, lambdaUri } from './events/api.ts';
import { generated } from './expansion.ts';
import { record, reference, shape, type Shape } from './shape.ts';

/** Security schemes of a REST API by name: its authorizers, IAM, and the API key where anything asks for one. */
export function restSchemes(
  auth: Value | undefined,
  uses: { readonly iam: boolean; readonly key: boolean; readonly at: Place },
): Dictionary {
  const written = entriesOf(valueAt(auth, 'Authorizers')).map(([name, value]) => [name, restScheme(value)] as const);
  const key = { type: 'apiKey', name: 'x-api-key', in: 'header' };
  const iam = { type: 'apiKey', name: 'Authorization', in: 'header', 'x-amazon-apigateway-authtype': 'awsSigv4' };
  const all = {
    ...Object.fromEntries(written),
    AWS_IAM: uses.iam ? iam : undefined,
    api_key: uses.key ? key : undefined,
  };
  return record(all, uses.at);
}

function restScheme(authorizer: Value): Value {
  const { at } = authorizer;
  const pools = valueAt(authorizer, 'UserPoolArn');
  const isRequest = literal(valueAt(authorizer, 'FunctionPayloadType')) === 'REQUEST';
  const header = valueAt(authorizer, 'Identity', 'Header') ?? 'Authorization';
  const named = { type: 'apiKey', name: isRequest ? 'Unused' : header, in: 'header' };
  if (pools !== undefined)
    return record(
      {
        ...named,
        'x-amazon-apigateway-authtype': 'cognito_user_pools',
        'x-amazon-apigateway-authorizer': {
          type: 'cognito_user_pools',
          providerARNs: pools.kind === 'list' ? pools : [pools],
          identityValidationExpression: valueAt(authorizer, 'Identity', 'ValidationExpression'),
        },
      },
      at,
    );
  return record(
    {
      ...named,
      'x-amazon-apigateway-authtype': 'custom',
      'x-amazon-apigateway-authorizer': {
        type: isRequest ? 'request' : 'token',
        authorizerUri: authorizerUri(authorizer),
        authorizerCredentials: valueAt(authorizer, 'FunctionInvokeRole'),
        authorizerResultTtlInSeconds: valueAt(authorizer, 'Identity', 'ReauthorizeEvery'),
        identitySource: isRequest ? shape(identitySources(authorizer, 'method.request').join(', '), at) : undefined,
        identityValidationExpression: valueAt(authorizer, 'Identity', 'ValidationExpression'),
      },
    },
    at,
  );
}

export function authorizerUri(authorizer: Value): Value | undefined {
  const fn = valueAt(authorizer, 'FunctionArn');
  return fn === undefined || partsOf(fn) === undefined ? fn : lambdaUri(fn, fn.at);
}

const IDENTITY: readonly (readonly [string, string])[] = [
  ['Headers', 'header'],
  ['QueryStrings', 'querystring'],
];

/** Where the authorizer finds the identity, in API Gateway's words. */
export function identitySources(authorizer: Value, request: string): readonly string[] {
  const identity = valueAt(authorizer, 'Identity');
  const found = IDENTITY.flatMap(([property, word]) =>
    itemsOf(valueAt(identity, property)).flatMap((item) => {
      const name = literal(item);
      return name === undefined ? [] : [`${request}.${word}.${name}`];
    }),
  );
  const context = itemsOf(valueAt(identity, 'Context')).flatMap((item) => literal(item) ?? []);
  const stage = itemsOf(valueAt(identity, 'StageVariables')).flatMap((item) => literal(item) ?? []);
  const prefix = request.startsWith('$') ? '$' : '';
  return [
    ...found,
    ...stage.map((name) => `${prefix}stageVariables.${name}`),
    ...context.map((name) => `${prefix}context.${name}`),
  ];
}

/** The permissions of an API to invoke its authorizer functions. */
export function authorizerPermissions(api: Resource, isAllowed: (authorizer: Value) => boolean): readonly Resource[] {
  return entriesOf(valueAt(api.properties, 'Auth', 'Authorizers')).flatMap(([name, authorizer]) => {
    const fn: Shape = valueAt(authorizer, 'FunctionArn');
    if (fn === undefined || !isAllowed(authorizer)) return [];
    const { at } = authorizer;
    return [
      generated(api, `${api.logicalId}${name}AuthorizerPermission`, 'AWS::Lambda::Permission', {
        properties: {
          Action: 'lambda:InvokeFunction',
          FunctionName: fn,
          Principal: 'apigateway.amazonaws.com',
          SourceArn: executeApiArn(reference(api.id, 'Ref', at), '/authorizers/*', at),
        },
        at,
      }),
    ];
  });
}
