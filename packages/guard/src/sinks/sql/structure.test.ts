import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { prepare } from '../taint.ts';
import { sqlBreach } from './structure.ts';
import { type Dialect, tokens } from './tokens.ts';

const breach = (sql: string, values: readonly string[], dialect: Dialect = 'postgres') =>
  sqlBreach(sql, prepare(values.map((value, at) => ({ where: 'query', name: `q${at}`, value }))), [dialect]);
const inQuotes = (value: string): string => `SELECT * FROM users WHERE name = '${value}' AND tenant = 7`;
const bare = (value: string): string => `SELECT * FROM users WHERE id = ${value} AND tenant = 7`;

describe('an input that shapes the statement is an attack', () => {
  test.each<[string, (value: string) => string, string, Dialect]>([
    ['a tautology', inQuotes, "' OR '1'='1", 'postgres'],
    ['a comment after a closed literal', inQuotes, "admin'--", 'postgres'],
    ['a union', bare, '1 UNION SELECT password FROM users', 'postgres'],
    ['words and numbers only', bare, '1 or 1', 'mysql'],
    ['a stacked statement', bare, '1; DROP TABLE users', 'postgres'],
    ['a dollar-quoted text that is closed', (v) => `SELECT $q$${v}$q$`, 'x$q$; select $q$', 'postgres'],
    ['a nested comment closed', (v) => `SELECT 1 /* ${v} */`, 'x */ , 2 /*', 'postgres'],
    ['a line comment ended by a newline', (v) => `SELECT 1 -- ${v}`, 'x\nUNION SELECT 2', 'postgres'],
    ['a backslash that eats the closing quote', inQuotes, 'x\\', 'mysql'],
    ['doubled quotes where a backslash escapes', (v) => inQuotes(v.replaceAll("'", "''")), "\\' or 1=1 -- ", 'mysql'],
    ['a hash comment', inQuotes, "admin'#", 'mysql'],
    ['an executable comment', bare, '1/*!50000union*/select 2', 'mysql'],
    ['a double-quoted literal closed', (v) => `SELECT "${v}"`, '" or ""="', 'mysql'],
    ['a quoted name closed', (v) => `SELECT * FROM "${v}"`, 'a" where 1=1; --', 'sqlite'],
    ['a bracketed name closed', (v) => `SELECT * FROM [${v}]`, 'a] where 1=1; --', 'sqlite'],
    ['arithmetic in place of a number', bare, '2-1', 'postgres'],
    ['a function call', bare, 'pg_sleep(5)', 'postgres'],
    ['a catalogue name', (v) => `SELECT * FROM ${v}`, 'pg_shadow', 'postgres'],
    ['a qualified catalogue name', (v) => `SELECT * FROM ${v}`, 'information_schema.tables', 'postgres'],
    [
      'a case expression after ORDER BY',
      (v) => `SELECT 1 ORDER BY ${v}`,
      'case when 1=1 then a else b end',
      'postgres',
    ],
    ['a sub-select after ORDER BY', (v) => `SELECT 1 ORDER BY ${v}`, 'a,(select 1)', 'postgres'],
    ['another column without ORDER BY', (v) => `SELECT a FROM t WHERE ${v}`, 'a, b', 'postgres'],
    ['a literal left open', inQuotes, "x'", 'postgres'],
    ['what percent-decoding makes of it', (v) => inQuotes(decodeURIComponent(v)), '%27%20or%201%3D1--', 'postgres'],
    ['upper-cased by the handler', (v) => inQuotes(v.toUpperCase()), "' or 1=1--", 'postgres'],
    ['an unicode-escape literal closed', (v) => `SELECT U&'${v}'`, "x' || user || '", 'postgres'],
    ['an escape literal with a backslash', (v) => `SELECT E'${v}'`, "x\\'' or 1=1 --", 'postgres'],
    ['a full-width quote made plain', (v) => inQuotes(v.normalize('NFKC')), '\uff07 or 1=1--', 'postgres'],
  ])('%s', (_name, sink, value, dialect) => {
    expect(breach(sink(value), [value], dialect)?.rule).toBe('sql.structure');
  });

  test('split over two inputs', () => {
    const [a, b] = ['x\\', ' or 1=1 #'];
    expect(breach(`SELECT 1 WHERE a='${a}' AND b='${b}'`, [a, b], 'mysql')).toBeDefined();
  });
});

describe('an input that is data passes', () => {
  test.each<[string, string, string, Dialect]>([
    ['a name with its quote doubled', inQuotes("O''Brien"), "O'Brien", 'postgres'],
    ['a name with its quote escaped', inQuotes("O\\'Brien"), "O'Brien", 'mysql'],
    ['an ampersand', inQuotes('rock & roll'), 'rock & roll', 'postgres'],
    ['two dashes in a literal', inQuotes('--'), '--', 'postgres'],
    ['a sentence with keywords', inQuotes('select a seat'), 'select a seat', 'postgres'],
    ['a number', bare('42'), '42', 'postgres'],
    ['a negative number', bare('-42.5'), '-42.5', 'postgres'],
    ['a list of numbers', 'SELECT 1 WHERE id IN (1, 2,3)', '1, 2,3', 'postgres'],
    ['a sort order', 'SELECT a FROM t ORDER BY t.name DESC, id', 't.name desc, id', 'postgres'],
    ['chosen columns', 'SELECT id, name FROM t', 'id, name', 'postgres'],
    ['two keywords that the statement has too', 'SELECT a FROM t WHERE b = $1 ORDER BY a', 'order by', 'postgres'],
    ['a semicolon in a literal', inQuotes('a; b'), 'a; b', 'postgres'],
    ['a text in a dollar-quoted literal', "SELECT $$it's -- fine$$", "it's -- fine", 'postgres'],
    ['a text in a comment', "SELECT 1 /* route='/a b' */", "route='/a b'", 'postgres'],
    ['a parameter mark', 'SELECT $1', '$1', 'postgres'],
    ['a backslash in a standard literal', inQuotes('C:\\temp\\x'), 'C:\\temp\\x', 'postgres'],
    ['a path escaped for MySQL', inQuotes('C:\\\\temp\\\\'), 'C:\\temp\\', 'mysql'],
    ['a date in a literal', inQuotes('2024-01-01'), '2024-01-01', 'postgres'],
    ['a qualified column', 'SELECT users.id FROM users', 'users.id', 'postgres'],
    ['an operator chosen by the client', 'SELECT 1 WHERE a >= $1', '>=', 'postgres'],
  ])('%s', (_name, sql, value, dialect) => {
    expect(breach(sql, [value], dialect)).toBeUndefined();
  });
});

describe('laws', () => {
  const dialect = fc.constantFrom<Dialect>('postgres', 'mysql', 'sqlite', 'partiql');
  const nasty = fc.string({
    unit: fc.constantFrom("'", '"', '\\', '-', '/', '*', '$', '#', '`', '[', ']', 'a', '1', ' ', '\n', ';', '(', '\0'),
    maxLength: 24,
  });

  test('a parameterised statement is never flagged', () => {
    const statements = [
      'SELECT * FROM a WHERE b = $1 AND c = $2',
      'INSERT INTO a (b, c) VALUES (?, ?)',
      'UPDATE a SET b = :b',
    ];
    const value = fc
      .oneof(nasty, fc.string())
      .filter((text) => !statements.some((sql) => sql.toLowerCase().includes(text.trim().toLowerCase())));
    fc.assert(
      fc.property(fc.constantFrom(...statements), value, dialect, (sql, text, spoken) => {
        expect(breach(sql, [text], spoken)).toBeUndefined();
      }),
    );
  });

  test('a value correctly quoted for its dialect is never flagged', () => {
    fc.assert(
      fc.property(fc.oneof(nasty, fc.string()), (text) => {
        const value = text.replaceAll('\0', '');
        expect(breach(`SELECT 1 WHERE a = '${value.replaceAll("'", "''")}'`, [value], 'postgres')).toBeUndefined();
        const escaped = value.replaceAll(/['"\\]/g, String.raw`\$&`);
        expect(breach(`SELECT 1 WHERE a = '${escaped}'`, [value], 'mysql')).toBeUndefined();
      }),
    );
  });

  test('tokens are in order, within the statement, never empty, whatever the text', () => {
    fc.assert(
      fc.property(fc.oneof(nasty, fc.string()), dialect, (sql, spoken) => {
        let at = 0;
        for (const token of tokens(sql, spoken)) {
          expect(token.start).toBeGreaterThanOrEqual(at);
          expect(token.end).toBeGreaterThan(token.start);
          expect(token.open).toBeLessThanOrEqual(token.close);
          expect(sql.slice(at, token.start).trim()).toBe('');
          at = token.end;
        }
        expect(at).toBeLessThanOrEqual(sql.length);
      }),
    );
  });

  test('a break-out with any tail is flagged', () => {
    fc.assert(
      fc.property(
        fc.stringMatching(/^[a-z]{1,8}$/),
        fc.constantFrom('or', 'and', '||', 'union select'),
        fc.integer({ min: 0 }),
        (word, glue, n) => {
          const value = `${word}' ${glue} ${n} -- `;
          expect(breach(inQuotes(value), [value])).toBeDefined();
        },
      ),
    );
  });
});
