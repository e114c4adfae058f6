import type { DocumentQuery } from '../document/operators.ts';

/**
 * Reads the commands that a driver sends to MongoDB: the names of fields that begin with `$`, and scripts.
 * @see https://www.mongodb.com/docs/manual/reference/mongodb-wire-protocol/#op_msg
 */
const OP_MSG = 2013;

export function isMongoMessage(bytes: Buffer): boolean {
  return bytes.length > 21 && bytes.readInt32LE(0) === bytes.length && bytes.readInt32LE(12) === OP_MSG;
}

/** Operators and scripts of all documents in one message; what is not well formed ends the walk. */
export function mongoQuery(bytes: Buffer): DocumentQuery {
  const found = { operators: new Set<string>(), scripts: [] as string[] };
  let at = 20;
  while (at < bytes.length - 4) {
    const kind = bytes[at];
    if (kind === 0) at = readDocument(bytes, at + 1, found, 0);
    else if (kind === 1) at = readSequence(bytes, at + 1, found);
    else break;
    if (at <= 0) break;
  }
  return found;
}

interface Found {
  readonly operators: Set<string>;
  readonly scripts: string[];
}

function readSequence(bytes: Buffer, start: number, found: Found): number {
  const end = start + bytes.readInt32LE(start);
  let at = bytes.indexOf(0, start + 4) + 1;
  while (at > 0 && at < end && at + 4 < bytes.length) at = readDocument(bytes, at, found, 0);
  return end;
}

/** Offset after the document; negative when it is not one. */
function readDocument(bytes: Buffer, start: number, found: Found, depth: number): number {
  if (depth > 100 || start + 5 > bytes.length) return -1;
  const end = start + bytes.readInt32LE(start);
  if (end > bytes.length || end <= start + 4) return -1;
  let at = start + 4;
  while (at < end - 1) {
    const type = bytes[at] ?? 0;
    const nameEnd = bytes.indexOf(0, at + 1);
    if (nameEnd < 0) return -1;
    const name = bytes.toString('utf8', at + 1, nameEnd);
    if (name.startsWith('$')) found.operators.add(name);
    const size = valueSize(bytes, type, nameEnd + 1);
    if (size === undefined) return -1;
    if (type === 3 || type === 4) readDocument(bytes, nameEnd + 1, found, depth + 1);
    else if (SCRIPT_NAMES.has(name) && (type === 2 || type === 13))
      found.scripts.push(bytes.toString('utf8', nameEnd + 5, nameEnd + size));
    at = nameEnd + 1 + size;
  }
  return end;
}

const SCRIPT_NAMES = new Set([
  '$where',
  '$function',
  'body',
  'init',
  'accumulate',
  'merge',
  'finalize',
  'map',
  'reduce',
]);
/** Bytes of the types of fixed size. */
const FIXED: Readonly<Record<number, number>> = {
  1: 8,
  6: 0,
  7: 12,
  8: 1,
  9: 8,
  10: 0,
  16: 4,
  17: 8,
  18: 8,
  19: 16,
  127: 0,
  255: 0,
};

function valueSize(bytes: Buffer, type: number, at: number): number | undefined {
  const fixed = FIXED[type];
  if (fixed !== undefined) return fixed;
  if (type === 11) return bytes.indexOf(0, bytes.indexOf(0, at) + 1) + 1 - at;
  if (at + 4 > bytes.length) return undefined;
  const size = bytes.readInt32LE(at);
  if (size < 0) return undefined;
  if (type === 3 || type === 4 || type === 15) return size;
  if (type === 2 || type === 13 || type === 14) return size + 4;
  if (type === 5) return size + 5;
  return type === 12 ? size + 16 : undefined;
}
