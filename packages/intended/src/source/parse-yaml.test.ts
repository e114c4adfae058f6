import fc from 'fast-check';
import { dump } from 'js-yaml';
import { describe, expect, test } from 'vitest';
import { locateText } from './locate-text.ts';
import { parseYaml } from './parse-yaml.ts';
import type { Place } from './place.ts';
import { plainTree } from './plain-tree.ts';
import type { ScalarTree, Tree } from './tree.ts';

function parse(text: string) {
  return parseYaml({ path: 'template.yaml', text });
}

function valueOf(text: string): unknown {
  const { tree } = parse(text);
  return tree === undefined ? undefined : plainTree(tree);
}

function messages(text: string): readonly string[] {
  return parse(text).diagnostics.map(
    ({ place, severity, message }) => `${place.line}:${place.column} ${severity} ${message}`,
  );
}

function scalars(tree: Tree | undefined): ScalarTree[] {
  if (tree === undefined) return [];
  if (tree.kind === 'scalar') return [tree];
  if (tree.kind === 'list') return tree.items.flatMap(scalars);
  return [...tree.entries.values()].flatMap((entry) => scalars(entry.value));
}

describe('a plain scalar', () => {
  test.each([
    ['2012-10-17', '2012-10-17'],
    ['012345678901', '012345678901'],
    ['123456789012', 123456789012],
    ['1.10', '1.10'],
    ['0.5', 0.5],
    ['-3', -3],
    ['0x1F', '0x1F'],
    ['0o17', '0o17'],
    ['+5', '+5'],
    ['1_000', '1_000'],
    ['12:30:45', '12:30:45'],
    ['99999999999999999999', '99999999999999999999'],
    ['yes', 'yes'],
    ['off', 'off'],
    ['True', true],
    ['false', false],
    ['~', null],
    ['null', null],
    ['.inf', '.inf'],
    ['"12"', '12'],
    ["'true'", 'true'],
    ['!!str 12', '12'],
    ['!!int "12"', '12'],
    ['! 12', '12'],
    ['!Ref 12', '12'],
  ])('`%s` reads as %j', (text, expected) => {
    expect(valueOf(`key: ${text}\n`)).toEqual({ key: expected });
  });
});

describe('a tag', () => {
  test.each([
    ['!Ref Bucket', '!Ref'],
    ['!GetAtt\n  - Table\n  - Arn', '!GetAtt'],
    ['!Sub "a"', '!Sub'],
    ['!If [A, b, c]', '!If'],
    ['!Sub\n  a: b', '!Sub'],
    ['!!str x', undefined],
    ['!!map {a: b}', undefined],
  ])('of `%s` is %s', (text, tag) => {
    const { tree } = parse(`key: ${text}\n`);
    const value = tree?.kind === 'dictionary' ? tree.entries.get('key')?.value : undefined;
    expect(value?.tag).toBe(tag);
  });
});

describe('anchors and merge keys', () => {
  test('an alias is the node that the anchor names', () => {
    expect(valueOf('a: &x [1, {b: 2}]\nc: *x\n')).toEqual({ a: [1, { b: 2 }], c: [1, { b: 2 }] });
  });
  test('own keys win over merged ones, earlier merges over later ones', () => {
    const text = 'a: &a {x: 1, y: 1}\nb: &b {y: 2, z: 2}\nc:\n  <<: [*a, *b]\n  x: 3\n';
    expect(valueOf(text)).toMatchObject({ c: { x: 3, y: 1, z: 2 } });
  });
  test('a quoted `<<` is a key like any other', () => {
    expect(valueOf('a: {"<<": 1}\n')).toEqual({ a: { '<<': 1 } });
  });
  test('an alias that contains itself is reported and the rest is kept', () => {
    expect(valueOf('a: &x\n  b: *x\n  c: 1\n')).toEqual({ a: { b: null, c: 1 } });
    expect(messages('a: &x\n  b: *x\n')).toEqual(['2:7 error alias `*x` contains itself; write the value out']);
  });
  test('an alias without anchor is reported', () => {
    expect(messages('a: *nowhere\n')).toEqual(['1:5 error alias `*nowhere` is not defined above; write the value out']);
  });
  test('a bomb of aliases is not expanded', () => {
    let text = 'a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n';
    for (let i = 1; i < 40; i++)
      text += `a${i}: &a${i} [${Array.from({ length: 10 }, () => `*a${i - 1}`).join(', ')}]\n`;
    const { tree, diagnostics } = parse(text);
    expect(diagnostics.length).toBeGreaterThan(0);
    expect(diagnostics.length).toBeLessThanOrEqual(100);
    expect(scalars(tree).length).toBeLessThan(250_000);
  });
  test('a chain of aliases does not nest without end', () => {
    let text = 'a0: &a0 [x]\n';
    for (let i = 1; i < 5000; i++) text += `a${i}: &a${i} [*a${i - 1}]\n`;
    const { tree } = parse(text);
    expect(() => (tree === undefined ? undefined : plainTree(tree))).not.toThrow();
  });
});

describe('a fault', () => {
  test.each([
    [
      'a tab',
      'a:\n\tb: 1\n',
      ['2:1 error invalid YAML: tab characters must not be used in indentation; indent with spaces'],
    ],
    [
      'a key twice',
      'a: 1\nb: 2\na: 3\n',
      ['3:1 warning key `a` is already on line 1 and replaces it here; remove one of the two'],
    ],
    [
      'two documents',
      'a: 1\n---\nb: 2\n',
      ['1:5 warning only the first YAML document is read; put the others in files of their own'],
    ],
    [
      'a tag on a tag',
      'a: !Base64 !Sub b\n',
      [
        '1:12 error invalid YAML: duplication of a tag property; write the outer function in its long form, such as `Fn::Base64:`',
      ],
    ],
    ['a list as key', '? [a]\n: 1\nb: 2\n', ['1:3 error a list or dictionary cannot be a key; use a string']],
  ])('%s is told with its line', (_, text, expected) => {
    expect(messages(text)).toEqual(expected);
  });
  test.each([
    ['an open quote', 'a: "b\n'],
    ['an open bracket', 'a: [b\n'],
    ['a NUL byte', 'a: \0\n'],
    ['wrong indentation', 'a:\n   b: 1\n  c: 2\n'],
    ['too deep', `a: ${'['.repeat(200)}${']'.repeat(200)}\n`],
    ['handlebars', 'a: {{ value }}\n{% if %}\n'],
  ])('%s gives one error and no tree', (_, text) => {
    const { tree, diagnostics } = parse(text);
    expect(tree).toBeUndefined();
    expect(diagnostics.map((diagnostic) => diagnostic.severity)).toEqual(['error']);
  });
  test('of two equal keys the last one counts', () => {
    expect(valueOf('a: 1\na: 3\n')).toEqual({ a: 3 });
  });
});

describe('brackets and quotes may end left of their key, as CloudFormation reads them', () => {
  test.each([
    ['a bracket', 'top:\n  list: [\n    a\n]\n  next: 1\n', { top: { list: ['a'], next: 1 } }],
    ['a brace', 'top:\n  map: {\n    a: b\n  }\n  next: 1\n', { top: { map: { a: 'b' }, next: 1 } }],
    ['JSON indented by tabs', 'top:\n  map: {\n\t"a": [\n\t\t1\n\t]\n}\n', { top: { map: { a: [1] } } }],
    ['a quoted policy', 'top:\n  - text: !Sub \'{\n  "a": 1\n}\'\n  - b\n', { top: [{ text: '{ "a": 1 }' }, 'b'] }],
  ])('%s', (_, text, expected) => {
    expect(messages(text)).toEqual([]);
    expect(valueOf(text)).toEqual(expected);
  });
  test('places are those of the file', () => {
    const [first, second] = scalars(parse("top:\n  text: 'one\ntwo'\n  next: three\n").tree);
    if (first === undefined || second === undefined) throw new Error('expected two scalars');
    expect(locateText(first, 4)).toMatchObject({ line: 3, column: 1 });
    expect(first.at).toMatchObject({ line: 2, column: 10, endLine: 3, endColumn: 4 });
    expect(second.at).toMatchObject({ line: 4, column: 9 });
  });
  test.each(['[\n---\n', '"\n--- x', 'a: [\n\n', "a: '\n\n...\n"])('%j, which cannot be repaired, ends', (text) => {
    expect(parse(text).diagnostics).toHaveLength(1);
  });
  test('a fault behind them is told at its own line and column', () => {
    expect(messages('a: [\n]\nb:\n c: [\n]\n\td: 1\n')[0]).toMatch(/^6:1 error invalid YAML/);
  });
});

test.each([
  [
    'a: b: c\n',
    '1:5 error invalid YAML: bad indentation of a mapping entry; correct this line or put the value in quotes',
  ],
  [
    'a:\n    b: 1\n   c: 2\n',
    '3:4 error invalid YAML: bad indentation of a mapping entry; align this line with its siblings',
  ],
  ['a: 1\n \tb: 1\n', '2:4 error invalid YAML: bad indentation of a mapping entry; indent with spaces'],
])('%j says what to do', (text, message) => {
  expect(messages(text)).toEqual([message]);
});

test('`*` without quotes is told as such', () => {
  expect(messages('Action: *\n')).toEqual([
    '1:10 error invalid YAML: name of an alias node must contain at least one character; put `*` in quotes',
  ]);
});

test.each([
  ['', undefined],
  ['# only a comment\n', undefined],
  ['---\n', undefined],
  ['\uFEFFa: 1\n', { a: 1 }],
  ['a: 1\r\nb: |\r\n  x\r\n  y\r\n', { a: 1, b: 'x\ny\n' }],
  ['1: a\ntrue: b\n~: c\n', { 1: 'a', true: 'b', '': 'c' }],
  ['{"a": [1, "b"]}', { a: [1, 'b'] }],
])('%j reads as %j', (text, expected) => {
  expect(valueOf(text)).toEqual(expected);
});

describe('places', () => {
  test('of keys, values, brackets and quoted text', () => {
    const { tree } = parse('top:\n  key: "text"\n  list: [a,\n    b ] # end\n');
    const top = tree?.kind === 'dictionary' ? tree.entries.get('top')?.value : undefined;
    const entries = top?.kind === 'dictionary' ? top.entries : new Map();
    expect(entries.get('key')).toMatchObject({
      keyAt: { line: 2, column: 3, endLine: 2, endColumn: 6 },
      // Without the quotes, so that an offset in the text is an offset from here.
      value: { at: { line: 2, column: 9, endLine: 2, endColumn: 13 } },
    });
    expect(entries.get('list')?.value.at).toMatchObject({ line: 3, column: 9, endLine: 4, endColumn: 8 });
  });

  test.each([
    ['literal', 'a: |\n  one\n\n   two\n  three\n'],
    ['literal, keep', 'a: |+\n  one\n\n\n'],
    ['literal, strip, leading blank lines', 'a: |-\n\n\n  one\n  two'],
    ['literal with indentation indicator', 'a: |2\n    one\n  two\n'],
    ['folded', 'a: >\n  one\n  two\n\n  three\n    more\n  four\n\n\n  five\n'],
    ['folded, strip', 'a: >-\n  one\n  two\n'],
    ['literal, CRLF', 'a: |\r\n  one\r\n  two\r\n'],
    ['plain over lines', 'a: one\n  two\n\n  three\n'],
    ['single quoted', "a: 'it''s one\n  two  \n\n  three'\n"],
    ['double quoted', 'a: "one\\ttwo\\u0041 \\\n  three\n  four \\x41 \\U0001F600 end"\n'],
  ])('of every letter in a %s scalar', (_, text) => {
    const lines = text.split(/\r?\n/);
    for (const scalar of scalars(parse(text).tree)) {
      const value = String(scalar.value);
      for (let offset = 0; offset < value.length; offset++) {
        const letter = value[offset] ?? '';
        if (!/[a-z]/.test(letter)) continue;
        const place = locateText(scalar, offset);
        expect(lines[place.line - 1]?.[place.column - 1], `offset ${offset}`).toBe(letter);
      }
    }
  });
});

const inside = (place: Place, text: string): boolean => {
  const lines = text.split(/\r\n|\r|\n/);
  const start = lines[place.line - 1];
  const end = lines[place.endLine - 1];
  if (start === undefined || end === undefined) return false;
  const ordered = place.line < place.endLine || (place.line === place.endLine && place.column <= place.endColumn);
  // A line's end includes its line break, which may be two characters.
  return ordered && place.column >= 1 && place.column <= start.length + 2 && place.endColumn <= end.length + 2;
};

function places(tree: Tree): Place[] {
  if (tree.kind === 'scalar') return [tree.at];
  if (tree.kind === 'list') return [tree.at, ...tree.items.flatMap(places)];
  return [tree.at, ...[...tree.entries.values()].flatMap((entry) => [entry.keyAt, ...places(entry.value)])];
}

const tokens = fc.constantFrom(
  ...[
    'a',
    'b: ',
    '- ',
    '? ',
    ': ',
    '\n',
    '\n  ',
    '\n    ',
    ' ',
    '[',
    ']',
    '{',
    '}',
    ', ',
    '"',
    "'",
    '|',
    '>',
    '|-\n',
    '&x ',
    '*x',
    '<<: ',
  ],
  ...[
    '!Ref ',
    '!Sub ',
    '!!str ',
    '# c\n',
    '\t',
    '\r\n',
    '\r',
    '\uFEFF',
    '---\n',
    '...\n',
    '%YAML 1.2\n',
    '\\',
    '\\u0041',
    '${A.b}',
    '~',
    '@',
    '😀',
  ],
);

test('any text gives a tree or diagnostics, and every place is inside the file', () => {
  const soup = fc.array(tokens, { maxLength: 60 }).map((parts) => parts.join(''));
  fc.assert(
    fc.property(fc.oneof(soup, fc.string({ unit: 'binary', maxLength: 80 })), (text) => {
      const { tree, diagnostics } = parse(text);
      const body = text.startsWith('\uFEFF') ? text.slice(1) : text;
      for (const place of tree === undefined ? [] : places(tree))
        expect(inside(place, body), JSON.stringify(place)).toBe(true);
      for (const { place } of diagnostics) expect(inside(place, body), JSON.stringify(place)).toBe(true);
    }),
    { numRuns: 1500 },
  );
});

test('what is written as JSON reads back the same', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      const text = JSON.stringify(value);
      const back = valueOf(text);
      expect(back ?? null).toEqual(JSON.parse(text));
    }),
    { numRuns: 500 },
  );
});

test('what is written as block YAML reads back the same', () => {
  fc.assert(
    fc.property(fc.jsonValue({ maxDepth: 4 }), (value) => {
      // js-yaml writes some floats in a form of its own (`5.e-324`).
      const plain: unknown = JSON.parse(JSON.stringify(value), (_, item) =>
        typeof item === 'number' ? Math.trunc(item % 1e9) | 0 : item,
      );
      expect(valueOf(dump(plain)) ?? null).toEqual(plain);
    }),
    { numRuns: 300 },
  );
});
