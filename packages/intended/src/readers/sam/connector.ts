import type { Diagnostic, Place } from '#source/place';
import type { Resource } from '#model/application';
import type { Value } from '#model/value';
import { entriesOf, itemsOf, literal, valueAt } from '#model/read-value';
import { connectorEnd, type ConnectorEnd } from './connector-end.ts';
import { connectorProfile, type ConnectorProfile } from './connector-profiles.ts';
import { generated, merged, nothing, warning, type Expansion } from './expansion.ts';
import { fillTemplate } from './policies.ts';
import { record, type Shape } from './shape.ts';

/** One arrow of a connector, wherever it was written. */
interface Arrow {
  readonly owner: Resource;
  /** Prefix of the logical ids made for it, and what follows them where there are several destinations. */
  readonly logicalId: string;
  readonly suffix: string;
  readonly source: Value;
  readonly destination: Value;
  readonly permissions: Value | undefined;
  readonly at: Place;
}

/** The policies of every connector of a stack, given its resources as plain types with their roles. */
export function expandConnectors(resources: readonly Resource[]): Expansion {
  const arrows = resources.flatMap(arrowsOf);
  if (arrows.length === 0) return nothing;
  const byId = new Map(resources.map((resource) => [resource.id, resource]));
  return merged(arrows.map((arrow) => expandArrow(arrow, byId)));
}

function arrowsOf(owner: Resource): readonly Arrow[] {
  const { at, logicalId } = owner;
  const self = record({ Id: logicalId }, at);
  if (owner.type === 'AWS::Serverless::Connector')
    return toEach(owner, { logicalId, properties: owner.properties, self, at });
  return entriesOf(owner.attributes.entries.get('Connectors')?.value).flatMap(([name, connector]) => {
    const properties = valueAt(connector, 'Properties');
    return toEach(owner, { logicalId: `${logicalId}${name}`, properties, self, at: connector.at });
  });
}

function toEach(
  owner: Resource,
  written: {
    readonly logicalId: string;
    readonly properties: Value | undefined;
    readonly self: Value;
    readonly at: Place;
  },
): readonly Arrow[] {
  const { logicalId, properties, self, at } = written;
  const destination = valueAt(properties, 'Destination');
  const source = valueAt(properties, 'Source') ?? self;
  const permissions = valueAt(properties, 'Permissions');
  return itemsOf(destination).map((end, index) => ({
    owner,
    logicalId,
    suffix: destination?.kind === 'list' ? `Destination${index}` : '',
    source,
    destination: end,
    permissions,
    at,
  }));
}

function expandArrow(arrow: Arrow, byId: ReadonlyMap<string, Resource>): Expansion {
  const { owner, at } = arrow;
  const source = connectorEnd(arrow.source, owner.stack, byId);
  const destination = connectorEnd(arrow.destination, owner.stack, byId);
  const profile = connectorProfile(source.type, destination.type);
  if (profile === undefined) return unknownPair(arrow, source, destination);
  const variables = new Map<string, Value>([...named('Source', source), ...named('Destination', destination)]);
  const granted: (readonly [string, Shape])[] = [];
  const diagnostics: Diagnostic[] = [];
  for (const permission of itemsOf(arrow.permissions)) {
    const name = literal(permission) ?? '';
    const statements = Object.hasOwn(profile.access, name) ? profile.access[name] : undefined;
    if (statements === undefined)
      diagnostics.push(
        warning(
          permission.at,
          `connector \`${arrow.logicalId}\` has no permission \`${name}\` from \`${source.type}\` to \`${destination.type}\`; choose another`,
        ),
      );
    else for (const statement of statements) granted.push([name, fillTemplate(statement, variables, at)]);
  }
  if (granted.length === 0) return { ...nothing, diagnostics };
  const holder = profile.holder === 'source' ? source : destination;
  return { ...nothing, diagnostics, resources: policyOf(arrow, profile, { holder, destination, granted }) };
}

function named(side: string, end: ConnectorEnd): readonly (readonly [string, Value])[] {
  return [...end.attributes].map(([name, value]) => [`${side}.${name}`, value] as const);
}

function policyOf(
  arrow: Arrow,
  profile: ConnectorProfile,
  parts: {
    readonly holder: ConnectorEnd;
    readonly destination: ConnectorEnd;
    readonly granted: readonly (readonly [string, Shape])[];
  },
): readonly Resource[] {
  const { owner, logicalId, suffix, at } = arrow;
  const { holder, destination, granted } = parts;
  const document = { Version: '2012-10-17', Statement: granted.map(([, statement]) => statement) };
  switch (profile.form) {
    case 'role':
      return [
        generated(owner, `${logicalId}Policy${suffix}`, 'AWS::IAM::ManagedPolicy', {
          properties: { PolicyDocument: document, Roles: holder.role === undefined ? [] : [holder.role] },
          at,
        }),
      ];
    case 'queue':
      return [
        generated(owner, `${logicalId}QueuePolicy${suffix}`, 'AWS::SQS::QueuePolicy', {
          properties: { PolicyDocument: document, Queues: [destination.attributes.get('Url')] },
          at,
        }),
      ];
    case 'topic':
      return [
        generated(owner, `${logicalId}TopicPolicy${suffix}`, 'AWS::SNS::TopicPolicy', {
          properties: { PolicyDocument: document, Topics: [destination.attributes.get('Arn')] },
          at,
        }),
      ];
    default:
      return granted.map(([name, properties]) =>
        generated(owner, `${logicalId}${name}LambdaPermission${suffix}`, 'AWS::Lambda::Permission', {
          properties: { FunctionName: destination.attributes.get('Arn'), ...asRecord(properties) },
          at,
        }),
      );
  }
}

function asRecord(properties: Shape): { readonly [key: string]: Shape } {
  return typeof properties === 'object' && !Array.isArray(properties)
    ? Object.fromEntries(Object.entries(properties))
    : {};
}

function unknownPair(arrow: Arrow, source: ConnectorEnd, destination: ConnectorEnd): Expansion {
  const from = source.type === '' ? 'its source' : `\`${source.type}\``;
  const to = destination.type === '' ? 'its destination' : `\`${destination.type}\``;
  const message = `connector \`${arrow.logicalId}\` from ${from} to ${to} is not known, so what it grants is not judged; write the policy instead`;
  return { ...nothing, diagnostics: [warning(arrow.destination.at, message)] };
}
