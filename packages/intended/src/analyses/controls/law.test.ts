import { readdirSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { readApplications } from '#readers/read-application';
import { memoryFiles } from '#source/memory-files';
import type { Control, Outcome } from './define-control.ts';
import { defineControl, satisfied, undetermined, violated } from './define-control.ts';

/** What holds for every control: its examples, read as a user's template would be, have the outcome they stand for. */
async function outcomesOf(control: Control<unknown>, example: Outcome['kind']): Promise<readonly Outcome[]> {
  const { applications, diagnostics } = await readApplications({
    files: memoryFiles({ 'template.yaml': control.examples[example] }),
    template: 'template.yaml',
  });
  expect(diagnostics.concat(applications.flatMap((application) => application.diagnostics))).toEqual([]);
  return applications.flatMap((application) => control.subjects(application).map((one) => control.judge(one)));
}

const KINDS: readonly Outcome['kind'][] = ['violated', 'satisfied', 'undetermined'];
const folder = dirname(fileURLToPath(import.meta.url));
const files = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  .map((file) => file.replaceAll('\\', '/'))
  .filter((file) => file.includes('/') && file.endsWith('.ts') && !file.endsWith('.test.ts'));

function isControl(value: unknown): value is Control<unknown> {
  return typeof value === 'object' && value !== null && 'judge' in value && 'examples' in value;
}

const controls = await Promise.all(
  files.map(async (file) => {
    const exports: Readonly<Record<string, unknown>> = await import(join(folder, file));
    return { file, found: Object.values(exports).filter(isControl) };
  }),
);

test('a file below a service’s folder holds exactly one control', () => {
  expect(controls.filter(({ found }) => found.length !== 1).map(({ file }) => file)).toEqual([]);
});

test('no two controls share an id', () => {
  const ids = controls.flatMap(({ found }) => found.map((control) => control.id));
  expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([]);
});

describe.each(controls.flatMap(({ file, found }) => found.map((control) => [basename(file, '.ts'), control] as const)))(
  '%s',
  (_, control) => {
    test.each(KINDS)('its example `%s` has this outcome', async (kind) => {
      expect((await outcomesOf(control, kind)).map((outcome) => outcome.kind)).toEqual([kind]);
    });

    test('its words keep the house’s form', () => {
      expect(control.id).toMatch(/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/);
      expect(control.title).toMatch(/^[A-Z].*[^.]$/);
      for (const text of [control.why, control.fix]) expect(text).toMatch(/^[A-Z`].*\.$/s);
      for (const source of control.sources) expect(source).toMatch(/^https:\/\//);
    });
  },
);

describe('the law itself', () => {
  const bucket = (more: string): string =>
    `Parameters: { Tags: { Type: String } }\nResources:\n  Files: { Type: AWS::S3::Bucket${more} }\n`;
  const untagged = defineControl({
    id: 's3-untagged',
    title: 'Bucket without tags',
    severity: 'info',
    why: 'A made control, for this test.',
    fix: 'Nothing to do.',
    sources: [],
    subjects: (application) => [...application.resources.values()].filter(({ type }) => type === 'AWS::S3::Bucket'),
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
    expect((await outcomesOf(untagged, kind)).map((outcome) => outcome.kind)).toEqual([kind]);
  });

  test('sees an example that does not show what it says', async () => {
    const wrong = { ...untagged, examples: { ...untagged.examples, violated: untagged.examples.satisfied } };
    expect((await outcomesOf(wrong, 'violated')).map((outcome) => outcome.kind)).not.toEqual(['violated']);
  });
});
