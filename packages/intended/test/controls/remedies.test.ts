import { dump, load } from 'js-yaml';
import { expect, test } from 'vitest';
import { CONTROLS } from '#analyses/controls/registry';
import { outcomesOf } from '../../src/analyses/controls/test/judge-text.ts';
import { editTemplate } from '../../src/engine/fix/edit-template.ts';

/** Every control that says what would satisfy it: applied to its own bad example, it does, and nothing else changes. */
const mechanical = CONTROLS.flatMap((control) =>
  control.remedy === undefined ? [] : [[control.id, control, control.remedy] as const],
);

test.each(mechanical)('the remedy of %s satisfies its bad example', async (_, control, remedy) => {
  const before = control.examples.violated;
  const bad = await badResource(control, before);
  const edited = editTemplate('template.yaml', before, bad, remedy);
  if (edited.kind === 'refused') throw new Error(edited.why);
  const kinds = (await outcomesOf(control, edited.text)).map(({ kind }) => kind);
  expect(kinds).toContain('satisfied');
  expect(kinds).not.toContain('violated');
  for (const line of before.split('\n').filter((one) => one.trim().startsWith('Type:')))
    expect(edited.text).toContain(line);
});

test.each(mechanical)('the remedy of %s satisfies its bad example in JSON', async (_, control, remedy) => {
  const document = toJson(control.examples.violated);
  if (document === undefined) return;
  const bad = await badResource(control, control.examples.violated);
  const edited = editTemplate('template.json', document, bad, remedy);
  if (edited.kind === 'refused') throw new Error(edited.why);
  expect(() => JSON.parse(edited.text)).not.toThrow();
  const kinds = (await outcomesOf(control, { 'template.json': edited.text })).map(({ kind }) => kind);
  expect(kinds).toContain('satisfied');
  expect(kinds).not.toContain('violated');
});

async function badResource(control: (typeof CONTROLS)[number], text: string): Promise<string> {
  const { verdictsOf } = await import('../../src/analyses/controls/test/judge-text.ts');
  const found = (await verdictsOf(control, text)).find(([, kind]) => kind === 'violated');
  if (found === undefined) throw new Error('the bad example is not bad');
  return found[0];
}

/** Examples without short tags mean the same in JSON. */
function toJson(text: string): string | undefined {
  if (text.includes('!')) return undefined;
  expect(dump(load(text))).not.toBe('');
  return JSON.stringify(load(text), undefined, 2);
}
