import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { InputPlace } from '../../inbound/inbound.ts';
import { prepare } from '../taint.ts';
import { addressClass } from './address.ts';
import { hostBreach, resolvedBreach } from './host.ts';

const taintsOf = (value: string, where: InputPlace = 'query', name = 'url') => prepare([{ where, name, value }]);
const open = { allowed: undefined, platform: new Set<string>() };
const listed = { allowed: ['api.example.com', '*.amazonaws.com'], platform: new Set(['127.0.0.1']) };

describe('classes of addresses, however they are spelled', () => {
  test.each([
    ['169.254.169.254', 'metadata'],
    ['2852039166', 'metadata'],
    ['0xa9fea9fe', 'metadata'],
    ['0251.0376.0251.0376', 'metadata'],
    ['169.254.43518', 'metadata'],
    ['0xA9.254.0251.254', 'metadata'],
    ['[::ffff:169.254.169.254]', 'metadata'],
    ['::ffff:a9fe:a9fe', 'metadata'],
    ['64:ff9b::a9fe:a9fe', 'metadata'],
    ['2002:a9fe:a9fe::1', 'metadata'],
    ['fd00:ec2::254', 'metadata'],
    ['fd00:0ec2:0:0:0:0:0:0254', 'metadata'],
    ['FD00:EC2::254%eth0', 'metadata'],
    ['169.254.170.2', 'metadata'],
    ['169.254.169.254.', 'metadata'],
    ['\u2460\u2465\u2468.254.169.254', 'metadata'],
    ['100.100.100.200', 'metadata'],
    ['127.1', 'loopback'],
    ['0x7f000001', 'loopback'],
    ['::1', 'loopback'],
    ['[::ffff:7f00:1]', 'loopback'],
    ['10.1.2.3', 'private'],
    ['172.31.0.1', 'private'],
    ['192.168.1.1', 'private'],
    ['100.64.0.1', 'private'],
    ['fd12::1', 'private'],
    ['169.254.1.1', 'link-local'],
    ['fe80::1', 'link-local'],
    ['0', 'unspecified'],
    ['0.0.0.0', 'unspecified'],
    ['::', 'unspecified'],
    ['224.0.0.1', 'multicast'],
    ['203.0.113.9', 'reserved'],
    ['172.32.0.1', 'public'],
    ['8.8.8.8', 'public'],
    ['2606:4700::1111', 'public'],
    ['example.com', undefined],
    ['1.2.3.4.5', undefined],
    ['256.1.1.1', undefined],
    ['face.cafe', undefined],
  ] as const)('%s is %s', (host, kind) => {
    expect(addressClass(host)).toBe(kind);
  });
});

describe('a host', () => {
  test.each([
    ['metadata, whoever says so', '169.254.169.254', 'x', 'egress-metadata'],
    ['metadata by name', 'metadata.google.internal', 'x', 'egress-metadata'],
    ['a host named whole', 'evil.example.net', 'evil.example.net', 'egress-input'],
    ['a host in an address', 'evil.example.net', 'https://evil.example.net/a?b', 'egress-input'],
    ['a host behind credentials', 'evil.example.net', 'https://api.example.com@evil.example.net/', 'egress-input'],
    ['a host behind a backslash', 'evil.example.net', 'https:\\\\evil.example.net\\x', 'egress-input'],
    ['the end of a host', 'api.evil.example.net', 'evil.example.net/', 'egress-input'],
    ['a port after it', 'evil.example.net', 'evil.example.net:8080', 'egress-input'],
    ['loopback spelled otherwise', '127.0.0.1', 'http://0x7f.1/', 'egress-input'],
    ['an inner name', 'redis', 'redis', 'egress-input'],
    ['a private address', '10.0.0.5', 'http://10.0.0.5:9200/_cat', 'egress-input'],
    ['a full-width host', 'evil.example.net', 'https://\uff45vil.example.net', 'egress-input'],
  ])('%s is stopped', (_name, host, value, code) => {
    expect(hostBreach(host, taintsOf(value), open)?.code).toBe(code);
  });

  test.each([
    ['a host of the handler', 'api.example.com', 'https://evil.example.net'],
    ['a label of a fixed name', 'acme.api.example.com', 'acme'],
    ['a top-level domain', 'api.example.com', 'com'],
    ['a path', 'api.example.com', '/orders/7'],
    ['a sentence', 'api.example.com', 'please call me at home. com'],
  ])('%s passes where nothing is declared', (_name, host, value) => {
    expect(hostBreach(host, taintsOf(value), open)).toBeUndefined();
  });

  test('a mail address is no host, unless it is sent as an address', () => {
    expect(hostBreach('api.example.com', taintsOf('ann@example.com', 'body', 'email'), open)).toBeUndefined();
    expect(hostBreach('evil.example', taintsOf('api@evil.example', 'query', 'callbackUrl'), open)?.code).toBe(
      'egress-input',
    );
    expect(hostBreach('evil.example', taintsOf('@evil.example', 'query', 'q'), open)?.code).toBe('egress-input');
  });

  test('a declared host passes even when input names it, another does not', () => {
    expect(hostBreach('api.example.com', taintsOf('https://api.example.com/x'), listed)).toBeUndefined();
    expect(hostBreach('s3.eu-west-1.amazonaws.com', [], listed)).toBeUndefined();
    expect(hostBreach('amazonaws.com.evil.net', [], listed)?.code).toBe('egress-host');
    expect(hostBreach('127.0.0.1', [], listed)).toBeUndefined();
  });

  test('the host and referer headers count only for addresses inside', () => {
    expect(
      hostBreach('shop.example.com', taintsOf('https://shop.example.com/a', 'header', 'referer'), open),
    ).toBeUndefined();
    expect(hostBreach('10.0.0.1', taintsOf('10.0.0.1', 'header', 'host'), open)?.code).toBe('egress-input');
    expect(hostBreach('127.0.0.1', taintsOf('127.0.0.1:3000', 'header', 'host'), open)).toBeUndefined();
    expect(hostBreach('127.0.0.1', taintsOf('127.0.0.1:3000', 'query', 'url'), open)?.code).toBe('egress-input');
  });

  test('a name that resolves to an inner address is rebinding when input chose it, and always for metadata', () => {
    const taints = taintsOf('https://rebind.example.net/');
    expect(resolvedBreach('rebind.example.net', '10.0.0.1', taints, open)?.rule).toBe('network.rebinding');
    expect(resolvedBreach('db.example.net', '10.0.0.1', taints, open)).toBeUndefined();
    expect(resolvedBreach('api.example.com', '169.254.169.254', [], listed)?.code).toBe('egress-metadata');
    expect(resolvedBreach('rebind.example.net', '93.184.216.34', taints, open)).toBeUndefined();
  });
});

test('every spelling of an address has the class of its dotted form', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 255 }), { minLength: 4, maxLength: 4 }), (bytes) => {
      const [a = 0, b = 0, c = 0, d = 0] = bytes;
      const number = ((a * 256 + b) * 256 + c) * 256 + d;
      const hex = number.toString(16).padStart(8, '0');
      const kind = addressClass(bytes.join('.'));
      for (const host of [
        String(number),
        `0x${hex}`,
        bytes.map((byte) => `0${byte.toString(8)}`).join('.'),
        `[::ffff:${bytes.join('.')}]`,
        `::ffff:${hex.slice(0, 4)}:${hex.slice(4)}`,
      ])
        expect(addressClass(host)).toBe(kind);
    }),
  );
});

test('no text makes the rules throw', () => {
  fc.assert(
    fc.property(fc.string(), fc.string(), (host, value) => {
      hostBreach(host, taintsOf(value), open);
      resolvedBreach(host, value, taintsOf(value), listed);
    }),
  );
});
