import type { DataSource } from '#handlers/facts';
import type { EventShape } from '#intent/classify-event-path';
import type { Field, Schema, Wire } from '#model/flow';
import type { Store } from '#model/node';
import type { ClassIndex, ClassSet } from './class-set.ts';
import { ALL, NONE } from './class-set.ts';
import type { Landscape } from './landscape.ts';

/** What the intent room knows of names, bound to the classes of this run. */
export interface Classifier {
  readonly index: ClassIndex;
  /** Classes that these fields belong to; on a store, fields that tell nothing belong to its business class. */
  ofFields(fields: readonly Field[], on?: string): ClassSet;
  /** Classes that a store holds by its nature, name, tags and schemas. */
  ofStore(store: Store, schemas: readonly Schema[]): ClassSet;
  /**
   * Classes that stand at a path of a function's event. `ALL` where the path is the whole event or a
   * container of it, so that everything that arrives is meant.
   */
  ofEventPath(path: readonly string[], context: EventContext): ClassSet;
  /** Classes that the path itself names; none for a container, which says nothing of what is in it. */
  ofEventField(path: readonly string[], context: EventContext): ClassSet;
}

/** What started the function, as far as it shapes the event. */
export interface EventContext {
  readonly shape: EventShape;
  /** The route asks who calls. */
  readonly isAuthorized: boolean;
}

/** The event of a compute, from what is wired and routed to it; `other` where several kinds are. */
export function eventContextOf(compute: string, landscape: Landscape): EventContext {
  const routes = landscape.routesInto.get(compute) ?? [];
  const isAuthorized = routes.some(
    (route) => route.authn.kind !== 'known' || (route.authn.value.kind !== 'none' && route.authn.value.kind !== 'key'),
  );
  const shapes = new Set<EventShape>();
  if (landscape.routesJudgedBy.has(compute)) shapes.add('authorizer');
  for (const route of routes) shapes.add(route.path.startsWith('$') ? 'websocket' : 'api');
  for (const wire of landscape.wiresInto.get(compute) ?? [])
    if (landscape.storeById.get(wire.from)?.holds !== 'secret') shapes.add(shapeOfWire(wire, landscape));
  const [shape, ...more] = [...shapes];
  return { shape: shape === undefined || more.length > 0 ? 'other' : shape, isAuthorized };
}

function shapeOfWire(wire: Wire, landscape: Landscape): EventShape {
  if (wire.kind === 'schedule') return 'schedule';
  const holds = landscape.storeById.get(wire.from)?.holds;
  if (holds === 'users') return 'user-pool';
  if (holds === 'objects') return 'storage';
  if (holds === 'messages' || holds === 'topic') return 'queue';
  return holds === 'stream' || holds === 'items' ? 'stream' : 'other';
}

/** Parts of an event that hold no data of the app, whatever the trigger. */
const ENVELOPE = new Set([
  'requestId',
  'awsRequestId',
  'stage',
  'apiId',
  'accountId',
  'httpMethod',
  'resourcePath',
  'routeKey',
  'version',
  'eventName',
  'eventSource',
  'eventVersion',
  'awsRegion',
  'isBase64Encoded',
  'resource',
  'length',
  'RequestType',
  'ResponseURL',
  'StackId',
  'LogicalResourceId',
  'PhysicalResourceId',
]);

/** The classes of a piece of data in code, given what the classifier says of names. */
export function classesOfSource(source: DataSource, classifier: Classifier, context: EventContext): ClassSet {
  switch (source.kind) {
    case 'event':
      return classesOfPath(source.path, classifier, context);
    case 'field':
      return classifier.ofFields([source.field]);
    case 'call':
    case 'host': {
      const last = source.path.at(-1);
      const named =
        last === undefined
          ? NONE
          : classifier.ofFields([{ name: last, parent: source.path.at(-2), type: undefined, at: source.at }]);
      return named === NONE ? ALL : named;
    }
    case 'unknown':
      return ALL;
    case 'context':
    case 'environment':
      return NONE;
    default:
      return source satisfies never;
  }
}

function classesOfPath(path: readonly string[], classifier: Classifier, context: EventContext): ClassSet {
  const last = path.at(-1);
  if (last !== undefined && ENVELOPE.has(last)) return NONE;
  return classifier.ofEventPath(path, context);
}
