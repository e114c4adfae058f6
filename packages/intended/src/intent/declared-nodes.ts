import type { Application } from '#model/application';
import type { Compute, Store } from '#model/node';
import type { Place } from '#source/place';
import { wholeFile } from '#source/place';
import { plain } from '#model/read-value';
import type { ExternalIntent, Intent, ServiceIntent } from './intent.ts';

export interface DeclaredNodes {
  readonly stores: readonly Store[];
  readonly computes: readonly Compute[];
}

/**
 * Nodes that only the intent file knows: third parties and things made by hand (`external`), and services that say
 * what they hold although no template has them. What the application already has under the same id is not repeated.
 */
export function declaredNodes(intent: Intent, application: Application): DeclaredNodes {
  const known = nodeIds(application);
  const stores: Store[] = [];
  const computes: Compute[] = [];
  for (const external of intent.external) {
    if (known.has(external.id)) continue;
    known.add(external.id);
    if (external.kind === 'store') stores.push(storeOf(external, placeIn(intent, external)));
    else computes.push(computeOf(external, placeIn(intent, external)));
  }
  for (const service of intent.services.values()) {
    if (known.has(service.service) || service.holds.length === 0) continue;
    const external = {
      id: service.service,
      kind: 'store',
      host: undefined,
      name: undefined,
      service: undefined,
      holds: service.holds,
      at: service.at,
    } as const;
    stores.push(storeOf(external, placeIn(intent, service)));
  }
  return { stores, computes };
}

/** Ids of everything in the application that an intent file may name. */
export function nodeIds(application: Application): Set<string> {
  const ids = new Set<string>();
  for (const nodes of [application.computes, application.stores, application.gates, application.actors])
    for (const node of nodes) ids.add(node.id);
  return ids;
}

function placeIn(intent: Intent, entry: ExternalIntent | ServiceIntent): Place {
  return entry.at ?? wholeFile(intent.file ?? 'intended.yaml');
}

/** What a store of a provider's service holds, by IAM prefix; anything else is an outside party. */
const HOLDS: Readonly<Record<string, Store['holds']>> = {
  s3: 'objects',
  dynamodb: 'items',
  sqs: 'messages',
  sns: 'topic',
  kinesis: 'stream',
  firehose: 'stream',
  events: 'events',
  logs: 'logs',
  secretsmanager: 'secret',
  ssm: 'parameter',
  'cognito-idp': 'users',
  rds: 'rows',
  elasticache: 'cache',
  es: 'documents',
  elasticfilesystem: 'files',
};

function storeOf(external: ExternalIntent, at: Place): Store {
  const service = external.service?.toLowerCase() ?? 'external';
  const { name } = external;
  return {
    kind: 'store',
    id: external.id,
    service,
    type: external.host === undefined ? 'declared' : 'host',
    resources: [],
    at,
    origin: 'declared',
    holds: Object.hasOwn(HOLDS, service) ? (HOLDS[service] ?? 'external') : 'external',
    name: name === undefined ? undefined : plain(name, at),
    arn: name?.startsWith('arn:') === true ? [name] : undefined,
    keys: [],
    tags: [],
  };
}

function computeOf(external: ExternalIntent, at: Place): Compute {
  return {
    kind: 'compute',
    id: external.id,
    service: external.service?.toLowerCase() ?? 'external',
    type: external.host === undefined ? 'declared' : 'host',
    resources: [],
    at,
    origin: 'declared',
    role: 'other',
    identities: [],
    code: undefined,
    environment: [],
    logs: undefined,
    runs: [],
    network: { egress: 'unknown', vpc: false },
  };
}
