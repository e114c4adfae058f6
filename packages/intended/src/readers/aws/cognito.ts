import type { Place } from '#source/place';
import type { Field, Route } from '#model/flow';
import { entriesOf, itemsOf, literal, valueAt } from '#model/read-value';
import type { Resource } from '#model/application';
import type { Contribution, Mapper } from './contribution.ts';
import { authnOf } from './authn.ts';
import { computeOf, flag, keysOf, literals, storeOf } from './nodes.ts';
import type { Reading } from './reading.ts';
import { rolesOf } from './roles.ts';
import { namedNode } from './referenced.ts';
import { wire } from './wires.ts';

export const userPool: Mapper = (resource, reading) => {
  const triggers = valueAt(resource.properties, 'LambdaConfig');
  const keys = keysOf(reading, valueAt(triggers, 'KMSKeyID'));
  return {
    stores: [storeOf(resource, 'cognito-idp', 'users', { keys: keys.keys })],
    gates: keys.gates,
    schemas: [
      { on: resource.id, route: undefined, direction: 'users', origin: 'user-pool', fields: attributesOf(resource) },
    ],
    wires: entriesOf(triggers).flatMap(([name, value]) => triggerWires(resource, name, value, reading)),
  };
};

type Wires = NonNullable<Contribution['wires']>;

function triggerWires(resource: Resource, name: string, value: Parameters<typeof valueAt>[0], reading: Reading): Wires {
  if (name === 'KMSKeyID') return [];
  const target = reading.find(value?.kind === 'dictionary' ? valueAt(value, 'LambdaArn') : value, 'lambda');
  if (target === undefined) return [];
  return [wire('trigger', resource.id, target.id, value?.at ?? resource.at, { answers: true })];
}

// Every user has a name to sign in with and a proof: a password, or a token of somebody else's directory.
function attributesOf(resource: Resource): readonly Field[] {
  const { properties, at } = resource;
  const named = [
    ...literalsWithPlace(properties, 'UsernameAttributes'),
    ...literalsWithPlace(properties, 'AliasAttributes'),
    ...literalsWithPlace(properties, 'AutoVerifiedAttributes'),
  ];
  const custom = itemsOf(valueAt(properties, 'Schema')).flatMap((attribute): readonly Field[] => {
    const name = valueAt(attribute, 'Name');
    const text = literal(name);
    if (name === undefined || text === undefined) return [];
    return [fieldOf(text, literal(valueAt(attribute, 'AttributeDataType')), name.at)];
  });
  const all = [fieldOf('username', 'String', at), fieldOf('password', 'String', at), ...named, ...custom];
  const once = new Map<string, Field>();
  for (const field of all) if (!once.has(field.name)) once.set(field.name, field);
  return [...once.values()];
}

function literalsWithPlace(properties: Resource['properties'], property: string): readonly Field[] {
  const list = valueAt(properties, property);
  if (list === undefined) return [];
  return itemsOf(list).flatMap((item) => literals(item).map((name) => fieldOf(name, 'String', item.at)));
}

function fieldOf(name: string, type: string | undefined, at: Place): Field {
  return { name, parent: 'User', type, at };
}

/** An identity pool hands the roles attached to it to its callers. */
export const identityPool: Mapper = (resource, reading) => {
  const attachments = reading.childrenOf(resource.id, 'AWS::Cognito::IdentityPoolRoleAttachment', 'IdentityPoolId');
  const values = attachments.flatMap((attachment) => [
    ...entriesOf(valueAt(attachment.properties, 'Roles')).map(([, role]) => role),
    ...entriesOf(valueAt(attachment.properties, 'RoleMappings')).flatMap(([, mapping]) =>
      itemsOf(valueAt(mapping, 'RulesConfiguration', 'Rules')).flatMap((rule) => valueAt(rule, 'RoleARN') ?? []),
    ),
  ]);
  const groups = poolGroups(resource, reading).map((group) => valueAt(group.properties, 'RoleArn'));
  const roles = rolesOf(reading, ...values, ...groups);
  const stream = namedNode(reading, valueAt(resource.properties, 'CognitoStreams', 'StreamName'), 'kinesis');
  return {
    identities: roles.identities,
    computes: [computeOf(resource, 'cognito-identity', 'identity-pool', { identities: roles.ids })],
    stores: stream.stores,
    routes: [credentialsRoute(resource, reading)],
    wires: stream.ids.map((to) => wire('delivery', resource.id, to, resource.at)),
  };
};

function poolGroups(resource: Resource, reading: Reading): readonly Resource[] {
  return itemsOf(valueAt(resource.properties, 'CognitoIdentityProviders'))
    .flatMap((provider) => reading.findAll(valueAt(provider, 'ProviderName'), 'cognito-idp'))
    .flatMap((pool) => reading.childrenOf(pool.id, 'AWS::Cognito::UserPoolGroup', 'UserPoolId'));
}

/** Anyone, or every user of a directory, may ask for credentials: a way in that brings no data of the app. */
function credentialsRoute(resource: Resource, reading: Reading): Route {
  const guests = flag(valueAt(resource.properties, 'AllowUnauthenticatedIdentities'), false, resource);
  const pools = itemsOf(valueAt(resource.properties, 'CognitoIdentityProviders')).flatMap((provider) =>
    reading.findAll(valueAt(provider, 'ProviderName'), 'cognito-idp'),
  );
  const pool = pools.find((one) => one.type === 'AWS::Cognito::UserPool');
  const kind = guests.kind === 'known' && guests.value ? 'none' : pool === undefined ? 'jwt' : 'user-pool';
  return {
    id: 'Credentials',
    api: resource.id,
    method: 'ANY',
    path: '/',
    to: resource.id,
    identity: undefined,
    authn: guests.kind === 'deferred' ? guests : authnOf(kind, kind === 'none' ? undefined : pool?.id, guests.at),
    at: resource.at,
    carriesData: false,
  };
}
