import type { Resource } from '#model/application';
import { literal, valueAt } from '#model/read-value';
import { generated } from './expansion.ts';
import type { EventTarget } from './events/event-source.ts';
import { joined, only, record } from './shape.ts';

/** `FunctionUrlConfig`: the URL and, where anyone may call it, the two permissions that say so. */
export function functionUrl(fn: Resource, target: EventTarget): readonly Resource[] {
  const config = valueAt(fn.properties, 'FunctionUrlConfig');
  if (config?.kind !== 'dictionary') return [];
  const { at } = config;
  const carried = only(config, ['AuthType', 'Cors', 'InvokeMode']);
  const url = generated(fn, `${fn.logicalId}Url`, 'AWS::Lambda::Url', {
    properties: joined(record({ TargetFunctionArn: target.name }, at), carried),
    at,
  });
  const auth = valueAt(config, 'AuthType');
  if (literal(auth) !== 'NONE') return [url];
  const byUrl = generated(fn, `${fn.logicalId}UrlPublicPermissions`, 'AWS::Lambda::Permission', {
    properties: {
      Action: 'lambda:InvokeFunctionUrl',
      FunctionName: target.name,
      Principal: '*',
      FunctionUrlAuthType: auth,
    },
    at: auth?.at ?? at,
  });
  const byInvocation = generated(fn, `${fn.logicalId}URLInvokeAllowPublicAccess`, 'AWS::Lambda::Permission', {
    properties: {
      Action: 'lambda:InvokeFunction',
      FunctionName: target.name,
      Principal: '*',
      InvokedViaFunctionUrl: true,
    },
    at: auth?.at ?? at,
  });
  return [url, byUrl, byInvocation];
}
