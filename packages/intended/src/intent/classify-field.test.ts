import { expect, test } from 'vitest';
import { classifyField } from './classify-field.ts';

const kindOf = (name: string, parent?: string, type?: string): string | undefined =>
  classifyField({ name, parent, type })?.kind;

test.each([
  ['email', undefined, undefined, 'contact'],
  ['pickupLocation', undefined, undefined, 'location'],
  ['username', undefined, undefined, 'personal'],
  ['cardNumber', undefined, undefined, 'cardholder'],
  ['number', 'CreditCard', undefined, 'cardholder'],
  ['name', 'Patient', undefined, 'personal'],
  ['name', 'user', undefined, 'personal'],
  ['customer_name', undefined, undefined, 'personal'],
  ['geburtsdatum', undefined, undefined, 'personal'],
  ['isPregnant', undefined, 'boolean', 'health'],
  ['passwordHash', undefined, undefined, 'credential'],
  ['Authorization', 'headers', undefined, 'credential'],
  ['city', 'AddressInput', undefined, 'contact'],
  ['address', 'CreateOrderRequest', undefined, 'contact'],
  ['dob', 'Child', undefined, 'children'],
  ['lat', undefined, undefined, 'location'],
  ['fecha_de_nacimiento', undefined, undefined, 'personal'],
  ['kaadoBangou', undefined, undefined, 'cardholder'],
  ['diseaseStatus', undefined, undefined, 'health'],
  ['contact', undefined, 'AWSEmail', 'contact'],
  ['birthDate', undefined, 'date', 'personal'],
])('%s of %s (%s) is %s', (name, parent, type, kind) => {
  expect(kindOf(name, parent, type)).toBe(kind);
});

test.each([
  ['emailVerified', undefined, 'boolean'],
  ['emailVerified', undefined, undefined],
  ['hasAddress', undefined, undefined],
  ['name', undefined, undefined],
  ['name', 'File', undefined],
  ['eventName', undefined, undefined],
  ['ipAddressPool', undefined, undefined],
  ['macAddress', undefined, undefined],
  ['fileLocation', undefined, undefined],
  ['phoneModel', undefined, undefined],
  ['tokenCount', undefined, undefined],
  ['maxTokens', undefined, undefined],
  ['nextToken', undefined, undefined],
  ['cardType', undefined, undefined],
  ['orderNumber', undefined, undefined],
  ['passwordPolicy', undefined, undefined],
  ['kind', undefined, undefined],
  ['health', 'TargetGroup', undefined],
  ['healthCheckPath', undefined, undefined],
  ['tokens', undefined, 'number'],
  ['numberOfGuests', undefined, 'Int!'],
  ['emailSentAt', undefined, 'timestamp'],
  ['hotelAddress', undefined, undefined],
  ['name', 'Product', undefined],
  ['parentId', undefined, undefined],
  ['secretArn', undefined, undefined],
  ['history', undefined, undefined],
  ['statusHistory', undefined, undefined],
  ['', undefined, undefined],
])('%s of %s (%s) is not data about a person', (name, parent, type) => {
  expect(['infrastructure', undefined]).toContain(kindOf(name, parent, type));
});
