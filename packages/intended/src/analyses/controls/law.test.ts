import { readFileSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { packageTables } from '#source/package-tables';
import { readControlTable } from './control-table.ts';
import type { Control, ExampleKind } from './define-control.ts';
import { defineControl, satisfied, undetermined, violated } from './define-control.ts';
import { CONTROLS } from './registry.ts';
import { outcomesOf } from './test/judge-text.ts';

/** What holds for every control: its examples, read as a user's template would be, have the outcome they stand for. */
const KINDS: readonly ExampleKind[] = ['violated', 'satisfied', 'undetermined'];
const folder = dirname(fileURLToPath(import.meta.url));
const table = readControlTable(packageTables().read('controls.json'));

test('the registry lists every control of this folder (run scripts/make-control-registry.mjs)', () => {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((file) => file.replaceAll('\\', '/'))
    .filter((file) => /^[a-z0-9-]+\/[a-z0-9-]+\.ts$/.test(file) && !file.startsWith('test/'));
  const listed = [...readFileSync(join(folder, 'registry.ts'), 'utf8').matchAll(/from '\.\/([^']+\/[^']+)'/g)];
  expect(listed.map(([, file]) => file).toSorted()).toEqual(files.toSorted());
});

test('no two controls share an id', () => {
  const ids = CONTROLS.map((control) => control.id);
  expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([]);
});

describe.each(CONTROLS.map((control) => [control.id, control] as const))('%s', (id, control) => {
  test.each(KINDS)('its example `%s` has this outcome', async (kind) => {
    const outcomes = await outcomesOf(control, control.examples[kind]);
    expect([...new Set(outcomes.map((outcome) => outcome.kind))].filter((found) => found !== 'not-applicable')).toEqual(
      [kind],
    );
  });

  test('is a row of the table, with the severity that stands there', () => {
    expect(table.get(id)).toMatchObject({ severity: control.severity });
  });

  test('its words keep the house’s form', () => {
    expect(control.id).toMatch(/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/);
    expect(control.title).toMatch(/^[A-Z$].*[^.]$/);
    for (const text of [control.why, control.fix]) expect(text).toMatch(/^[A-Z`].*\.$/s);
    expect(control.sources.length).toBeGreaterThan(0);
    for (const source of control.sources) expect(source).toMatch(/^https:\/\//);
    for (const read of control.reads) expect(read).toMatch(/^[A-Z]\w*::\w+::\w+(?:\.[\w.*]+)?$/);
  });
});

describe('the law itself', () => {
  const bucket = (more: string): string =>
    `Parameters: { Tags: { Type: String } }\nResources:\n  Files: { Type: AWS::S3::Bucket${more} }\n`;
  const untagged: Control = defineControl({
    id: 's3-untagged',
    title: 'Bucket without tags',
    severity: 'info',
    why: 'A made control, for this test.',
    fix: 'Nothing to do.',
    sources: [],
    types: ['AWS::S3::Bucket'],
    reads: [],
    judge(one) {
      const tags = one.properties.entries.get('Tags')?.value;
      if (tags === undefined) return violated(one.at, `\`${one.id}\` has no tags`);
      return tags.kind === 'deferred' ? undetermined(tags) : satisfied;
    },
    examples: {
      violated: bucket(''),
      satisfied: bucket(', Properties: { Tags: [{ Key: app, Value: rides }] }'),
      undetermined: bucket(', Properties: { Tags: !Ref Tags }'),
    },
  });

  test.each(KINDS)('reads an example `%s` through the reader that users have', async (kind) => {
    expect((await outcomesOf(untagged, untagged.examples[kind])).map((outcome) => outcome.kind)).toEqual([kind]);
  });

  test('sees an example that does not show what it says', async () => {
    expect((await outcomesOf(untagged, untagged.examples.satisfied)).map((outcome) => outcome.kind)).not.toEqual([
      'violated',
    ]);
  });
});
