import type { Application, Resource } from '#model/application';
import type { Grant } from '#model/grant';
import type { Compute, Gate, Identity, Store } from '#model/node';
import type { Part, Value } from '#model/value';
import { dictionary, plain } from '#model/read-value';
import type { Place } from '#source/place';

/** Applications in the shape that readers give them, for tests and benchmarks; only what a case mentions matters. */
export const HERE: Place = { file: 'template.yaml', line: 1, column: 1, endLine: 1, endColumn: 1 };

export const PARTITION = { kind: 'pseudo', name: 'AWS::Partition' } as const;
export const REGION = { kind: 'pseudo', name: 'AWS::Region' } as const;
export const ACCOUNT = { kind: 'pseudo', name: 'AWS::AccountId' } as const;

export function ref(to: string, attribute = 'Ref'): Part {
  return { kind: 'reference', to, attribute };
}

export function parameter(name: string): Part {
  return { kind: 'hole', why: { cause: 'parameter', name } };
}

export function unknownPart(): Part {
  return { kind: 'hole', why: { cause: 'code', name: 'x' } };
}

export function text(...parts: readonly Part[]): Value {
  return { kind: 'text', parts, at: HERE };
}

export function deferredValue(name = 'Parameter'): Value {
  return { kind: 'deferred', why: { cause: 'parameter', name }, at: HERE };
}

export function choice(...branches: readonly unknown[]): Value {
  return { kind: 'choice', condition: 'IsProd', branches: branches.map(value), at: HERE };
}

export const ABSENT: Value = { kind: 'absent', at: HERE };

/** Plain JavaScript with `Value`s inside wherever a case needs them. */
export function value(source: unknown): Value {
  if (isValue(source)) return source;
  if (Array.isArray(source)) return { kind: 'list', items: source.map(value), at: HERE };
  if (typeof source === 'object' && source !== null)
    return dictionary(Object.fromEntries(Object.entries(source).map(([key, item]) => [key, value(item)])), HERE);
  return plain(source, HERE);
}

function isValue(source: unknown): source is Value {
  return typeof source === 'object' && source !== null && 'kind' in source && 'at' in source;
}

export function resource(id: string, type: string, properties: Record<string, unknown> = {}, stack = ''): Resource {
  return {
    id,
    logicalId: id,
    stack,
    type,
    properties: dictionary(
      Object.fromEntries(Object.entries(properties).map(([key, item]) => [key, value(item)])),
      HERE,
    ),
    attributes: dictionary({}, HERE),
    exists: { kind: 'known', value: true, at: HERE },
    at: HERE,
    typeAt: HERE,
    origin: 'written',
    expandedFrom: undefined,
  };
}

const FORMS: Readonly<
  Record<string, readonly [type: string, holds: Store['holds'], scope: 'regional' | 'bare', lead: string]>
> = {
  dynamodb: ['AWS::DynamoDB::Table', 'items', 'regional', 'table/'],
  s3: ['AWS::S3::Bucket', 'objects', 'bare', ''],
  sqs: ['AWS::SQS::Queue', 'messages', 'regional', ''],
  sns: ['AWS::SNS::Topic', 'topic', 'regional', ''],
  kinesis: ['AWS::Kinesis::Stream', 'stream', 'regional', 'stream/'],
  logs: ['AWS::Logs::LogGroup', 'logs', 'regional', 'log-group:'],
  secretsmanager: ['AWS::SecretsManager::Secret', 'secret', 'regional', 'secret:'],
  ssm: ['AWS::SSM::Parameter', 'parameter', 'regional', 'parameter/'],
  rds: ['AWS::RDS::DBCluster', 'rows', 'regional', 'cluster:'],
  es: ['AWS::OpenSearchService::Domain', 'documents', 'regional', 'domain/'],
  ecr: ['AWS::ECR::Repository', 'code', 'regional', 'repository/'],
  'cognito-idp': ['AWS::Cognito::UserPool', 'users', 'regional', 'userpool/'],
  events: ['AWS::Events::EventBus', 'events', 'regional', 'event-bus/'],
};

/** A store; without a name the provider generates one. */
export function store(service: string, id: string, name?: string | readonly Part[], more: Partial<Store> = {}): Store {
  const [type, holds, scope, lead] = FORMS[service] ?? ['Test::Store', 'items', 'regional', ''];
  const parts: readonly Part[] = name === undefined ? [ref(id)] : typeof name === 'string' ? [name] : name;
  const random: readonly Part[] =
    service === 'secretsmanager' ? ['-', { kind: 'hole', why: { cause: 'attribute', name: `${id}.Arn` } }] : [];
  return {
    kind: 'store',
    id,
    service,
    type,
    resources: [id],
    at: HERE,
    origin: 'template',
    holds,
    name: name === undefined ? undefined : text(...parts),
    arn: [...arnHead(service, scope), lead, ...parts, ...random],
    keys: [],
    tags: [],
    ...more,
  };
}

function arnHead(service: string, scope: 'regional' | 'bare'): readonly Part[] {
  if (scope === 'bare') return ['arn:', PARTITION, `:${service}:::`];
  return ['arn:', PARTITION, `:${service}:`, REGION, ':', ACCOUNT, ':'];
}

export function compute(id: string, identities: readonly string[] = [], more: Partial<Compute> = {}): Compute {
  return {
    kind: 'compute',
    id,
    service: 'lambda',
    type: 'AWS::Lambda::Function',
    resources: [id],
    at: HERE,
    origin: 'template',
    role: 'function',
    identities,
    code: undefined,
    environment: [],
    logs: undefined,
    runs: [],
    network: { egress: 'open', vpc: false },
    arn: [...arnHead('lambda', 'regional'), 'function:', ref(id)],
    ...more,
  };
}

export function key(id: string): Gate {
  return {
    kind: 'gate',
    id,
    service: 'kms',
    type: 'AWS::KMS::Key',
    resources: [id],
    at: HERE,
    origin: 'template',
    gate: 'key',
    arn: [...arnHead('kms', 'regional'), 'key/', ref(id)],
  };
}

export function role(id: string, more: Partial<Identity> = {}): Identity {
  return {
    id,
    type: 'AWS::IAM::Role',
    resources: [id],
    arn: ['arn:', PARTITION, ':iam::', ACCOUNT, ':role/', ref(id)],
    at: HERE,
    origin: 'template',
    ...more,
  };
}

let count = 0;

/** A grant with one document made of these statements. */
export function grant(holder: string, side: Grant['side'], ...statements: readonly unknown[]): Grant {
  count += 1;
  return {
    id: `grant-${count}`,
    side,
    holder,
    language: 'aws-iam',
    document: value({ Version: '2012-10-17', Statement: statements }),
    label: 'policy',
    at: HERE,
    resource: undefined,
  };
}

export function managed(holder: string, name: unknown, side: 'managed' | 'managed-boundary' = 'managed'): Grant {
  return { ...grant(holder, side), document: value(name) };
}

export function application(parts: Partial<Application>): Application {
  const nodes = [
    ...(parts.stores ?? []),
    ...(parts.computes ?? []),
    ...(parts.gates ?? []),
    ...(parts.identities ?? []),
  ];
  const resources = new Map(
    nodes.flatMap((node) => node.resources.map((id) => [id, resource(id, node.type)] as const)),
  );
  return {
    name: 'app',
    root: '/app',
    dialects: ['cloudformation'],
    templates: ['template.yaml'],
    computes: [],
    stores: [],
    gates: [],
    actors: [],
    identities: [],
    grants: [],
    routes: [],
    wires: [],
    schemas: [],
    unresolved: [],
    diagnostics: [],
    ...parts,
    resources: new Map([...resources, ...(parts.resources ?? [])]),
  };
}
