import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { prepare } from '../taint.ts';
import { scriptTokens } from './script.ts';
import { codeBreach } from './structure.ts';
import { tagsOf, templateBreach } from './template.ts';

const taintsOf = (...values: readonly string[]) =>
  prepare(values.map((value) => ({ where: 'body' as const, name: 'text', value })));
const code = (source: string, value: string) => codeBreach(source, taintsOf(value))?.code;

describe('an input that is run is an attack', () => {
  test.each<[string, (value: string) => string, string, string]>([
    ['a whole program', (v) => v, "require('child_process').exec('id')", 'sink-code'],
    ['arithmetic', (v) => v, '7*7', 'sink-code'],
    ['a call', (v) => `return ${v}`, 'process.exit()', 'sink-code'],
    ['a literal closed', (v) => `var a = '${v}';`, "';process.exit();'", 'sink-code'],
    ['a template left by its brace', (v) => `var a = \`${v}\`;`, '${process.env}', 'sink-code'],
    ['a comment closed', (v) => `/* ${v} */ 1`, '*/process.exit()/*', 'sink-code'],
    ['a line comment ended', (v) => `// ${v}`, 'x\nprocess.exit()', 'sink-code'],
    ['a backslash before the closing quote', (v) => `f('${v}', 'b')`, 'x\\', 'sink-code'],
    ['a member', (v) => `obj.${v}`, 'constructor.constructor', 'sink-code'],
    [
      'a serialised function',
      (v) => `(${JSON.parse(v).rce.slice(19)})`,
      '{"rce":"_$$ND_FUNC$$_function (){require(1)}()"}',
      'sink-code',
    ],
    ['an EJS tag compiled', () => '__append("Hello "); __append(escapeFn( 7*7 ))', '<%= 7*7 %>', 'sink-template'],
    [
      'a tag with a chain compiled by name',
      () => 'lookup(lookup(ctx,"range"),"constructor")("return 1")',
      '{{range.constructor("return 1")()}}',
      'sink-template',
    ],
    [
      'a line of code in an indented template',
      () => 'pug_html += "x"; var x = 7*7; pug_html += x',
      'a\n- var x = 7*7',
      'sink-template',
    ],
  ])('%s', (_name, sink, value, wanted) => {
    expect(code(sink(value), value)).toBe(wanted);
  });
});

describe('an input that is a literal passes', () => {
  test.each<[string, string, string]>([
    ['a text as JSON', `var a = ${JSON.stringify('it\'s "fine"; ok()')};`, 'it\'s "fine"; ok()'],
    ['a text in single quotes', "f('a b, c')", 'a b, c'],
    ['a number', 'return -12.5', '-12.5'],
    ['a text in a template', '`hello ${name}, a; b`', 'a; b'],
    ['a text that is not there', 'return compiled(data)', 'compiled by hand(now)'],
    ['a tag that an engine keeps as text', '__append("{{ 7*7 }}")', '{{ 7*7 }}'],
    ['a text within a regular expression', 'x = /a-b/.test(y)', 'a-b'],
    ['a plain tag of a letter template', '__append(name)', 'Dear {{name}}'],
  ])('%s', (_name, source, value) => {
    expect(code(source, value)).toBeUndefined();
  });
});

describe('templates', () => {
  test.each([
    ['<%= process.env %>', ['process.env']],
    ['{{7*7}} and ${7*7} and #{7*7}', ['7*7', '7*7', '7*7']],
    ['{% set x = 1 %}', ['set x = 1']],
    ['costs $5 {no} <b>', []],
    ['a {} b [] c', []],
  ])('%s', (text, tags) => {
    expect(tagsOf(text)).toEqual(tags);
  });

  test('a tag of an input in a template is an attack, a tag of the handler is not', () => {
    expect(templateBreach('Hello {{7*7}}', taintsOf('{{7*7}}'))?.code).toBe('sink-template');
    expect(templateBreach('Hello {{name}}', taintsOf('Bob'))).toBeUndefined();
    expect(templateBreach('Hello {{name}}', taintsOf('{{7*7}}'))).toBeUndefined();
  });
});

describe('laws', () => {
  const nasty = fc.string({
    unit: fc.constantFrom("'", '"', '`', '\\', '/', '*', '$', '{', '}', '\n', 'a', ' ', ';', '(', '1'),
    maxLength: 24,
  });

  test('a value written as JSON into code is never flagged', () => {
    fc.assert(
      fc.property(fc.oneof(nasty, fc.string()), (value) => {
        fc.pre(value.trim().length > 3 && !/[\u2028\u2029]/.test(value));
        expect(code(`var a = ${JSON.stringify(value)};`, value.trim())).toBeUndefined();
      }),
    );
  });

  test('tokens are in order and within the text, whatever it is', () => {
    fc.assert(
      fc.property(fc.oneof(nasty, fc.string()), (text) => {
        let at = 0;
        for (const token of scriptTokens(text)) {
          expect(token.start).toBeGreaterThanOrEqual(at);
          expect(token.end).toBeGreaterThan(token.start);
          at = token.end;
        }
        expect(at).toBeLessThanOrEqual(text.length);
      }),
    );
  });
});
