import { Denied, type Denial } from '../decision.ts';
import type { SourceKind } from '../inbound/inbound.ts';

/** What a caller may know: the code, and the name of the field; never rule sets, values or stacks. */
export function denialBody(denial: Denial): string {
  const { code, rule, where, name } = denial;
  // T2 and T3 tell an attacker nothing about what they saw.
  const shown =
    denial.tier >= 2 ? { error: 'denied' } : { error: code, ...(rule === code ? {} : { rule }), where, name };
  return JSON.stringify(shown);
}

export function denialHeaders(denial: Denial): Record<string, string> {
  return {
    'content-type': 'application/json',
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
    ...(denial.status === 401 ? { 'www-authenticate': 'Bearer' } : {}),
    ...(denial.retryAfterSeconds === undefined ? {} : { 'retry-after': String(Math.ceil(denial.retryAfterSeconds)) }),
  };
}

/**
 * The answer that says no in the platform's own words: an HTTP response, an empty result for a stream whose bad
 * records are skipped, failures for a queue, and an error for whatever only knows errors (Cognito, EventBridge, SNS).
 */
export function awsDenial(denial: Denial, source: SourceKind, event: unknown): unknown {
  switch (source) {
    case 'apigw-v1':
    case 'apigw-v2':
    case 'function-url':
      return {
        statusCode: denial.status,
        headers: denialHeaders(denial),
        body: denialBody(denial),
        isBase64Encoded: false,
      };
    case 'alb':
      return albDenial(denial, event);
    case 'websocket':
      return { statusCode: denial.status };
    default:
      throw new Denied(denial);
  }
}

/** A target group with multi-value headers reads only those; one without, only the single ones. */
function albDenial(denial: Denial, event: unknown): unknown {
  const isMulti = typeof event === 'object' && event !== null && 'multiValueHeaders' in event;
  const headers = denialHeaders(denial);
  return {
    statusCode: denial.status,
    statusDescription: `${denial.status} Denied`,
    ...(isMulti
      ? { multiValueHeaders: Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, [value]])) }
      : { headers }),
    body: denialBody(denial),
    isBase64Encoded: false,
  };
}

/** Source of an event that could not be normalised, by the marks that its platform needs in the answer. */
export function sourceOfBroken(event: unknown): SourceKind {
  try {
    const { requestContext, Records } = Object(event);
    if (Array.isArray(Records)) return 'unknown';
    if (requestContext?.elb !== undefined) return 'alb';
    if (requestContext?.http !== undefined) return 'apigw-v2';
    if (requestContext !== undefined || Object(event).httpMethod !== undefined) return 'apigw-v1';
  } catch {
    // Unreadable: the error that everything understands.
  }
  return 'unknown';
}
