import { describe, expect, test, vi } from 'vitest';
import { httpEvent } from '../../test/events.ts';
import { ALLOW, deny } from '../decision.ts';
import { guard } from '../guard.ts';
import type { Invocation } from '../invocation.ts';
import { envelope } from './envelope.ts';
import { metrics } from './metrics.ts';
import { ocsf } from './ocsf.ts';
import { redact, redactConsole, redactText } from './redact.ts';

// Assembled here, so that nobody's scanner finds a secret in this file.
const key = ['AKIA', 'IOSFODNN7', 'EXAMPLE'].join('');
const jwt = ['eyJhbGciOiJIUzI1NiJ9', 'eyJzdWIiOiIxIn0', 'c2lnbmF0dXJl'].join('.');

describe('redaction', () => {
  test.each([
    ['a JWT', `got ${jwt}`, 'got [jwt]'],
    ['an AWS key', `id=${key}`, 'id=[aws key]'],
    ['a bearer token', 'Authorization: Bearer abcdefgh12345', 'Authorization: Bearer [credentials]'],
    ['a password in a URL', 'postgres://app:hunter2@db/x', 'postgres://app:[password]@db/x'],
    ['a payment card', 'card 4111 1111 1111 1111 ok', 'card [card] ok'],
    ['an address of mail', 'to a.b@example.com', 'to [email]'],
    ['an order number', 'order 1234567890123', 'order 1234567890123'],
    ['a time', '2026-11-24T01:02:03.456Z', '2026-11-24T01:02:03.456Z'],
    ['an id', '6f1b5b3e-9c1a-4d2e-8a57-0d6a4f0c9d11', '6f1b5b3e-9c1a-4d2e-8a57-0d6a4f0c9d11'],
  ])('of %s', (_name, text, expected) => expect(redactText(text)).toBe(expected));

  test('goes by names of fields, through lists and circles', () => {
    const value: Record<string, unknown> = {
      user: 'u',
      Password: 'x',
      nested: [{ apiKey: 'x', note: jwt }],
      pin: 1234,
      pinned: true,
    };
    value['self'] = value;
    expect(redact(value)).toEqual({
      user: 'u',
      Password: '[redacted]',
      nested: [{ apiKey: '[redacted]', note: '[jwt]' }],
      pin: '[redacted]',
      pinned: true,
      self: '[cut]',
    });
  });

  test('of the console reads texts that hold JSON', () => {
    const log = vi.fn();
    const target = { log, info: log, warn: log, error: log, debug: log, trace: log };
    redactConsole(target, ['pickup']);
    target.log('event', JSON.stringify({ password: 'hunter2', pickup: 'home' }), { token: 'x' });
    expect(log).toHaveBeenCalledWith('event', '{"password":"[redacted]","pickup":"[redacted]"}', {
      token: '[redacted]',
    });
  });

  test('is quick with long texts', () => {
    const start = performance.now();
    for (const text of [
      'eyJ'.repeat(50_000),
      '-----BEGIN PRIVATE KEY-----'.repeat(2000),
      'a@'.repeat(50_000),
      '1 '.repeat(50_000),
    ])
      redactText(text);
    expect(performance.now() - start).toBeLessThan(4000);
  });
});

test('a decision as OCSF has its class, type and action', async () => {
  const lines: string[] = [];
  await guard(
    { version: 1, sinks: false, log: (line) => lines.push(line), routes: { 'GET /a': { allow: 'signed-in' } } },
    () => 1,
    { now: () => 0 },
  )(httpEvent('apigw-v1', { path: '/a' }), {});
  expect(ocsf(JSON.parse(lines[0] ?? ''))).toMatchObject({
    class_uid: 4002,
    type_uid: 400_299,
    action_id: 2,
    status_code: '401',
    src_endpoint: { ip: '203.0.113.7' },
    http_request: { http_method: 'GET', url: { path: '/a' } },
    finding_info: { uid: 'signed-out' },
  });
});

const invocation = { label: 'GET /a' } as unknown as Invocation;

test('metrics have one dimension, and count what was not written', () => {
  const lines: string[] = [];
  const layer = metrics({ write: (line) => lines.push(line), now: () => 5 });
  const answered = { kind: 'answered', decision: ALLOW, status: 200, durationMs: 1 } as const;
  for (let at = 0; at < 9; at += 1) layer.after?.(invocation, answered);
  layer.after?.(invocation, { kind: 'denied', decision: deny('route-unknown'), status: 404, durationMs: 1 });
  expect(lines.map((line) => JSON.parse(line))).toMatchObject([
    {
      _aws: { Timestamp: 5, CloudWatchMetrics: [{ Dimensions: [['Section']] }] },
      Section: 'routes',
      Invocations: 10,
      Denied: 1,
    },
  ]);
});

test('an envelope reports a run that is far too long, and the start of a series of errors', () => {
  const lines: string[] = [];
  const layer = envelope({ write: (line) => lines.push(line), now: () => 0 });
  const run = (kind: 'answered' | 'failed', durationMs: number): void =>
    void layer.after?.(invocation, { kind, decision: ALLOW, status: 200, durationMs });
  for (let at = 0; at < 200; at += 1) run('answered', 10 + (at % 7));
  expect(lines).toEqual([]);
  run('answered', 900);
  for (let at = 0; at < 10; at += 1) run('failed', 12);
  expect(lines.map((line) => JSON.parse(line).anomaly)).toEqual(['duration', 'errors']);
});
