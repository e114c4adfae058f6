import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isMongoMessage, mongoQuery } from './mongo.ts';
import { isMysqlStart, isMysqlUnderWay, mysqlReader } from './mysql.ts';
import { isPostgresPrelude, isPostgresStart, isPostgresUnderWay, postgresReader } from './postgres.ts';

const int32 = (value: number, order: 'BE' | 'LE'): Buffer => {
  const bytes = Buffer.alloc(4);
  if (order === 'BE') bytes.writeInt32BE(value);
  else bytes.writeInt32LE(value);
  return bytes;
};
const message = (type: string, body: string): Buffer =>
  Buffer.concat([Buffer.from(type), int32(body.length + 4, 'BE'), Buffer.from(body)]);
const refuses = (sql: string): boolean => sql.includes('bad');
const QUERY = message('Q', 'select bad\0');
const FINE = message('Q', 'select fine\0');
const PARSE = message('P', 'name\0select bad\0\0\0');
const BIND = message('B', '\0name\0\0\0\0\0');

describe('Postgres', () => {
  test('a start, a prelude and messages under way are told apart', () => {
    const start = Buffer.concat([int32(17, 'BE'), Buffer.from([0, 3, 0, 0]), Buffer.from('user\0ann\0')]);
    expect([isPostgresStart(start), isPostgresPrelude(start), isPostgresUnderWay(start)]).toEqual([true, false, false]);
    const prelude = Buffer.from([0, 0, 0, 8, 4, 210, 22, 47]);
    expect([isPostgresStart(prelude), isPostgresPrelude(prelude)]).toEqual([false, true]);
    expect(isPostgresUnderWay(Buffer.concat([PARSE, BIND]))).toBe(true);
    expect(isPostgresUnderWay(Buffer.from('GET / HTTP/1.1\r\n\r\n'))).toBe(false);
  });

  test('a refused statement is swapped, its neighbours are not', () => {
    const sent = postgresReader(refuses).read(Buffer.concat([FINE, QUERY, PARSE, BIND]));
    expect(sent.includes('bad')).toBe(false);
    expect(sent.subarray(0, FINE.length)).toEqual(FINE);
    expect(sent.subarray(-BIND.length)).toEqual(BIND);
    expect(isPostgresUnderWay(sent)).toBe(true);
  });

  test('however the bytes are cut, the same is sent, and never a refused statement', () => {
    const stream = Buffer.concat([FINE, BIND, QUERY, message('d', 'x'.repeat(99)), PARSE, FINE]);
    const whole = postgresReader(refuses).read(stream);
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1 }), (sizes) => {
        const reader = postgresReader(refuses);
        const sent: Buffer[] = [];
        for (let at = 0, turn = 0; at < stream.length; turn++) {
          const size = sizes[turn % sizes.length] ?? 1;
          sent.push(reader.read(stream.subarray(at, at + size)));
          at += size;
        }
        expect(Buffer.concat(sent)).toEqual(whole);
      }),
    );
  });
});

describe('MySQL', () => {
  const packet = (sequence: number, body: Buffer): Buffer => {
    const head = Buffer.alloc(4);
    head.writeUIntLE(body.length, 0, 3);
    head[3] = sequence;
    return Buffer.concat([head, body]);
  };
  const query = (sql: string): Buffer => packet(0, Buffer.concat([Buffer.from([3]), Buffer.from(sql)]));

  test('a statement is swapped, the next one is not', () => {
    const sent = mysqlReader(refuses).read(Buffer.concat([query('select bad'), query('select fine')]));
    expect(sent).toEqual(Buffer.concat([query('denied by guard'), query('select fine')]));
    expect(isMysqlUnderWay(query('select 1'))).toBe(true);
  });

  test('an answer to the greeting starts a connection', () => {
    const body = Buffer.concat([
      int32(0x200, 'LE'),
      int32(1 << 24, 'LE'),
      Buffer.from([45]),
      Buffer.alloc(23),
      Buffer.from('root\0'),
    ]);
    expect(isMysqlStart(packet(1, body))).toBe(true);
    expect(isMysqlStart(packet(0, body))).toBe(false);
  });
});

describe('MongoDB', () => {
  const text = (name: string, value: string): Buffer =>
    Buffer.concat([
      Buffer.from([2]),
      Buffer.from(`${name}\0`),
      int32(value.length + 1, 'LE'),
      Buffer.from(`${value}\0`),
    ]);
  const document = (...fields: readonly Buffer[]): Buffer => {
    const body = Buffer.concat(fields);
    return Buffer.concat([int32(body.length + 5, 'LE'), body, Buffer.from([0])]);
  };
  const nested = (name: string, inner: Buffer): Buffer =>
    Buffer.concat([Buffer.from([3]), Buffer.from(`${name}\0`), inner]);
  const opMsg = (section: Buffer): Buffer =>
    Buffer.concat([
      int32(21 + section.length, 'LE'),
      int32(1, 'LE'),
      int32(0, 'LE'),
      int32(2013, 'LE'),
      int32(0, 'LE'),
      Buffer.from([0]),
      section,
    ]);

  test('operators and scripts of a command are found', () => {
    const filter = document(nested('password', document(text('$ne', 'x'))), text('$where', 'this.a == 1'));
    const bytes = opMsg(document(text('find', 'users'), nested('filter', filter), text('$db', 'app')));
    expect(isMongoMessage(bytes)).toBe(true);
    const { operators, scripts } = mongoQuery(bytes);
    expect([...operators].toSorted()).toEqual(['$db', '$ne', '$where']);
    expect(scripts).toEqual(['this.a == 1\0'.slice(0, -1)]);
  });

  test('no bytes make the reader throw or hang', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 0, maxLength: 200 }), (body) => {
        mongoQuery(opMsg(Buffer.from(body)));
      }),
    );
  });
});
