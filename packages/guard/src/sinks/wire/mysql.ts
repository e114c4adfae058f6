import type { Refuses } from './postgres.ts';

/**
 * Reads what a driver sends to a MySQL server.
 * @see https://dev.mysql.com/doc/dev/mysql-server/latest/page_protocol_command_phase.html
 */
const COM_QUERY = 0x03;
const COM_STMT_PREPARE = 0x16;
const PROTOCOL_41 = 0x200;
const REFUSED = Buffer.from('denied by guard');

/** The answer to the server's greeting: sequence 1, or 2 after TLS, with the capability that all drivers have. */
export function isMysqlStart(bytes: Buffer): boolean {
  if (bytes.length < 36 || bytes.readUIntLE(0, 3) + 4 !== bytes.length) return false;
  const sequence = bytes[3];
  return (
    (sequence === 1 || sequence === 2) &&
    (bytes.readUInt32LE(4) & PROTOCOL_41) !== 0 &&
    bytes.subarray(13, 36).every((byte) => byte === 0)
  );
}

export function isMysqlUnderWay(bytes: Buffer): boolean {
  return bytes.length > 5 && bytes.readUIntLE(0, 3) + 4 === bytes.length && bytes[3] === 0 && isStatement(bytes);
}

function isStatement(packet: Buffer): boolean {
  return packet[3] === 0 && (packet[4] === COM_QUERY || packet[4] === COM_STMT_PREPARE);
}

/** Swaps refused statements; a statement split over writes is kept back until it is whole. */
export function mysqlReader(refuses: Refuses): { read(bytes: Buffer): Buffer } {
  let held: Buffer = Buffer.alloc(0);
  return {
    read(bytes) {
      let rest = held.length === 0 ? bytes : Buffer.concat([held, bytes]);
      held = Buffer.alloc(0);
      const sent: Buffer[] = [];
      while (rest.length > 0) {
        const size = rest.length < 5 ? undefined : rest.readUIntLE(0, 3) + 4;
        if (size === undefined || size > rest.length) {
          held = rest;
          break;
        }
        const packet = rest.subarray(0, size);
        sent.push(isStatement(packet) && refuses(packet.toString('utf8', 5)) ? swapped(packet) : packet);
        rest = rest.subarray(size);
      }
      return sent.length === 1 ? (sent[0] ?? held) : Buffer.concat(sent);
    },
  };
}

function swapped(packet: Buffer): Buffer {
  const made = Buffer.concat([packet.subarray(0, 5), REFUSED]);
  made.writeUIntLE(made.length - 4, 0, 3);
  return made;
}
