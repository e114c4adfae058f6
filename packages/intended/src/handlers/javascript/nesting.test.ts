import { describe, expect, test } from 'vitest';
import { factsOfSource } from '../test/read-source.ts';
import { isTooNested, MOST_LEVELS } from './nesting.ts';

const deep = (open: string, middle = '1', close = ''): string =>
  open.repeat(MOST_LEVELS + 1) + middle + close.repeat(MOST_LEVELS + 1);

describe('what could overflow the stack of the parser is not given to it', () => {
  test.each([
    ['parentheses', deep('(', '1', ')')],
    ['arrays', deep('[', '1', ']')],
    ['objects', `x = ${deep('{a:', '1', '}')}`],
    ['functions', deep('function a() {', '', '}')],
    ['templates', deep('`${', '1', '}`')],
    ['elements', `x = ${deep('<a>', '', '</a>')}`],
    ['conditional expressions', deep('a ? b : ')],
    ['arrow functions', deep('a => ')],
    ['assignments', deep('a = ')],
    ['branches', deep('if (a) ', ';')],
    ['`else if` with blocks', deep('if (a) {} else ', '{}')],
    ['`else if` without blocks', deep('if (a) b, c; else ', '{}')],
    ['type arguments', `type A = ${deep('Array<', '1', '>')}`],
  ])('%s', (_, code) => {
    expect(isTooNested(code)).toBe(true);
  });
});

describe('long code is not deep code', () => {
  const many = (line: string): string => line.repeat(MOST_LEVELS * 3);

  test.each([
    ['statements', many('a = b ? c : d;\n')],
    ['statements without semicolons', many('const a = { b: [c] }\n')],
    ['branches', many('if (a) { b() } else { c() }\n')],
    ['properties', `x = {${many('a: { b: 1 }, ')}}`],
    ['elements of a list', `x = <ul>${many('<li a="b">c</li>')}</ul>`],
    ['brackets in texts', many('a("([{", \'([{\'); // ([{ \n')],
    ['brackets in patterns', many('a(/\\(\\[\\{/);\n')],
    ['sums', `x = 1${many(' + a')}`],
  ])('%s', (_, code) => {
    expect(isTooNested(code)).toBe(false);
  });
});

test('a handler nested beyond the bound has no facts and says so', async () => {
  const facts = await factsOfSource(`exports.handler = async () => ${deep('(', '1', ')')};`);
  expect(facts.entry).toMatchObject({ kind: 'deferred', why: { cause: 'malformed' } });
  expect(facts.diagnostics.map(({ message }) => message).join()).toContain('nested more than 1000 levels');
});
