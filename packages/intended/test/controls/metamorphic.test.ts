import { describe, expect, test } from 'vitest';
import { CONTROLS } from '#analyses/controls/registry';
import { verdictsOf } from '../../src/analyses/controls/test/judge-text.ts';
import { toJson, WAYS } from './ways-of-writing.ts';

/** A secret in a parameter's default is the question of `template-noecho`, not of these. */
const ASKED_ELSEWHERE = new Set(['lambda-env-secret', 'secret-literal', 'ssm-plain-secret', 'template-secret']);

/** However a template is written, a control answers the same: that is what the model is for. */
describe.each(Object.entries(WAYS))('written as %s', (way, write) => {
  test.each(CONTROLS.map((control) => [control.id, control] as const))('%s answers the same', async (_id, control) => {
    if (way === 'parameters with defaults' && ASKED_ELSEWHERE.has(control.id)) return;
    for (const kind of ['violated', 'satisfied'] as const) {
      const files = write(toJson(control.examples[kind]));
      if (files === undefined) continue;
      const plain = await kindsOf(control, control.examples[kind]);
      const found = await kindsOf(control, files);
      // The stack that holds the nested one is a resource, too, of which some controls ask.
      expect([kind, found]).toEqual([kind, way === 'a nested stack' ? expect.arrayContaining([...plain]) : plain]);
    }
  });
});

async function kindsOf(
  control: (typeof CONTROLS)[number],
  example: Parameters<typeof verdictsOf>[1],
): Promise<readonly string[]> {
  return (await verdictsOf(control, example)).map(([, kind]) => kind).toSorted();
}
