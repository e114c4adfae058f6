import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { prepare } from '../taint.ts';
import { expressionBreach } from './expression.ts';
import { documentQuery, operatorBreach } from './operators.ts';
import { prototypeBreach } from './prototype.ts';
import { serialisedBreach } from './serialised.ts';

const taintsOf = (name: string, value: string) => prepare([{ where: 'body', name, value }]);

describe('operators of document stores', () => {
  test.each<[string, string, string, unknown, boolean]>([
    ['an operator as a name', 'password.$ne', 'x', { password: { $ne: 'x' } }, true],
    ['an operator in brackets', 'password[$gt]', 'x', { password: { $gt: 'x' } }, true],
    ['an operator in a JSON text', 'filter', '{"password":{"$regex":".*"}}', { password: { $regex: '.*' } }, true],
    ['code in $where', 'name', "x' || '1'=='1", { $where: "this.name == 'x' || '1'=='1'" }, true],
    [
      'a function body',
      'name',
      'x"; sleep(9); "',
      { $expr: { $function: { body: 'return "x"; sleep(9); ""' } } },
      true,
    ],
    ["the handler's own operator", 'min', '7', { price: { $gte: 7 } }, false],
    ['a price with a dollar sign', 'note', 'it costs $ne 5', { note: 'it costs $ne 5', n: { $ne: 1 } }, false],
    ['an operator that the query does not hold', 'a.$gt', 'x', { a: 'x' }, false],
    ['a plain word in $where', 'name', 'bob', { $where: "this.name == 'bob'" }, false],
  ])('%s', (_case, name, value, query, isBreach) => {
    expect(operatorBreach(documentQuery(query), taintsOf(name, value)) !== undefined).toBe(isBreach);
  });
});

describe('DynamoDB expressions', () => {
  test.each<[string, string, string, boolean]>([
    ['a tautology', 'owner = :me OR attribute_exists(id)', ':me OR attribute_exists(id)', true],
    ['an added update', 'SET note = :n, admin = :t', ':n, admin = :t', true],
    ['a name', 'SET note = :n', 'note', false],
    ['a list of names to project', 'id, title', 'id, title', false],
    ['a dotted name', 'a.b.c = :v', 'a.b.c', false],
    ['a value elsewhere', 'owner = :me', 'x OR y', false],
  ])('%s', (_case, expression, value, isBreach) => {
    expect(expressionBreach(expression, taintsOf('filter', value)) !== undefined).toBe(isBreach);
  });
});

describe('prototypes', () => {
  test.each<[string, string, string, boolean]>([
    ['a name', '__proto__.isAdmin', 'true', true],
    ['a name in brackets', 'a[__proto__][isAdmin]', 'true', true],
    ['a constructor', 'constructor.prototype.isAdmin', 'true', true],
    ['a constructor in brackets', 'a[constructor][prototype][x]', 'true', true],
    ['a path to set', 'path', '__proto__.polluted', true],
    ['a path with brackets', 'path', 'a.constructor.prototype.x', true],
    ['a JSON text', 'data', '{"__proto__":{"x":1}}', true],
    ['a JSON text with an escaped key', 'data', '{"\\u005f\\u005fproto\\u005f\\u005f":{"x":1}}', true],
    ['a sentence about it', 'question', 'what does __proto__ do in JavaScript?', false],
    ['a constructor of houses', 'trade', 'constructor', false],
    ['a prototype of a car', 'note', 'see the prototype.', false],
  ])('%s', (_case, name, value, isBreach) => {
    expect(prototypeBreach(taintsOf(name, value)) !== undefined).toBe(isBreach);
  });
});

describe('serialised objects', () => {
  test.each<[string, string, string | undefined]>([
    ['a function of node-serialize', '{"a":"_$$ND_FUNC$$_function(){}()"}', 'deserialise.node'],
    ['a function in YAML', 'a: !!js/function "x"', 'deserialise.yaml'],
    ['a Java stream', 'rO0ABXNyABFqYXZh', 'deserialise.java'],
    ['a PHP object', 'O:8:"stdClass":1:{s:1:"a";i:1;}', 'deserialise.php'],
    ['a Python object in YAML', '!!python/object/apply:os.system ["id"]', 'deserialise.yaml'],
    ['a pickle', "cos\nsystem\n(S'id'\ntR.", 'deserialise.python'],
    ['a .NET type', '{"$type":"System.Windows.Data.ObjectDataProvider, PresentationFramework"}', 'deserialise.dotnet'],
    ['a sentence', 'Open: 8 to 5, O: 3', undefined],
    ['a type of linked data', '{"@type":"Person"}', undefined],
  ])('%s', (_case, value, rule) => {
    expect(serialisedBreach(taintsOf('data', value))?.rule).toBe(rule);
  });
});

test('no text makes the rules throw', () => {
  fc.assert(
    fc.property(fc.string(), fc.string(), (name, value) => {
      const taints = taintsOf(name, value);
      prototypeBreach(taints);
      serialisedBreach(taints);
      expressionBreach(value + name, taints);
      operatorBreach(documentQuery({ [name]: value }), taints);
    }),
  );
});
