/** What an address is for; `metadata` first, for it lies inside link-local and private ranges. */
export type AddressClass =
  | 'metadata'
  | 'loopback'
  | 'private'
  | 'link-local'
  | 'unspecified'
  | 'multicast'
  | 'reserved'
  | 'public';

/**
 * Classes a host given as an address, in any spelling that a resolver takes: dotted, decimal, octal, hexadecimal,
 * shortened, IPv6 with IPv4 inside, brackets and zones. Undefined for a name.
 */
export function addressClass(host: string): AddressClass | undefined {
  const bytes = addressBytes(host);
  if (bytes === undefined) return undefined;
  return bytes.length === 4 ? v4Class(bytes) : v6Class(bytes);
}

/** Addresses that hand out the credentials of a machine, a container or a pod, on any cloud. */
const METADATA_V4 = new Set([
  '169.254.169.254',
  '169.254.170.2',
  '169.254.170.23',
  '100.100.100.200',
  '192.0.0.192',
  '168.63.129.16',
]);
/** fd00:ec2::254, fd00:ec2::23 and fd20:ce::254, written out. */
const METADATA_V6 = new Set(
  ['fd000ec2:0254', 'fd000ec2:0023', 'fd2000ce:0254'].map((text) => text.replace(':', '0'.repeat(20))),
);
/** Names of the same. */
const METADATA_NAMES = new Set([
  'metadata',
  'metadata.google.internal',
  'metadata.goog',
  'instance-data',
  'instance-data.ec2.internal',
  'metadata.azure.internal',
  'metadata.packet.net',
  'metadata.platformequinix.com',
]);

export function isMetadataName(host: string): boolean {
  return METADATA_NAMES.has(host);
}

/** Lower case, no brackets, no zone, no dot at the end, full-width and circled characters made plain. */
export function canonicalHost(host: string): string {
  const plain = /^[\x21-\x7e]*$/.test(host) ? host : host.normalize('NFKC').replaceAll(/[\u3002\uff0e\uff61]/g, '.');
  const bare = plain.startsWith('[') ? plain.slice(1).replace(/\].*$/, '') : plain;
  return bare.replace(/%.*$/, '').replace(/\.$/, '').toLowerCase();
}

export function addressBytes(host: string): readonly number[] | undefined {
  const bare = canonicalHost(host);
  return bare.includes(':') ? v6Bytes(bare) : v4Bytes(bare);
}

/** inet_aton: one to four parts, each decimal, octal or hexadecimal, the last filling what is left. */
function v4Bytes(host: string): readonly number[] | undefined {
  if (!/^[0-9a-fx.]+$/.test(host)) return undefined;
  const parts = host.split('.').map(numberOf);
  if (parts.length > 4 || parts.some((part) => part === undefined)) return undefined;
  let value = 0;
  for (const [at, part] of parts.entries()) {
    const isLast = at === parts.length - 1;
    const room = isLast ? 256 ** (5 - parts.length) : 256;
    if (part === undefined || part >= room) return undefined;
    value += isLast ? part : part * 256 ** (3 - at);
  }
  return [24, 16, 8, 0].map((shift) => Math.floor(value / 2 ** shift) % 256);
}

function numberOf(part: string): number | undefined {
  if (/^0x[0-9a-f]*$/.test(part)) return part === '0x' ? 0 : Number.parseInt(part.slice(2), 16);
  if (/^0[0-7]+$/.test(part)) return Number.parseInt(part, 8);
  return /^\d+$/.test(part) ? Number(part) : undefined;
}

function v6Bytes(host: string): readonly number[] | undefined {
  const tail = /(?:^|:)(\d+\.\d+\.\d+\.\d+)$/.exec(host)?.[1];
  const v4 = tail === undefined ? undefined : v4Bytes(tail);
  if (tail !== undefined && v4 === undefined) return undefined;
  const text = v4 === undefined ? host : `${host.slice(0, -(tail?.length ?? 0))}${hexGroup(v4, 0)}:${hexGroup(v4, 2)}`;
  const halves = text.split('::');
  if (halves.length > 2) return undefined;
  const [before, after] = halves.map((half) => (half === '' ? [] : half.split(':')));
  const filled = groups(before ?? [], after);
  if (filled === undefined || !filled.every((group) => /^[0-9a-f]{1,4}$/.test(group))) return undefined;
  return filled.flatMap((group) => [Number.parseInt(group, 16) >> 8, Number.parseInt(group, 16) & 255]);
}

function groups(before: readonly string[], after: readonly string[] | undefined): readonly string[] | undefined {
  if (after === undefined) return before.length === 8 ? before : undefined;
  const missing = 8 - before.length - after.length;
  return missing < 1 ? undefined : [...before, ...Array.from({ length: missing }, () => '0'), ...after];
}

function hexGroup(bytes: readonly number[], at: number): string {
  return (((bytes[at] ?? 0) << 8) | (bytes[at + 1] ?? 0)).toString(16);
}

function v4Class(bytes: readonly number[]): AddressClass {
  const [a = 0, b = 0, c = 0] = bytes;
  if (METADATA_V4.has(bytes.join('.'))) return 'metadata';
  if (a === 127) return 'loopback';
  if (a === 10 || (a === 172 && b >= 16 && b < 32) || (a === 192 && b === 168)) return 'private';
  if (a === 100 && b >= 64 && b < 128) return 'private';
  if (a === 169 && b === 254) return 'link-local';
  if (a === 0) return 'unspecified';
  if (a >= 224 && a < 240) return 'multicast';
  const isReserved =
    a >= 240 ||
    (a === 192 && b === 0 && (c === 0 || c === 2)) ||
    (a === 198 && (b === 18 || b === 19 || (b === 51 && c === 100))) ||
    (a === 203 && b === 0 && c === 113);
  return isReserved ? 'reserved' : 'public';
}

function v6Class(bytes: readonly number[]): AddressClass {
  const hex = bytes.map((byte) => byte.toString(16).padStart(2, '0')).join('');
  if (METADATA_V6.has(hex)) return 'metadata';
  const inner = innerV4(bytes, hex);
  if (inner !== undefined) return v4Class(inner);
  const [a = 0, b = 0] = bytes;
  if (/^0{32}$/.test(hex)) return 'unspecified';
  if (/^0{31}1$/.test(hex)) return 'loopback';
  if ((a & 0xfe) === 0xfc || (a === 0xfe && (b & 0xc0) === 0xc0)) return 'private';
  if (a === 0xfe && (b & 0xc0) === 0x80) return 'link-local';
  if (a === 0xff) return 'multicast';
  return hex.startsWith('20010db8') || hex.startsWith('0100000000000000') ? 'reserved' : 'public';
}

/** IPv4-mapped, IPv4-compatible, translated (64:ff9b::/96), 6to4 and Teredo addresses reach the IPv4 address in them. */
function innerV4(bytes: readonly number[], hex: string): readonly number[] | undefined {
  if (/^0{20}ffff/.test(hex) || /^0{16}ffff0{4}/.test(hex) || hex.startsWith('0064ff9b0000000000000000'))
    return bytes.slice(12);
  if (/^0{24}(?!0{7}[01]$)/.test(hex)) return bytes.slice(12);
  if (hex.startsWith('2002')) return bytes.slice(2, 6);
  return hex.startsWith('20010000') ? bytes.slice(12).map((byte) => byte ^ 255) : undefined;
}
