import type { Call } from '../run.ts';
import type { OutsideTerm, Term } from '../term.ts';
import { recordHost } from './hosts.ts';
import { packageOf } from './package-name.ts';

/** Hosts that the client libraries of others talk to, by package. Source: each service's API reference (November 2026). */
const HOSTS: Readonly<Record<string, string>> = {
  '@anthropic-ai/sdk': 'api.anthropic.com',
  '@googlemaps/google-maps-services-js': 'maps.googleapis.com',
  '@mailchimp/mailchimp_marketing': 'api.mailchimp.com',
  '@notionhq/client': 'api.notion.com',
  '@octokit/core': 'api.github.com',
  '@octokit/rest': 'api.github.com',
  '@paypal/checkout-server-sdk': 'api.paypal.com',
  '@segment/analytics-node': 'api.segment.io',
  '@sendgrid/mail': 'api.sendgrid.com',
  '@slack/bolt': 'slack.com',
  '@slack/web-api': 'slack.com',
  '@slack/webhook': 'hooks.slack.com',
  'analytics-node': 'api.segment.io',
  'mailgun.js': 'api.mailgun.net',
  'mailgun-js': 'api.mailgun.net',
  mixpanel: 'api.mixpanel.com',
  'node-telegram-bot-api': 'api.telegram.org',
  openai: 'api.openai.com',
  plaid: 'production.plaid.com',
  postmark: 'api.postmarkapp.com',
  resend: 'api.resend.com',
  square: 'connect.squareup.com',
  stripe: 'api.stripe.com',
  telegraf: 'api.telegram.org',
  twilio: 'api.twilio.com',
  twit: 'api.twitter.com',
};

/** Methods that only set a client up. */
const SETTING_UP =
  /^(?:setApiKey|setClient|init|config|on|use|configure|setMaxNetworkRetries|register|webhooks\.constructEvent.*)$/;

/** A method call on the client of another company's service. */
export function callThirdParty(by: OutsideTerm, method: string, one: Call): Term | undefined {
  const host = HOSTS[packageOf(by.name)];
  if (host === undefined || SETTING_UP.test(method)) return undefined;
  return recordHost(
    { host: { kind: 'literal', value: host }, method: undefined, sends: one.args, spot: one.spot },
    one,
  );
}
