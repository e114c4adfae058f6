import type { Place } from '#source/place';
import type { Resource } from '#model/application';
import type { Value } from '#model/value';
import { literal, referenceOf, valueAt } from '#model/read-value';
import { provisionalId } from '../cloudformation/stack.ts';
import { reference, shape } from './shape.ts';

/** Source or destination of a connector. */
export interface ConnectorEnd {
  /** Plain type; `''` where it is not known. */
  readonly type: string;
  /** `Arn`, `Name`, `Url`, `ResourceId`, `Qualifier`, as far as the type has them. */
  readonly attributes: ReadonlyMap<string, Value>;
  /** Name of the role that acts for it. */
  readonly role: Value | undefined;
}

const PLAIN: Readonly<Record<string, string>> = {
  'AWS::Serverless::Api': 'AWS::ApiGateway::RestApi',
  'AWS::Serverless::Function': 'AWS::Lambda::Function',
  'AWS::Serverless::GraphQLApi': 'AWS::AppSync::GraphQLApi',
  'AWS::Serverless::HttpApi': 'AWS::ApiGatewayV2::Api',
  'AWS::Serverless::SimpleTable': 'AWS::DynamoDB::Table',
  'AWS::Serverless::StateMachine': 'AWS::StepFunctions::StateMachine',
};

/** Types whose `Ref` is their ARN. */
const ARN_BY_REF: ReadonlySet<string> = new Set([
  'AWS::AppSync::DataSource',
  'AWS::AppSync::GraphQLApi',
  'AWS::SNS::Topic',
  'AWS::StepFunctions::StateMachine',
]);

const ROLE: Readonly<Record<string, readonly (string | number)[]>> = {
  'AWS::AppSync::DataSource': ['ServiceRoleArn'],
  'AWS::Events::Rule': ['Targets', 0, 'RoleArn'],
  'AWS::Lambda::Function': ['Role'],
  'AWS::StepFunctions::StateMachine': ['RoleArn'],
};

/** What `{ Id }` names in the stack, or what `{ Type, Arn, RoleName … }` says itself. */
export function connectorEnd(written: Value, stack: string, byId: ReadonlyMap<string, Resource>): ConnectorEnd {
  const id = valueAt(written, 'Id');
  const name = literal(id) ?? referenceOf(id)?.to;
  const resource = name === undefined ? undefined : (byId.get(provisionalId(stack, name)) ?? byId.get(name));
  return resource === undefined ? describedEnd(written) : resourceEnd(resource, written.at);
}

function resourceEnd(resource: Resource, at: Place): ConnectorEnd {
  const { id, type, properties } = resource;
  const isApi = type.startsWith('AWS::ApiGateway');
  const attributes = new Map<string, Value>([
    ['Arn', reference(id, ARN_BY_REF.has(type) ? 'Ref' : 'Arn', at)],
    ['Name', reference(id, 'Name', at)],
    ['Url', reference(id, 'Ref', at)],
    ['ResourceId', reference(id, type === 'AWS::AppSync::GraphQLApi' ? 'ApiId' : 'Ref', at)],
    ...(isApi ? [['Qualifier', shape('*', at)] as const] : []),
  ]);
  const role = ROLE[type];
  const arn = role === undefined ? undefined : valueAt(properties, ...role);
  const named = referenceOf(arn);
  return { type, attributes, role: named === undefined ? arn : reference(named.to, 'Ref', at) };
}

const DESCRIBED: readonly (readonly [string, string])[] = [
  ['Arn', 'Arn'],
  ['Name', 'Name'],
  ['QueueUrl', 'Url'],
  ['ResourceId', 'ResourceId'],
  ['Qualifier', 'Qualifier'],
];

function describedEnd(written: Value): ConnectorEnd {
  const type = literal(valueAt(written, 'Type')) ?? '';
  const attributes = DESCRIBED.flatMap(([property, attribute]) => {
    const value = valueAt(written, property);
    return value === undefined ? [] : [[attribute, value] as const];
  });
  return { type: PLAIN[type] ?? type, attributes: new Map(attributes), role: valueAt(written, 'RoleName') };
}
