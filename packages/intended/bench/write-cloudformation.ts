import type { PlannedFunction, PlannedStack } from './plan-app.ts';
import { roleResource, sharedParts, storeResource, variablesOf } from './write-sam.ts';

type Json = { readonly [key: string]: unknown };

const arnOf = (id: string): Json => ({ 'Fn::GetAtt': [id, 'Arn'] });

/** One stack as a plain CloudFormation template, as a transform or the CDK would leave it. */
export function cloudFormationStack(stack: PlannedStack): Json {
  const resources: Record<string, Json> = {
    Api: { Type: 'AWS::ApiGatewayV2::Api', Properties: { Name: stack.name, ProtocolType: 'HTTP' } },
    ...sharedParts(stack),
  };
  for (const store of stack.stores) resources[store.id] = storeResource(store);
  for (const fn of stack.functions) Object.assign(resources, functionResources(fn));
  return { AWSTemplateFormatVersion: '2010-09-09', Resources: resources };
}

function functionResources(fn: PlannedFunction): Record<string, Json> {
  const role = fn.sharesRole ? 'SharedRole' : `${fn.id}Role`;
  return {
    ...(fn.sharesRole ? {} : { [role]: roleResource(fn.allows, fn.managed) }),
    [fn.id]: {
      Type: 'AWS::Lambda::Function',
      Properties: {
        Runtime: 'nodejs22.x',
        Handler: 'index.handler',
        Role: arnOf(role),
        Code:
          fn.code === undefined
            ? { S3Bucket: 'artifacts-of-the-example', S3Key: `${fn.id}.zip` }
            : { ZipFile: fn.code },
        Environment: { Variables: variablesOf(fn) },
      },
    },
    ...triggerResources(fn),
  };
}

function triggerResources({ id, trigger }: PlannedFunction): Record<string, Json> {
  switch (trigger.kind) {
    case 'route':
      return routeResources(id, `${trigger.method} ${trigger.path}`);
    case 'queue':
      return { [`${id}Source`]: sourceMapping(id, arnOf(trigger.store.id)) };
    case 'stream':
      return { [`${id}Source`]: sourceMapping(id, { 'Fn::GetAtt': [trigger.store.id, 'StreamArn'] }) };
    case 'bucket':
      return { [`${id}Permission`]: permission(id, 's3.amazonaws.com', arnOf(trigger.store.id)) };
    case 'schedule':
      return {
        [`${id}Rule`]: {
          Type: 'AWS::Events::Rule',
          Properties: { ScheduleExpression: 'rate(1 hour)', Targets: [{ Id: 'it', Arn: arnOf(id) }] },
        },
        [`${id}Permission`]: permission(id, 'events.amazonaws.com', arnOf(`${id}Rule`)),
      };
    default:
      return trigger satisfies never;
  }
}

function sourceMapping(id: string, source: Json): Json {
  return { Type: 'AWS::Lambda::EventSourceMapping', Properties: { FunctionName: { Ref: id }, EventSourceArn: source } };
}

function routeResources(id: string, route: string): Record<string, Json> {
  return {
    [`${id}Integration`]: {
      Type: 'AWS::ApiGatewayV2::Integration',
      Properties: {
        ApiId: { Ref: 'Api' },
        IntegrationType: 'AWS_PROXY',
        IntegrationUri: arnOf(id),
        PayloadFormatVersion: '2.0',
      },
    },
    [`${id}Route`]: {
      Type: 'AWS::ApiGatewayV2::Route',
      Properties: {
        ApiId: { Ref: 'Api' },
        RouteKey: route,
        Target: { 'Fn::Sub': `integrations/\${${id}Integration}` },
      },
    },
    [`${id}Permission`]: permission(id, 'apigateway.amazonaws.com', {
      'Fn::Sub': 'arn:aws:execute-api:${AWS::Region}:${AWS::AccountId}:${Api}/*',
    }),
  };
}

function permission(id: string, principal: string, source: Json): Json {
  return {
    Type: 'AWS::Lambda::Permission',
    Properties: {
      Action: 'lambda:InvokeFunction',
      FunctionName: { Ref: id },
      Principal: principal,
      SourceArn: source,
    },
  };
}
