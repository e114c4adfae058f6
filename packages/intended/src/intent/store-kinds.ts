import type { Store } from '#model/node';
import type { ClassKind } from './intent.ts';

/**
 * The kinds of data that a store holds by its nature (a secret holds credentials, a log diagnostics).
 * Empty for general stores: only their fields, tags or a person can say.
 */
export function kindsOfStore(store: Pick<Store, 'holds' | 'type'>): readonly ClassKind[] {
  switch (store.holds) {
    case 'users':
      return ['credential', 'personal'];
    case 'secret':
      return ['credential'];
    case 'logs':
    case 'metrics':
    case 'parameter':
      return ['infrastructure'];
    case 'code':
      return ['code'];
    case 'objects':
    case 'items':
    case 'messages':
    case 'stream':
    case 'topic':
    case 'events':
    case 'rows':
    case 'cache':
    case 'documents':
    case 'files':
    case 'external':
      return [];
    default:
      return store.holds satisfies never;
  }
}
