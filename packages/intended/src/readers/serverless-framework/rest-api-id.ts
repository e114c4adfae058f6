import type { Makings } from './make-tree.ts';
import { ref } from './make-tree.ts';
import { treeAt } from './read-tree.ts';
import type { Service } from './service.ts';

/** Id of the REST API: the one that the service makes, or one that it shares. */
export function restApi(service: Service): Makings {
  return treeAt(service.provider, 'apiGateway', 'restApiId') ?? ref('ApiGatewayRestApi');
}
