import net from 'node:net';
import process from 'node:process';
import type { Denied } from '../../decision.ts';
import { operatorBreach } from '../document/operators.ts';
import { statementBreach } from '../sql/statement.ts';
import type { Dialect } from '../sql/tokens.ts';
import { isMongoMessage, mongoQuery } from '../wire/mongo.ts';
import { isMysqlStart, isMysqlUnderWay, mysqlReader } from '../wire/mysql.ts';
import { isPostgresPrelude, isPostgresStart, isPostgresUnderWay, postgresReader } from '../wire/postgres.ts';
import { type Ledger, replace } from './lock.ts';
import { judge } from './watch.ts';

type Reader = { read(bytes: Buffer): Buffer | Denied };

const readerBySocket = new WeakMap<object, Reader | 'other'>();

/**
 * Reads what is written to sockets, before TLS encrypts it: a TLSSocket's `_writeGeneric` is the one of net.Socket.
 * A connection is known by its first bytes; all others cost one look-up a write.
 */
export function hookSockets(ledger: Ledger): void {
  replace(
    net.Socket.prototype,
    '_writeGeneric',
    'net.Socket.prototype._writeGeneric',
    (original) =>
      function hooked(this: unknown, ...args) {
        const [isMany, data, encoding, callback] = args;
        // Until it is connected Node keeps the data and calls again with it.
        if (!(this instanceof net.Socket) || this.connecting) return Reflect.apply(original, this, args);
        const known = readerBySocket.get(this);
        if (known === 'other') return Reflect.apply(original, this, args);
        const bytes = bytesOf(isMany === true, data, encoding);
        const reader = known ?? recognised(this, bytes);
        if (reader === undefined) return Reflect.apply(original, this, args);
        const sent = reader.read(bytes);
        if (sent instanceof Error) return finish(callback, sent);
        return sent.length === 0 ? finish(callback) : Reflect.apply(original, this, [false, sent, 'buffer', callback]);
      },
    ledger,
  );
}

function finish(callback: unknown, error?: Error): void {
  if (typeof callback === 'function') process.nextTick(() => callback(error));
}

function bytesOf(isMany: boolean, data: unknown, encoding: unknown): Buffer {
  if (isMany && Array.isArray(data))
    return Buffer.concat(
      data.map((one: unknown) =>
        bytesOf(false, Reflect.get(Object(one), 'chunk'), Reflect.get(Object(one), 'encoding')),
      ),
    );
  if (typeof data === 'string') return Buffer.from(data, isEncoding(encoding) ? encoding : 'utf8');
  return data instanceof Uint8Array ? Buffer.from(data.buffer, data.byteOffset, data.byteLength) : Buffer.alloc(0);
}

function isEncoding(value: unknown): value is BufferEncoding {
  return typeof value === 'string' && Buffer.isEncoding(value);
}

/** Undefined before it can be known: nothing written, or a request for TLS. */
function recognised(socket: net.Socket, bytes: Buffer): Reader | undefined {
  if (bytes.length === 0 || isPostgresPrelude(bytes)) return undefined;
  if (isPostgresStart(bytes)) {
    readerBySocket.set(socket, sqlReader(postgresReader, 'postgres'));
    // The start message has no type byte, so the reader begins with what follows.
    return undefined;
  }
  const reader = readerOf(bytes);
  readerBySocket.set(socket, reader ?? 'other');
  return reader;
}

function readerOf(bytes: Buffer): Reader | undefined {
  if (isMongoMessage(bytes)) return mongoReader;
  if (isMysqlStart(bytes) || isMysqlUnderWay(bytes)) return sqlReader(mysqlReader, 'mysql');
  return isPostgresUnderWay(bytes) ? sqlReader(postgresReader, 'postgres') : undefined;
}

/** A refused statement is swapped for one that the server rejects: the driver's promise fails, its pool goes on. */
function sqlReader(make: (refuses: (sql: string) => boolean) => Reader, dialect: Dialect): Reader {
  return make((sql) => judge((taints) => statementBreach(sql, taints, [dialect]), 'anyone') !== undefined);
}

/** Drivers write whole messages; one that is split is not read. */
const mongoReader: Reader = {
  read(bytes) {
    if (!isMongoMessage(bytes)) return bytes;
    return judge((taints) => operatorBreach(mongoQuery(bytes), taints), 'anyone') ?? bytes;
  },
};
