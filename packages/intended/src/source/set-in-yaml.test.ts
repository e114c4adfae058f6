import fc from 'fast-check';
import { load } from 'js-yaml';
import { expect, test } from 'vitest';
import { parseYaml } from './parse-yaml.ts';
import type { PlainValue } from './set-in-yaml.ts';
import { applyEdits, setInYaml } from './set-in-yaml.ts';

function set(text: string, path: readonly string[], value: PlainValue): string | undefined {
  const { tree } = parseYaml({ path: 'template.yaml', text });
  const edits = tree === undefined ? undefined : setInYaml(text, tree, path, value);
  return edits === undefined ? undefined : applyEdits(text, edits);
}

test.each<[string, string, string[], PlainValue, string | undefined]>([
  ['a scalar is replaced and its comment stays', 'a:\n  b: 1 # why\n', ['a', 'b'], 2, 'a:\n  b: 2 # why\n'],
  [
    'a missing key goes behind the last',
    'a:\n  b: 1 # why\nc: 2\n',
    ['a', 'd'],
    true,
    'a:\n  b: 1 # why\n  d: true\nc: 2\n',
  ],
  ['a missing path is made', 'a:\n    b: 1\n', ['a', 'c', 'd'], 'x', 'a:\n    b: 1\n    c:\n        d: x\n'],
  ['flow style stays flow style', 'a: { b: 1 }\n', ['a', 'c', 'd'], 2, 'a: { b: 1, c: { d: 2 } }\n'],
  ['flow style behind a quoted text', "a: { b: 'x' }\n", ['a', 'c'], 2, "a: { b: 'x', c: 2 }\n"],
  ['an empty flow mapping is filled', 'a: {}\n', ['a', 'b'], 1, 'a: { b: 1 }\n'],
  ['an empty value is filled', 'a:\nb: 1\n', ['a', 'c'], 1, 'a:\n  c: 1\nb: 1\n'],
  [
    'a block scalar before it keeps its lines',
    'a:\n  b: |\n    x\n    y\nc: 1\n',
    ['a', 'd'],
    1,
    'a:\n  b: |\n    x\n    y\n  d: 1\nc: 1\n',
  ],
  ['no new line at the end', 'a:\n  b: 1', ['a', 'c'], 1, 'a:\n  b: 1\n  c: 1\n'],
  ['a mapping is merged', 'a:\n  b: 1\n  c: 2\n', ['a'], { b: 3, d: 4 }, 'a:\n  b: 3\n  c: 2\n  d: 4\n'],
  ['a list is written as one', 'a:\n  b: 1\n', ['a', 'c'], ['x', 'z'], 'a:\n  b: 1\n  c:\n    - x\n    - z\n'],
  ['words that YAML reads as something else are quoted', 'a:\n  b: 1\n', ['a', 'b'], 'ON', "a:\n  b: 'ON'\n"],
  ['a tag in the way', 'a: !If [x, { b: 1 }, { b: 2 }]\n', ['a', 'b'], 1, undefined],
  ['an alias in the way', 'x: &x { b: 1 }\na: *x\n', ['a', 'b', 'c'], 1, undefined],
  ['a list in the way', 'a:\n  - b: 1\n', ['a', 'b'], 1, undefined],
])('%s', (_, text, path, value, expected) => {
  expect(set(text, path, value)).toBe(expected);
});

test('whatever is set is read back, and all else is as it was', () => {
  const key = fc.constantFrom('A', 'B', 'C', 'D');
  const leaf = fc.oneof(fc.integer(), fc.boolean(), fc.constantFrom('x', 'ON', 'a b', "it's", '', 'no'));
  const document = fc.dictionary(key, fc.oneof(leaf, fc.dictionary(key, fc.oneof(leaf, fc.dictionary(key, leaf)))), {
    minKeys: 1,
  });
  const pathTo = fc.array(key, { minLength: 1, maxLength: 3 });
  fc.assert(
    fc.property(document, pathTo, leaf, fc.boolean(), (before, path, value, isFlow) => {
      const text = isFlow ? `${JSON.stringify(before)}\n` : toYaml(before, 0);
      const after = set(text, path, value);
      if (after === undefined) return;
      const expected = structuredClone(before) as Record<string, unknown>;
      let at = expected;
      for (const one of path.slice(0, -1)) at = (at[one] ??= {}) as Record<string, unknown>;
      at[path.at(-1) ?? ''] = value;
      expect(load(after)).toEqual(expected);
    }),
    { numRuns: 500 },
  );
});

function toYaml(value: object, depth: number): string {
  return Object.entries(value)
    .map(([key, one]) => {
      const pad = '  '.repeat(depth);
      if (typeof one !== 'object') return `${pad}${key}: ${JSON.stringify(one)}\n`;
      return Object.keys(one).length === 0 ? `${pad}${key}: {}\n` : `${pad}${key}:\n${toYaml(one, depth + 1)}`;
    })
    .join('');
}
