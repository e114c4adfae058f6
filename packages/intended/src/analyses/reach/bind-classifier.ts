import { classifyEventPath } from '#intent/classify-event-path';
import { classesOf, classesOfKind, classesOfStore } from '#intent/classes-of';
import { wholeFile } from '#source/place';
import { ALL, NONE } from './class-set.ts';
import type { ClassIndex, ClassSet } from './class-set.ts';
import type { Classifier, EventContext } from './classify.ts';

/** Binds the intent room's knowledge of names to the classes of one run; the same names come back thousands of times. */
export function bindClassifier(index: ClassIndex): Classifier {
  const byPath = new Map<string, ClassSet>();
  const at = (path: readonly string[], context: EventContext): ClassSet => {
    const key = [context.shape, String(context.isAuthorized), ...path].join('\u0000');
    const known = byPath.get(key);
    if (known !== undefined) return known;
    const classes = classesAtPath(path, context, index);
    byPath.set(key, classes);
    return classes;
  };
  return {
    index,
    ofFields: (fields, on) => (fields.length === 0 ? NONE : index.of(classesOf(fields, index.classes, on))),
    ofStore: (store, schemas) => index.of(classesOfStore(store, schemas, index.classes)),
    // A container of the payload stands for all that was sent, the proof of who sent it left out.
    ofEventPath: (path, context) =>
      path.length === 0 ? ALL : isContainer(path) ? ALL & ~index.ofKinds('credential') : at(path, context),
    // Request ids and stages are in every event: they say nothing of what a request is about.
    ofEventField: (path, context) =>
      path.length === 0 || isPart(path) ? NONE : at(path, context) & ~index.ofKinds('infrastructure'),
  };
}

function classesAtPath(path: readonly string[], context: EventContext, index: ClassIndex): ClassSet {
  const verdict = classifyEventPath(path, context.shape, context.isAuthorized);
  const name = path.at(-1) ?? '';
  const named = index.of(classesOf([{ name, parent: path.at(-2), type: undefined }], index.classes));
  if (verdict === undefined) return named;
  return named | index.of(verdict.kinds.flatMap((kind) => classesOfKind(kind, index.classes)));
}

const CONTAINERS = new Set([
  'body',
  'queryStringParameters',
  'multiValueQueryStringParameters',
  'pathParameters',
  'arguments',
  'input',
  'detail',
  'Records',
  'messageAttributes',
  'data',
  'kinesis',
  'Sns',
  'Message',
  'dynamodb',
  'NewImage',
  'OldImage',
  'Keys',
  'value',
  'records',
  'responsePayload',
  'requestPayload',
]);

/** Parts of the event's envelope: touching one to read a field of it says nothing of the others. */
const ENVELOPE_PARTS = new Set([
  'headers',
  'multiValueHeaders',
  'requestContext',
  'http',
  'authorizer',
  'identity',
  'jwt',
  'request',
  'response',
]);

function isPart(path: readonly string[]): boolean {
  return isContainer(path) || ENVELOPE_PARTS.has(path.at(-1) ?? '');
}

function isContainer(path: readonly string[]): boolean {
  return CONTAINERS.has(path.at(-1) ?? '');
}

/** A field for names that stand in no file. */
export function bareField(
  name: string,
  parent: string,
): { name: string; parent: string; type: undefined; at: ReturnType<typeof wholeFile> } {
  return { name, parent, type: undefined, at: wholeFile('') };
}
