import { expect, test } from 'vitest';
import type { Schema } from '#model/flow';
import type { Store } from '#model/node';
import { wholeFile } from '#source/place';
import { classesOfStore } from './classes-of.ts';
import { proposeClasses } from './propose-classes.ts';

const at = wholeFile('template.yaml');

const table = (id: string): Store => ({
  kind: 'store',
  id,
  service: 'dynamodb',
  type: 'AWS::DynamoDB::Table',
  resources: [id],
  at,
  origin: 'template',
  holds: 'items',
  name: undefined,
  arn: undefined,
  keys: [],
  tags: [],
});

const items = (on: string, ...names: readonly string[]): Schema => ({
  on,
  route: undefined,
  direction: 'item',
  origin: 'code',
  fields: names.map((name) => ({ name, parent: undefined, type: undefined, at })),
});

test.each<readonly [string, readonly string[], readonly string[]]>([
  ['fields that tell nothing', ['colour'], ['orders']],
  ['keys of the infrastructure only', ['connectionId', 'requestId'], ['orders', 'infrastructure']],
  ['personal fields only', ['email', 'firstName'], ['pii']],
  ['personal fields and others', ['email', 'colour'], ['pii', 'orders']],
  ['no fields at all', [], ['orders']],
])('a store with %s holds what is proposed for it', (_, names, expected) => {
  const store = table('OrdersTable');
  const schemas = names.length === 0 ? [] : [items('OrdersTable', ...names)];
  const classes = proposeClasses(schemas, { stores: [store] });
  expect([...classesOfStore(store, schemas, classes)].sort()).toEqual([...expected].sort());
  const proposed = classes.map(({ id }) => id).filter((id) => id !== 'infrastructure');
  expect(expected).toEqual(expect.arrayContaining(proposed));
});
