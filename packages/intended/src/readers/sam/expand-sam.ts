import type { Files } from '#source/files';
import type { Diagnostic } from '#source/place';
import type { Resource } from '#model/application';
import { provisionalId, type Stack } from '../cloudformation/stack.ts';
import { withAdditions } from './additions.ts';
import { IMPLICIT_HTTP_API, IMPLICIT_REST_API } from './events/api.ts';
import { expandConnectors } from './connector.ts';
import { merged, nothing, type Context, type Expansion, type RouteEvent } from './expansion.ts';
import { expandCapacityProvider } from './capacity-provider.ts';
import { expandFunction } from './expand-function.ts';
import { readGlobals, withGlobals } from './globals.ts';
import { grouped } from './grouped.ts';
import { expandGraphqlApi } from './graphql-api.ts';
import { expandHttpApi } from './http-api.ts';
import { implicitApis } from './implicit-api.ts';
import { expandLayerVersion } from './layer-version.ts';
import { expandApplication } from './nested-application.ts';
import { expandRestApi } from './rest-api.ts';
import { referable, withSettledReferences } from './references.ts';
import { expandSimpleTable } from './simple-table.ts';
import { expandStateMachine } from './state-machine.ts';
import { expandWebSocketApi } from './websocket-api.ts';

export interface SamOptions {
  /** Where definitions on disk (OpenAPI, state machines, GraphQL schemas) are read. */
  readonly files: Files;
}

/**
 * Turns the SAM resources of a stack into the plain CloudFormation resources that the SAM transform makes of them.
 * A SAM resource keeps its logical id and becomes its plain type; what it causes has the origin `expanded`. Hashes are
 * left out of generated logical ids (`ApiDeployment`, `FunctionVersion`). A stack without SAM types comes back with
 * the same resources. Wrong input becomes a diagnostic, never an error.
 * @see https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-specification-generated-resources.html
 */
export function expandSam(stack: Stack, options: SamOptions): Stack {
  const globals = readGlobals(stack.globals);
  const resources = stack.resources.map((resource) => withGlobals(resource, globals));
  const context: Context = { stack, files: options.files, byId: new Map(resources.map((each) => [each.id, each])) };
  const first = resources.map((resource) => expandResource(resource, context));
  const routes = first.flatMap((expansion) => expansion.routes);
  const implicit = implicitApis(stack, routes).map((api) => withGlobals(api, globals));
  const byApi = routesByApi(routes, stack.path);
  const second = [...resources, ...implicit].map((api) => expandApi(api, byApi.get(api.id) ?? [], context));
  const plain = merged([...first, ...second]);
  const all = merged([plain, expandConnectors(plain.resources)]);
  const diagnostics = [...stack.diagnostics, ...globals.diagnostics, ...all.diagnostics];
  const expanded = {
    ...stack,
    resources: withAdditions(distinct(all.resources.filter(isPlain)), all.additions),
    diagnostics,
  };
  return withSettledReferences(expanded, referable([...resources, ...implicit]));
}

/** Everything but APIs, which need the routes of all others. */
function expandResource(resource: Resource, context: Context): Expansion {
  switch (resource.type) {
    case 'AWS::Serverless::Function':
      return expandFunction(resource, context);
    case 'AWS::Serverless::SimpleTable':
      return expandSimpleTable(resource);
    case 'AWS::Serverless::StateMachine':
      return expandStateMachine(resource, context);
    case 'AWS::Serverless::LayerVersion':
      return expandLayerVersion(resource);
    case 'AWS::Serverless::CapacityProvider':
      return expandCapacityProvider(resource);
    case 'AWS::Serverless::Application':
      return expandApplication(resource);
    case 'AWS::Serverless::GraphQLApi':
      return expandGraphqlApi(resource, context);
    case 'AWS::Serverless::WebSocketApi':
      return expandWebSocketApi(resource);
    case 'AWS::Serverless::Api':
    case 'AWS::Serverless::HttpApi':
      return nothing;
    default:
      return { ...nothing, resources: [resource], diagnostics: unknownType(resource) };
  }
}

/** SAM refuses what it does not know; here the rest of the template is judged, and the picture is incomplete. */
function unknownType({ type, logicalId, typeAt }: Resource): readonly Diagnostic[] {
  if (!type.startsWith('AWS::Serverless::') || type === 'AWS::Serverless::Connector') return [];
  const message = `\`${type}\` is no type of SAM that is known here, so \`${logicalId}\` is not judged; correct its name`;
  return [{ severity: 'error', place: typeAt, message }];
}

function expandApi(api: Resource, routes: readonly RouteEvent[], context: Context): Expansion {
  if (api.type === 'AWS::Serverless::Api') return expandRestApi(api, routes, context);
  if (api.type === 'AWS::Serverless::HttpApi') return expandHttpApi(api, routes, context);
  return nothing;
}

function routesByApi(routes: readonly RouteEvent[], stack: string): ReadonlyMap<string, readonly RouteEvent[]> {
  const implicit = { rest: provisionalId(stack, IMPLICIT_REST_API), http: provisionalId(stack, IMPLICIT_HTTP_API) };
  return grouped(routes, (route) => route.api ?? implicit[route.protocol]);
}

/** A connector is nothing but the policies that it makes. */
function isPlain(resource: Resource): boolean {
  return resource.type !== 'AWS::Serverless::Connector';
}

/**
 * Some resources are shared (one CodeDeploy role, one Cognito permission per function): the first stands for all. A
 * resource that a person wrote under a generated name is the one that is there.
 */
function distinct(resources: readonly Resource[]): readonly Resource[] {
  const seen = new Set(resources.flatMap((resource) => (resource.origin === 'written' ? resource.id : [])));
  return resources.filter((resource) => {
    if (resource.origin === 'written') return true;
    if (seen.has(resource.id)) return false;
    seen.add(resource.id);
    return true;
  });
}
