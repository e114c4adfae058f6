import { Denied } from '../decision.ts';
import { engineOf, type GuardOptions } from '../guard.ts';
import { valueBody } from '../inbound/body.ts';
import { blank } from '../inbound/draft.ts';
import { label, type Fields } from '../inbound/fields.ts';
import { guarded } from '../inbound/normalise.ts';
import type { Policy } from '../policy.ts';
import { denialBody, denialHeaders } from '../respond/aws.ts';
import { run } from '../run.ts';
import { webDraft } from './http-draft.ts';

/** The parts of Express's request and response that the Functions Framework passes. */
export interface GoogleRequest {
  readonly method: string;
  readonly originalUrl?: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
  readonly rawBody?: Uint8Array;
  readonly body?: unknown;
}

export interface GoogleResponse {
  status(code: number): this;
  set(headers: Record<string, string>): this;
  send(body: string): this;
  statusCode?: number;
}

/** Wraps a function of `functions.http` (Google Cloud Functions, Cloud Run functions). A denial is sent. */
export function guardGoogle<Q extends GoogleRequest, S extends GoogleResponse>(
  policy: Policy,
  handler: (request: Q, response: S) => unknown,
  options: GuardOptions = {},
): (request: Q, response: S) => Promise<void> {
  const engine = engineOf(policy, options);
  return async (request, response) => {
    const draft = (): ReturnType<typeof webDraft> =>
      webDraft(
        {
          source: 'google-http',
          method: request.method,
          url: request.originalUrl ?? request.url,
          headers: Object.entries(request.headers),
          body: request.rawBody ?? (typeof request.body === 'string' ? request.body : undefined),
          // The framework parses an absent body as an empty object.
          parsed: isEmpty(request.body) ? undefined : request.body,
          // Google's front end appends the client's address and its own.
          client: String(request.headers['x-forwarded-for'] ?? '')
            .split(',')
            .at(-2)
            ?.trim(),
        },
        engine.bounds,
      );
    await run<unknown>(engine, guarded(draft, engine.bounds), {
      call: () => handler(request, response),
      denied: (denial) => response.status(denial.status).set(denialHeaders(denial)).send(denialBody(denial)),
      statusOf: () => response.statusCode,
    });
  };
}

function isEmpty(body: unknown): boolean {
  return body === undefined || body === null || (typeof body === 'object' && Object.keys(body).length === 0);
}

/**
 * Wraps a function of `functions.cloudEvent`, and any other that takes a CloudEvent. Rules are keyed by
 * `cloudevent TYPE`; the data is judged by `body`. A denial throws, which the sender sees as a failure.
 */
export function guardCloudEvent<E extends object, R>(
  policy: Policy,
  handler: (event: E) => R | Promise<R>,
  options: GuardOptions = {},
): (event: E) => Promise<R> {
  const engine = engineOf(policy, options);
  return (event) => {
    const inbound = guarded(() => {
      const fields = event as unknown as Fields;
      return {
        ...blank('cloudevent', valueBody(fields['data'], engine.bounds)),
        origin: label(fields, 'type'),
        id: label(fields, 'id'),
      };
    }, engine.bounds);
    return run<R>(engine, inbound, {
      call: () => handler(event),
      denied: (denial) => {
        throw new Denied(denial);
      },
    });
  };
}
