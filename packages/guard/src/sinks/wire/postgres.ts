/**
 * Reads what a driver sends to a Postgres server and swaps the statements that are refused.
 * @see https://www.postgresql.org/docs/current/protocol-message-formats.html
 */

/** Asked for each statement's text; true refuses it. */
export type Refuses = (sql: string) => boolean;

const QUERY = 0x51;
const PARSE = 0x50;
/** Message types that a client sends, for a connection that is already under way. */
const CLIENT_TYPES = new Set(Buffer.from('BCDEFHPQSXcdfp'));
/** Not a statement: the server answers with an error, the driver rejects, the connection stays usable. */
const REFUSED = Buffer.from('denied by guard');

/** `length, protocol 3.x, parameters`: the first message of a client, after TLS where there is any. */
export function isPostgresStart(bytes: Buffer): boolean {
  return bytes.length >= 9 && bytes.readInt32BE(0) === bytes.length && bytes.readUInt16BE(4) === 3;
}

/** SSLRequest, GSSENCRequest: a start of the same protocol follows, here or within TLS. */
export function isPostgresPrelude(bytes: Buffer): boolean {
  return bytes.length === 8 && bytes.readInt32BE(0) === 8 && bytes.readUInt16BE(4) === 1234;
}

/** True when the bytes are whole client messages: a connection opened before the hooks were installed. */
export function isPostgresUnderWay(bytes: Buffer): boolean {
  let at = 0;
  while (at + 5 <= bytes.length) {
    if (!CLIENT_TYPES.has(bytes[at] ?? 0)) return false;
    const size = bytes.readInt32BE(at + 1);
    if (size < 4) return false;
    at += 1 + size;
  }
  return at === bytes.length && at > 0;
}

export interface PostgresReader {
  /** Takes bytes as written and gives those to send; a message that is not whole yet is kept back. */
  read(bytes: Buffer): Buffer;
}

export function postgresReader(refuses: Refuses): PostgresReader {
  let held: Buffer = Buffer.alloc(0);
  // Bytes of a message that holds no statement and is longer than one write (COPY, large parameters).
  let passing = 0;
  return {
    read(bytes) {
      let rest = held.length === 0 ? bytes : Buffer.concat([held, bytes]);
      held = Buffer.alloc(0);
      const sent: Buffer[] = [];
      while (rest.length > 0) {
        const step = passing > 0 ? Math.min(passing, rest.length) : messageSize(rest);
        const isStatement = passing === 0 && (rest[0] === QUERY || rest[0] === PARSE);
        if (step === undefined || (isStatement && step > rest.length)) {
          held = rest;
          break;
        }
        const message = rest.subarray(0, step);
        passing = passing > 0 ? passing - message.length : step - message.length;
        sent.push(isStatement ? checked(message, refuses) : message);
        rest = rest.subarray(message.length);
      }
      return sent.length === 1 ? (sent[0] ?? held) : Buffer.concat(sent);
    },
  };
}

/** Undefined while the length is not there yet; a senseless one lets the rest pass, for the server to refuse. */
function messageSize(bytes: Buffer): number | undefined {
  if (bytes.length < 5) return undefined;
  const size = bytes.readInt32BE(1);
  return size < 4 ? bytes.length : size + 1;
}

function checked(message: Buffer, refuses: Refuses): Buffer {
  const nameEnd = message[0] === PARSE ? message.indexOf(0, 5) + 1 : 5;
  const textEnd = message.indexOf(0, nameEnd);
  if (nameEnd <= 0 || textEnd < 0 || !refuses(message.toString('utf8', nameEnd, textEnd))) return message;
  const swapped = Buffer.concat([message.subarray(0, nameEnd), REFUSED, message.subarray(textEnd)]);
  swapped.writeInt32BE(swapped.length - 1, 1);
  return swapped;
}
