import { createHmac } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { httpEvent } from '../../test/events.ts';
import { guard } from '../guard.ts';
import { webhook, type WebhookOptions } from './webhook.ts';

const secret = 'a-secret-of-some-length';
const body = '{"type":"paid",  "id":1}';
const NOW = 1_800_000_000;
const hex = (text: string): string => createHmac('sha256', secret).update(text).digest('hex');
const base64 = (text: string): string => createHmac('sha256', secret).update(text).digest('base64');

async function send(
  scheme: WebhookOptions['scheme'],
  headers: Record<string, string>,
  isBase64 = false,
): Promise<string> {
  const hook = webhook({ secret: ['the-former-secret-key', secret], scheme, name: 'hook', now: () => NOW * 1000 });
  const policy = {
    version: 1,
    logLevel: 'none',
    authn: [hook],
    routes: { 'POST /hook': { allow: { roles: ['webhook'] }, authn: ['hook'], body: 'any' } },
  } as const;
  const event = httpEvent('function-url', { method: 'POST', path: '/hook', body, headers, isBase64 });
  const answer = await guard(policy, () => ({ body: '{"error":"ok"}' }))(event, {});
  return JSON.parse(answer.body).error;
}

describe('a webhook', () => {
  test.each<[string, WebhookOptions['scheme'], Record<string, string>]>([
    ['GitHub', 'github', { 'x-hub-signature-256': `sha256=${hex(body)}` }],
    ['Shopify', 'shopify', { 'x-shopify-hmac-sha256': base64(body) }],
    ['Stripe', 'stripe', { 'stripe-signature': `t=${NOW},v1=${'0'.repeat(64)},v1=${hex(`${NOW}.${body}`)}` }],
    [
      'Slack',
      'slack',
      { 'x-slack-signature': `v0=${hex(`v0:${NOW}:${body}`)}`, 'x-slack-request-timestamp': String(NOW) },
    ],
    [
      'Standard Webhooks',
      'standard',
      {
        'webhook-id': 'm1',
        'webhook-timestamp': String(NOW),
        'webhook-signature': `v1,AAAA v1,${base64(`m1.${NOW}.${body}`)}`,
      },
    ],
    [
      'a sender of one’s own',
      { header: 'X-Sign', encoding: 'hex', timestampHeader: 'X-Time' },
      { 'x-sign': hex(`${NOW - 200}.${body}`), 'x-time': String(NOW - 200) },
    ],
  ])('of %s is taken as signed, and not otherwise', async (_name, scheme, headers) => {
    expect(await send(scheme, headers)).toBe('ok');
    expect(await send(scheme, headers, true)).toBe('ok');
    expect(await send(scheme, {})).toBe('signature-missing');
    const wrong = Object.fromEntries(
      Object.entries(headers).map(([name, value]) => [
        name,
        value.replace(/[0-9a-f](?=[^0-9a-f]*$)/, (digit) => (digit === '0' ? '1' : '0')),
      ]),
    );
    expect(await send(scheme, wrong)).not.toBe('ok');
  });

  test.each([
    ['too old', NOW - 301],
    ['from the future', NOW + 301],
    ['not a number', 'x'],
  ])('with a time that is %s is denied', async (_name, time) => {
    expect(await send('stripe', { 'stripe-signature': `t=${time},v1=${hex(`${time}.${body}`)}` })).toBe(
      'signature-stale',
    );
  });

  test('without its time is denied', async () => {
    expect(await send('slack', { 'x-slack-signature': `v0=${hex(`v0::${body}`)}` })).toBe('signature-stale');
  });

  test('does not answer for routes that do not name it', async () => {
    const hook = webhook({ secret, scheme: 'github' });
    const policy = {
      version: 1,
      logLevel: 'none',
      authn: [hook],
      routes: { 'POST /a': { allow: 'signed-in', body: 'any' } },
    } as const;
    const event = httpEvent('alb', {
      method: 'POST',
      path: '/a',
      body,
      headers: { 'x-hub-signature-256': `sha256=${hex(body)}` },
    });
    expect(await guard(policy, () => 'ok')(event, {})).toMatchObject({ statusCode: 401 });
  });

  test('with a short secret is a fault of the policy', () => {
    expect(() => webhook({ secret: 'short', scheme: 'github' })).toThrow(TypeError);
  });
});
