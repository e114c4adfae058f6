import type { Place } from '#source/place';
import type { Store } from '#model/node';
import type { Part } from '#model/value';
import { wordsOf } from './nodes.ts';
import type { Reading } from './reading.ts';

/** Every account's own event bus, which no template writes. */
export function defaultBus(at: Place): Store {
  const pseudo = (name: string): Part => ({ kind: 'pseudo', name: `AWS::${name}` });
  return {
    kind: 'store',
    id: 'DefaultEventBus',
    service: 'events',
    type: 'AWS::Events::EventBus',
    resources: [],
    at,
    origin: 'implicit',
    holds: 'events',
    name: { kind: 'scalar', value: 'default', at },
    arn: ['arn:', pseudo('Partition'), ':events:', pseudo('Region'), ':', pseudo('AccountId'), ':event-bus/default'],
    keys: [],
    tags: [],
  };
}

/** A host outside the provider that data is sent to; undefined where the text names no host. */
export function hostStore(parts: readonly Part[], at: Place, reading: Reading): Store | undefined {
  const words = wordsOf(parts);
  const host = /^(?:https?:\/\/)?([^/:?#\s]+)/.exec(words)?.[1];
  if (host === undefined || words.startsWith('arn:')) return undefined;
  return {
    kind: 'store',
    id: reading.idOf(host, 'host'),
    service: '',
    type: 'host',
    resources: [],
    at,
    origin: 'referenced',
    holds: 'external',
    name: { kind: 'scalar', value: host, at },
    arn: undefined,
    keys: [],
    tags: [],
  };
}

/** A service that is sent data and has no resources in a template, such as `comprehend`. */
export function serviceStore(service: string, at: Place, reading: Reading): Store {
  return {
    kind: 'store',
    id: reading.idOf(service, 'service'),
    service,
    type: `referenced ${service}`,
    resources: [],
    at,
    origin: 'referenced',
    holds: 'external',
    name: undefined,
    arn: undefined,
    keys: [],
    tags: [],
  };
}
