import { expect, test } from 'vitest';
import type { Schema } from '#model/flow';
import { wholeFile } from '#source/place';
import { classesOf, classesOfKind } from './classes-of.ts';
import { proposeClasses } from './propose-classes.ts';

const at = wholeFile('template.yaml');
const schema = (on: string, names: readonly string[], more: Partial<Schema> = {}): Schema => ({
  on,
  route: undefined,
  direction: 'item',
  origin: 'code',
  fields: names.map((name) => ({ name, parent: undefined, type: undefined, at })),
  ...more,
});

test('sensitive fields become one class for each kind, with the fields and the reasons', () => {
  const classes = proposeClasses([
    schema('Users', ['email', 'dateOfBirth', 'passwordHash']),
    schema('Cards', ['cardNumber']),
  ]);
  expect(classes.map((found) => found.id)).toEqual(['cards', 'credentials', 'pii', 'infrastructure']);
  expect(classes[2]).toMatchObject({ kind: 'personal', fields: ['email', 'dateOfBirth'], requires: ['GDPR'] });
  expect(classes[0]?.evidence[0]).toMatchObject({ strength: 'strong', at });
});

test('a store whose fields tell nothing gets a business class named after it', () => {
  const classes = proposeClasses([schema('RidesTable', ['unicorn', 'eta', 'status'])]);
  expect(classes[0]).toMatchObject({ id: 'rides', title: 'Rides', kind: 'business', fields: ['unicorn', 'eta'] });
  expect(classes[0]?.evidence[0]?.strength).toBe('weak');
});

test('the operation itself is evidence', () => {
  const classes = proposeClasses([], { calls: [{ service: 'rekognition', operation: 'IndexFaces', at }] });
  expect(classes.map((found) => found.id)).toEqual(['biometrics', 'infrastructure']);
});

test('more stores than classes share the class business', () => {
  const schemas = Array.from({ length: 100 }, (_, index) =>
    schema(`${'abcdefghij'.charAt(index % 10)}${'klmnopqrst'.charAt(Math.floor(index / 10))}thing`, ['x']),
  );
  expect(proposeClasses(schemas).length).toBeLessThan(40);
});

test('declared fields decide before kinds, and kinds fall back to the nearest class', () => {
  const classes = proposeClasses([schema('RidesTable', ['unicorn', 'email'])]);
  const own = [{ ...classes[0]!, id: 'secret-sauce', kind: 'business' as const, fields: ['unicorn_name'] }, ...classes];
  const field = (name: string) => ({ name, parent: undefined, type: undefined });
  expect(classesOf([field('UnicornName')], own)).toEqual(['secret-sauce']);
  expect(classesOf([field('pickupLocation')], own)).toEqual(['pii']);
  expect(classesOf([field('whatever')], own, 'RidesTable')).toEqual(['rides']);
  expect(classesOf([field('whatever')], own)).toEqual([]);
  expect(classesOfKind('children', own)).toEqual(['pii']);
});
