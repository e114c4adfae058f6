import type { Application } from '#model/application';
import type { Grant } from '#model/grant';
import type { Identity, Store } from '#model/node';
import { application, grant, ref, role, store, text } from './make-application.ts';

/** A large application: every role has two tables, a bucket and a queue of its own, a log wildcard, and some have a service-wide one. */
export function largeApplication(roles: number, resources: number): Application {
  const stores: Store[] = [];
  for (let index = 0; index < resources; index += 1) stores.push(storeNumber(index));
  const identities: Identity[] = [];
  const grants: Grant[] = [];
  for (let index = 0; index < roles; index += 1) {
    identities.push(role(`Role${index}`));
    grants.push(grant(`Role${index}`, 'identity', ...statements(index, resources)));
  }
  return application({ stores, identities, grants });
}

const SERVICES = ['dynamodb', 's3', 'sqs', 'sns', 'logs'] as const;

function storeNumber(index: number): Store {
  const service = SERVICES[index % SERVICES.length] ?? 's3';
  return index % 2 === 0 ? store(service, `Store${index}`) : store(service, `Store${index}`, `name-${index}`);
}

function statements(index: number, resources: number): readonly object[] {
  const pick = (offset: number, service: number): number => {
    const at = (index * 7 + (index % 91) * 5 + offset * 5) % resources;
    return at - (at % SERVICES.length) + service < resources ? at - (at % SERVICES.length) + service : service;
  };
  const own = (at: number, suffix = ''): unknown => text(ref(`Store${at}`, 'Arn'), suffix);
  return [
    {
      Effect: 'Allow',
      Action: ['dynamodb:GetItem', 'dynamodb:Query', 'dynamodb:PutItem'],
      Resource: [own(pick(0, 0)), own(pick(0, 0), '/index/*')],
    },
    { Effect: 'Allow', Action: 'dynamodb:*', Resource: own(pick(3, 0)) },
    { Effect: 'Allow', Action: ['s3:GetObject*', 's3:PutObject'], Resource: own(pick(1, 1), '/*') },
    { Effect: 'Allow', Action: 'sqs:SendMessage', Resource: `arn:aws:sqs:*:*:name-${pick(2, 2)}` },
    {
      Effect: 'Allow',
      Action: ['logs:CreateLogGroup', 'logs:CreateLogStream', 'logs:PutLogEvents'],
      Resource: 'arn:aws:logs:*:*:*',
    },
    ...(index % 20 === 0 ? [{ Effect: 'Allow', Action: 'sns:*', Resource: '*' }] : []),
  ];
}
