import type { Resource } from '#model/application';
import { valueAt } from '#model/read-value';
import { isPrivate } from './api-operations.ts';
import type { Context } from './context.ts';
import type { Outcome } from './define-control.ts';
import { notApplicable } from './define-control.ts';
import { be, bestOf, judgeProperty } from './judge-value.ts';

/** Has an API with a domain of its own closed the address that the provider gave it? */
export function judgeDefaultEndpoint(api: Resource, context: Context): Outcome {
  const mappings = context.naming(api, 'AWS::ApiGateway::BasePathMapping', 'AWS::ApiGatewayV2::ApiMapping');
  if (mappings.length === 0 || isPrivate(api)) return notApplicable;
  const message = `\`${api.id}\` has a domain of its own, and still answers at its default address`;
  const own = judgeProperty(api, 'DisableExecuteApiEndpoint', be(true), message);
  const inBody = 'Body.x-amazon-apigateway-endpoint-configuration.disableExecuteApiEndpoint';
  const body = valueAt(api.properties, 'Body');
  return body?.kind === 'dictionary' ? bestOf([own, judgeProperty(api, inBody, be(true), message)], own) : own;
}
