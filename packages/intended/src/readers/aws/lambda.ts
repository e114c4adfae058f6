import type { Resource } from '#model/application';
import type { Compute, EnvironmentEntry } from '#model/node';
import type { Value } from '#model/value';
import { dictionary, itemsOf, literal, partsOf, plain, referencesIn, valueAt } from '#model/read-value';
import { codeOf } from './code.ts';
import type { Contribution, Mapper } from './contribution.ts';
import { logStore } from './log-store.ts';
import { networkOf } from './network.ts';
import { computeOf, storeOf } from './nodes.ts';
import type { Reading } from './reading.ts';
import { contributed, rolesOf } from './roles.ts';
import { wire } from './wires.ts';
import { namedNode } from './referenced.ts';
import { statementGrant } from './statement-grant.ts';

export const lambdaFunction: Mapper = (resource, reading) => {
  const roles = rolesOf(reading, valueAt(resource.properties, 'Role'));
  const logs = logStore(resource, reading);
  const letters = namedNode(reading, valueAt(resource.properties, 'DeadLetterConfig', 'TargetArn'), 'sqs');
  const compute = computeOf(resource, 'lambda', 'function', {
    identities: roles.ids,
    code: codeOf(resource, reading),
    environment: environmentOf(valueAt(resource.properties, 'Environment', 'Variables')),
    logs: logs.id,
    runs: runsOf(resource, reading),
    network: networkOf(valueAt(resource.properties, 'VpcConfig'), reading),
  });
  return {
    ...contributed(roles),
    computes: [compute],
    stores: [...(logs.implicit === undefined ? [] : [logs.implicit]), ...letters.stores],
    wires: letters.ids.map((to) =>
      wire('destination', resource.id, to, valueAt(resource.properties, 'DeadLetterConfig')?.at ?? resource.at, {
        identity: roles.ids[0],
      }),
    ),
  };
};

/** Entries of an environment, in order. */
export function environmentOf(variables: Value | undefined): readonly EnvironmentEntry[] {
  if (variables?.kind === 'choice') return variables.branches.flatMap((branch) => environmentOf(branch));
  if (variables?.kind !== 'dictionary') return [];
  return [...variables.entries]
    .filter(([, entry]) => entry.value.kind !== 'absent')
    .map(([name, entry]) => ({ name, value: entry.value, at: entry.keyAt }));
}

function runsOf(resource: Resource, reading: Reading): readonly string[] {
  const code = valueAt(resource.properties, 'Code');
  const layers = reading.findAll(valueAt(resource.properties, 'Layers'), 'lambda');
  const buckets = reading.findAll(valueAt(code, 'S3Bucket'), 's3');
  const images = reading.findAll(valueAt(code, 'ImageUri'), 'ecr');
  return [...new Set([...layers, ...buckets, ...images].map((one) => one.id))];
}

export const layerVersion: Mapper = (resource, reading) => {
  const bucket = reading.find(valueAt(resource.properties, 'Content', 'S3Bucket'), 's3');
  const store = storeOf(resource, 'lambda', 'code');
  if (bucket === undefined) return { stores: [store] };
  return { stores: [store], wires: [wire('delivery', bucket.id, resource.id, resource.at)] };
};

/** `AWS::Lambda::Permission`: a statement of the function's resource policy, in the policy's own form. */
export const permission: Mapper = (resource, reading) => {
  const { properties, at } = resource;
  const named = valueAt(properties, 'FunctionName');
  const holder = reading.find(named, 'lambda');
  if (holder === undefined) return {};
  const statement = dictionary(
    {
      Effect: plain('Allow', at),
      Principal: principalValue(valueAt(properties, 'Principal')) ?? plain('*', at),
      Action: valueAt(properties, 'Action') ?? plain('lambda:InvokeFunction', at),
      Resource: { kind: 'text', parts: [{ kind: 'reference', to: holder.id, attribute: 'Arn' }], at },
      Condition: conditionOf(resource),
    },
    at,
  );
  return { grants: [statementGrant(resource, holder.id, [statement], 'function permission')] };
};

function principalValue(value: Value | undefined): Value | undefined {
  if (value === undefined) return undefined;
  const words = (partsOf(value) ?? []).map((part) =>
    typeof part === 'string' ? part : part.kind === 'pseudo' ? part.name : '',
  );
  const text = words.join('');
  if (text === '*') return value;
  const isService =
    text.includes('amazonaws') || text.includes('AWS::URLSuffix') || /^[a-z0-9.-]+\.(?:aws|amazon\.com)$/.test(text);
  return dictionary({ [isService ? 'Service' : 'AWS']: value }, value.at);
}

function conditionOf(resource: Resource): Value | undefined {
  const { properties, at } = resource;
  const read = (name: string): Value | undefined => valueAt(properties, name);
  const equals = {
    'AWS:SourceAccount': read('SourceAccount'),
    'aws:PrincipalOrgID': read('PrincipalOrgID'),
    'lambda:FunctionUrlAuthType': read('FunctionUrlAuthType'),
    'lambda:EventSourceToken': read('EventSourceToken'),
  };
  const like = { 'AWS:SourceArn': read('SourceArn') };
  const stringEquals = dictionary(equals, at);
  const arnLike = dictionary(like, at);
  const viaUrl = read('InvokedViaFunctionUrl');
  const bool = dictionary({ 'lambda:InvokedViaFunctionUrl': viaUrl }, at);
  if (stringEquals.entries.size + arnLike.entries.size + bool.entries.size === 0) return undefined;
  return dictionary(
    {
      StringEquals: stringEquals.entries.size === 0 ? undefined : stringEquals,
      ArnLike: arnLike.entries.size === 0 ? undefined : arnLike,
      Bool: bool.entries.size === 0 ? undefined : bool,
    },
    at,
  );
}

/** `AWS::Lambda::EventSourceMapping`: the service polls the source with the function's own role. */
export const eventSourceMapping: Mapper = (resource, reading) => {
  const { properties } = resource;
  const target = reading.find(valueAt(properties, 'FunctionName'), 'lambda');
  const source = namedNode(
    reading,
    valueAt(properties, 'EventSourceArn') ??
      valueAt(properties, 'SelfManagedEventSource', 'Endpoints', 'KafkaBootstrapServers'),
    undefined,
  );
  if (target === undefined) return unresolvedTarget(resource, 'FunctionName');
  const identity = rolesOf(reading, valueAt(target.properties, 'Role')).ids[0];
  const failure = namedNode(reading, valueAt(properties, 'DestinationConfig', 'OnFailure', 'Destination'), 'sqs');
  const secrets = itemsOf(valueAt(properties, 'SourceAccessConfigurations'))
    .filter((one) => !/^(VPC_|VIRTUAL_HOST)/.test(literal(valueAt(one, 'Type')) ?? ''))
    .map((one) => namedNode(reading, valueAt(one, 'URI'), 'secretsmanager'));
  return {
    stores: [...source.stores, ...failure.stores, ...secrets.flatMap((one) => one.stores)],
    wires: [
      // The poller signs in to a broker with a secret that it reads as the function.
      ...secrets
        .flatMap((one) => one.ids)
        .map((from) =>
          wire('event-source', from, target.id, resource.at, { mode: 'pull', identity, carries: 'metadata' }),
        ),
      ...source.ids.map((from) =>
        wire('event-source', from, target.id, resource.at, {
          mode: 'pull',
          identity,
          filter: valueAt(properties, 'FilterCriteria'),
        }),
      ),
      // Batches that fail go on as pointers into the stream, but with the whole record for queues and buckets.
      ...failure.ids.map((to) => wire('destination', target.id, to, resource.at, { identity })),
    ],
  };
};

/** `AWS::Lambda::EventInvokeConfig`: the request and the answer go on to another place. */
export const eventInvokeConfig: Mapper = (resource, reading) => {
  const target = reading.find(valueAt(resource.properties, 'FunctionName'), 'lambda');
  if (target === undefined) return {};
  const identity = rolesOf(reading, valueAt(target.properties, 'Role')).ids[0];
  const ends = ['OnSuccess', 'OnFailure'].map((end) =>
    namedNode(reading, valueAt(resource.properties, 'DestinationConfig', end, 'Destination'), 'sqs'),
  );
  return {
    stores: ends.flatMap((end) => end.stores),
    wires: ends.flatMap((end) => end.ids).map((to) => wire('destination', target.id, to, resource.at, { identity })),
  };
};

export const functionUrl: Mapper = (resource, reading) => {
  const target = reading.find(valueAt(resource.properties, 'TargetFunctionArn'), 'lambda');
  if (target === undefined) return unresolvedTarget(resource, 'TargetFunctionArn');
  const type = valueAt(resource.properties, 'AuthType');
  const at = type?.at ?? resource.at;
  const text = literal(type);
  const authn =
    type !== undefined && text === undefined
      ? ({ kind: 'deferred', why: { cause: 'parameter', name: referencesIn(type)[0] ?? 'AuthType' }, at } as const)
      : ({ kind: 'known', value: { kind: text === 'AWS_IAM' ? 'iam' : 'none', by: undefined }, at } as const);
  return {
    routes: [
      {
        id: 'URL',
        api: target.id,
        method: 'ANY',
        path: '/',
        to: target.id,
        identity: undefined,
        authn,
        at: resource.at,
        carriesData: true,
      },
    ],
  };
};

/** A target that no resource of the application is: kept as unknown, never dropped. */
function unresolvedTarget(resource: Resource, property: string): Contribution {
  const value = valueAt(resource.properties, property);
  return {
    unresolved: [
      {
        what: `\`${property}\` of \`${resource.id}\``,
        why: value?.kind === 'deferred' ? value.why : { cause: 'missing', name: literal(value) ?? property },
        at: value?.at ?? resource.at,
        value,
      },
    ],
  };
}

/** Custom resources run the function behind their service token, at deploy time. */
export const customResource: Mapper = (resource, reading) => {
  const token = valueAt(resource.properties, 'ServiceToken');
  const backing = namedNode(reading, token, 'lambda');
  const compute: Compute = computeOf(resource, 'cloudformation', 'custom-resource');
  return {
    computes: [compute],
    stores: backing.stores,
    wires: backing.ids.map((to) => wire('invoke', resource.id, to, resource.at, { answers: true })),
  };
};
