import type { Resource } from '#model/application';
import type { Dictionary, Value } from '#model/value';
import { literal, valueAt } from '#model/read-value';
import { provisionalId } from '../cloudformation/stack.ts';
import { customDomain } from './api-domain.ts';
import { definitionFile } from './definition-file.ts';
import {
  generated,
  idSuffix,
  merged,
  nothing,
  primary,
  type Context,
  type Expansion,
  type RouteEvent,
} from './expansion.ts';
import { storedCode } from './function-code.ts';
import { emptyBody } from './openapi.ts';
import { restBody } from './rest-body.ts';
import { authorizerPermissions } from './rest-authorizers.ts';
import { joined, only, record, reference } from './shape.ts';
import { tagList } from './tags.ts';
import { usagePlan } from './usage-plan.ts';

const CARRIED = [
  'ApiKeySourceType',
  'Description',
  'DisableExecuteApiEndpoint',
  'EndpointAccessMode',
  'FailOnWarnings',
  'MinimumCompressionSize',
  'Mode',
  'Name',
  'SecurityPolicy',
];
const STAGE = [
  'AccessLogSetting',
  'CacheClusterEnabled',
  'CacheClusterSize',
  'CanarySetting',
  'MethodSettings',
  'TracingEnabled',
  'Variables',
];

/** AWS::Serverless::Api: the REST API with its body, deployment, stage, authorizer permissions, domain and usage plan. */
export function expandRestApi(api: Resource, routes: readonly RouteEvent[], context: Context): Expansion {
  const { properties, at } = api;
  const definition = definitionOf(api, 'rest', context);
  const body =
    definition.body?.kind === 'dictionary'
      ? restBody(definition.body, api, definition.isWritten ? [] : routes)
      : definition.body;
  const own = record(
    {
      Body: body,
      BodyS3Location: definition.location,
      BinaryMediaTypes: binaryTypes(valueAt(properties, 'BinaryMediaTypes')),
      Tags: tagList(
        valueAt(properties, 'PropagateTags') === undefined ? undefined : valueAt(properties, 'Tags'),
        undefined,
        at,
      ),
      ...endpoint(properties),
    },
    at,
  );
  const isAllowed = (authorizer: Value): boolean =>
    literal(valueAt(authorizer, 'DisableFunctionDefaultPermissions')) !== 'true';
  const resources = [
    primary(api, 'AWS::ApiGateway::RestApi', joined(only(properties, CARRIED), own)),
    ...deploymentAndStage(api),
    ...authorizerPermissions(api, isAllowed),
    ...customDomain(api, { protocol: 'rest', stageId: provisionalId(api.stack, restStageId(api)) }),
  ];
  const { diagnostics } = definition;
  return merged([{ ...nothing, resources, diagnostics }, usagePlan(api, provisionalId(api.stack, restStageId(api)))]);
}

export interface ApiDefinition {
  readonly body: Value | undefined;
  readonly location: Value | undefined;
  /** Did a person write the whole definition, so that events add no operations? */
  readonly isWritten: boolean;
  readonly diagnostics: Expansion['diagnostics'];
}

/** `DefinitionBody`, the document that `DefinitionUri` names, or an empty body for the routes of events. */
export function definitionOf(api: Resource, protocol: RouteEvent['protocol'], context: Context): ApiDefinition {
  const { at, properties } = api;
  const written = valueAt(properties, 'DefinitionBody');
  const isMerging = literal(valueAt(properties, 'MergeDefinitions')) === 'true';
  if (written !== undefined && written.kind !== 'absent')
    return { body: written, location: undefined, isWritten: !isMerging, diagnostics: [] };
  const uri = valueAt(properties, 'DefinitionUri');
  if (uri === undefined || uri.kind === 'absent') {
    const body = emptyBody(protocol, valueAt(properties, 'OpenApiVersion'), at);
    return { body, location: undefined, isWritten: false, diagnostics: [] };
  }
  const { value, diagnostics } = definitionFile(uri, context);
  const location = value === undefined ? storedCode(uri, ['Bucket', 'Key', 'Version']) : undefined;
  return { body: value, location, isWritten: !isMerging, diagnostics };
}

/** SAM writes the slash of a media type as `~1`. */
function binaryTypes(types: Value | undefined): Value | undefined {
  if (types?.kind !== 'list') return types;
  const items = types.items.map((item): Value => {
    const type = literal(item);
    return type === undefined ? item : { kind: 'scalar', value: type.replaceAll('~1', '/'), at: item.at };
  });
  return { ...types, items };
}

function endpoint(properties: Dictionary): Parameters<typeof record>[0] {
  const configuration = valueAt(properties, 'EndpointConfiguration');
  if (configuration === undefined || configuration.kind === 'absent') return {};
  const isPlain = configuration.kind !== 'dictionary';
  const type = isPlain ? configuration : valueAt(configuration, 'Type');
  return {
    EndpointConfiguration: {
      Types: type === undefined ? valueAt(configuration, 'Types') : [type],
      VpcEndpointIds: valueAt(configuration, 'VPCEndpointIds') ?? valueAt(configuration, 'VpcEndpointIds'),
      IpAddressType: valueAt(configuration, 'IpAddressType'),
    },
    Parameters: type === undefined ? undefined : { endpointConfigurationTypes: type },
  };
}

function deploymentAndStage(api: Resource): readonly Resource[] {
  const { at, properties } = api;
  const id = reference(api.id, 'Ref', at);
  const name = valueAt(properties, 'StageName');
  const deployment = generated(api, `${api.logicalId}Deployment`, 'AWS::ApiGateway::Deployment', {
    properties: { RestApiId: id, StageName: valueAt(properties, 'OpenApiVersion') === undefined ? 'Stage' : undefined },
    at,
  });
  const made = record(
    {
      DeploymentId: reference(deployment.id, 'Ref', at),
      RestApiId: id,
      StageName: name,
      Tags: tagList(valueAt(properties, 'Tags'), undefined, at),
    },
    at,
  );
  const stage = generated(api, restStageId(api), 'AWS::ApiGateway::Stage', {
    properties: joined(made, only(properties, STAGE)),
    at: name?.at ?? at,
  });
  return [deployment, stage];
}

/** Logical id of an API's stage: with the stage's name where that is literal. */
export function restStageId(api: Resource): string {
  return `${api.logicalId}${idSuffix(valueAt(api.properties, 'StageName'))}Stage`;
}
