import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { locateText } from './locate-text.ts';
import { parseDocument } from './parse-document.ts';
import { parseJson } from './parse-json.ts';
import { plainTree } from './plain-tree.ts';

function parse(text: string) {
  const { tree, diagnostics } = parseJson({ path: 'a.json', text });
  return {
    value: tree === undefined ? undefined : plainTree(tree),
    tree,
    messages: diagnostics.map(({ place, severity, message }) => `${place.line}:${place.column} ${severity} ${message}`),
  };
}

describe('faults', () => {
  test.each([
    ['{"a": 1,}', { a: 1 }, ['1:8 warning JSON allows no comma after the last item; remove it']],
    ['[1, // one\n2]', [1, 2], ['1:5 warning JSON has no comments; remove this one']],
    [
      '{"a": 1, "a": 2}',
      { a: 2 },
      ['1:11 warning key `a` is already on line 1 and replaces it here; remove one of the two'],
    ],
    ['{"a": 1 "b": 2}', { a: 1 }, ['1:9 error invalid JSON: a comma or `}` is expected here; correct this line']],
    ['{"a" 1}', {}, ['1:6 error invalid JSON: `:` is expected after a key; correct this line']],
    ['{a: 1}', {}, ['1:2 error invalid JSON: a key in double quotes is expected here; correct this line']],
    ['[1, 2', [1, 2], ['1:6 error invalid JSON: a comma or `]` is expected here; correct this line']],
    ['{} x', {}, ['1:4 error text after the end of the JSON value; remove it']],
    ['["a', ['a'], ['1:2 error invalid JSON: this string is not closed or has a wrong escape; correct this line']],
  ])('%s keeps %j', (text, value, messages) => {
    expect(parse(text)).toMatchObject({ value, messages });
  });
  test('nesting is bounded', () => {
    expect(parse('['.repeat(100_000)).messages).toHaveLength(1);
  });
  test('an empty file is no tree and no fault', () => {
    expect(parse(' \n')).toMatchObject({ value: undefined, messages: [] });
  });
});

test('an offset behind escapes is found again', () => {
  const text = '{"code": "a\\n\\u0041b\\\\c"}';
  const { tree } = parse(text);
  const scalar = tree?.kind === 'dictionary' ? tree.entries.get('code')?.value : undefined;
  if (scalar?.kind !== 'scalar') throw new Error('expected a scalar');
  expect(scalar.value).toBe('a\nAb\\c');
  const columns = ['a', 'b', 'c'].map((letter) => locateText(scalar, String(scalar.value).indexOf(letter)).column);
  expect(columns.map((column) => text[column - 1])).toEqual(['a', 'b', 'c']);
});

test('what JSON.stringify writes reads back the same, with either indentation', () => {
  fc.assert(
    fc.property(fc.jsonValue(), fc.constantFrom(0, 2), (value, indent) => {
      const text = JSON.stringify(value, undefined, indent);
      const { value: back, messages } = parse(text);
      expect(messages).toEqual([]);
      expect(back).toEqual(JSON.parse(text));
    }),
    { numRuns: 500 },
  );
});

test('any text is read without an error thrown', () => {
  const soup = fc.array(
    fc.constantFrom('{', '}', '[', ']', '"', '\\', ',', ':', '1', 'true', 'nul', '/*', '*/', '//', '\n', '\\u00', 'é'),
  );
  fc.assert(
    fc.property(
      fc.oneof(
        soup.map((parts) => parts.join('')),
        fc.string({ unit: 'binary' }),
      ),
      (text) => {
        expect(() => parse(text)).not.toThrow();
      },
    ),
    { numRuns: 1000 },
  );
});

describe('a document is read by what it holds', () => {
  test.each([
    ['JSON in a .yaml file', 'a.yaml', '{"a": 1}', { a: 1 }],
    ['JSON with tabs in a .template file', 'a.template', '{\n\t"a": 1\n}', { a: 1 }],
    ['YAML in a .json file', 'a.json', 'a: 1\n', { a: 1 }],
    ['YAML in flow style', 'a.yaml', '{a: 1}', { a: 1 }],
    ['a byte order mark', 'a.json', '\uFEFF{"a": 1}', { a: 1 }],
  ])('%s', (_, path, text, expected) => {
    const { tree, diagnostics } = parseDocument({ path, text });
    expect(diagnostics).toEqual([]);
    expect(tree === undefined ? undefined : plainTree(tree)).toEqual(expected);
  });
});
