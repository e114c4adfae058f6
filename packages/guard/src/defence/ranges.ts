/** Addresses as numbers in sorted, merged ranges, so that one look-up takes some twenty comparisons. */
export interface Ranges {
  has(address: string): boolean;
  readonly size: number;
}

type Range = readonly [first: bigint, last: bigint];

const V4_IN_V6 = 0xffff_0000_0000n;

/** An address as 128 bits, IPv4 as IPv4-mapped; undefined for what is none. */
export function parseAddress(address: string): bigint | undefined {
  const text = address
    .trim()
    .replace(/^\[|\]$/g, '')
    .replace(/%.*$/, '');
  if (!text.includes(':')) return fromV4(text);
  return fromV6(text);
}

function fromV4(text: string): bigint | undefined {
  const parts = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})$/.exec(text)?.slice(1).map(Number);
  if (parts === undefined || parts.some((part) => part > 255)) return undefined;
  return V4_IN_V6 + parts.reduce((sum, part) => sum * 256n + BigInt(part), 0n);
}

function fromV6(text: string): bigint | undefined {
  const tail = /:(\d+\.\d+\.\d+\.\d+)$/.exec(text)?.[1];
  const last = tail === undefined ? undefined : fromV4(tail);
  if (tail !== undefined && last === undefined) return undefined;
  const plain =
    last === undefined
      ? text
      : text.replace(
          /\d+\.\d+\.\d+\.\d+$/,
          `${((last >> 16n) & 0xffffn).toString(16)}:${(last & 0xffffn).toString(16)}`,
        );
  const halves = plain.split('::');
  if (halves.length > 2) return undefined;
  const [head, rest] = halves.map((half) => (half === '' ? [] : half.split(':')));
  const missing = 8 - (head?.length ?? 0) - (rest?.length ?? 0);
  if (rest === undefined ? missing !== 0 : missing < 1) return undefined;
  const groups = [...(head ?? []), ...Array.from({ length: missing }, () => '0'), ...(rest ?? [])];
  if (!groups.every((group) => /^[\da-f]{1,4}$/i.test(group))) return undefined;
  return groups.reduce((sum, group) => sum * 65536n + BigInt(`0x${group}`), 0n);
}

/** `203.0.113.0/24`, `2001:db8::/32` or one address; undefined for what is none, comments and empty lines. */
export function parseRange(line: string): Range | undefined {
  const [written = '', length] = (line.split(/[#;\s]/, 1)[0] ?? '').split('/', 2);
  const address = parseAddress(written);
  if (address === undefined) return undefined;
  const width = written.includes(':') ? 128 : 32;
  const prefix = length === undefined ? width : Number(length);
  if (!Number.isInteger(prefix) || prefix < 0 || prefix > width) return undefined;
  const span = 1n << BigInt(width - prefix);
  const first = (address / span) * span;
  return [first, first + span - 1n];
}

export function makeRanges(lines: Iterable<string>): Ranges {
  const merged: [bigint, bigint][] = [];
  const sorted = [...lines]
    .map(parseRange)
    .filter((range) => range !== undefined)
    .sort((a, b) => (a[0] < b[0] ? -1 : a[0] > b[0] ? 1 : 0));
  for (const [first, last] of sorted) {
    const before = merged.at(-1);
    if (before !== undefined && first <= before[1] + 1n) before[1] = last > before[1] ? last : before[1];
    else merged.push([first, last]);
  }
  return { size: merged.length, has: (address) => isIn(parseAddress(address), merged) };
}

function isIn(address: bigint | undefined, ranges: readonly Range[]): boolean {
  if (address === undefined) return false;
  let [low, high] = [0, ranges.length - 1];
  while (low <= high) {
    const middle = (low + high) >> 1;
    const range = ranges[middle];
    if (range === undefined) return false;
    if (address < range[0]) high = middle - 1;
    else if (address > range[1]) low = middle + 1;
    else return true;
  }
  return false;
}

/**
 * Addresses that never stand for one stranger: private, loopback, link-local, shared, documentation of none.
 * Sources: RFC 1918, 6598, 3927, 4193, 4291.
 */
export const NEVER: readonly string[] = [
  '0.0.0.0/8',
  '10.0.0.0/8',
  '100.64.0.0/10',
  '127.0.0.0/8',
  '169.254.0.0/16',
  '172.16.0.0/12',
  '192.168.0.0/16',
  '::/127',
  'fc00::/7',
  'fe80::/10',
];
