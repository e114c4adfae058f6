import { engineOf, type GuardOptions } from '../guard.ts';
import { guarded } from '../inbound/normalise.ts';
import type { Policy } from '../policy.ts';
import { denialBody, denialHeaders } from '../respond/aws.ts';
import { run } from '../run.ts';
import { webDraft } from './http-draft.ts';
import { search } from './knative.ts';

/** Event and context of OpenFaaS's Node templates, as far as they are used. */
export interface OpenFaasEvent {
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
  readonly query?: Readonly<Record<string, string | readonly string[]>>;
  readonly body?: unknown;
}

export interface OpenFaasContext {
  status(code: number): this;
  headers(headers: Record<string, string>): this;
  succeed(body: unknown): unknown;
}

/** Wraps `module.exports = (event, context)` of OpenFaaS. A denial is an answer through the context. */
export function guardOpenFaas<E extends OpenFaasEvent, C extends OpenFaasContext, R>(
  policy: Policy,
  handler: (event: E, context: C) => R | Promise<R>,
  options: GuardOptions = {},
): (event: E, context: C) => Promise<R> {
  const engine = engineOf(policy, options);
  return (event, context) => {
    const { body } = event;
    const raw = typeof body === 'string' || body instanceof Uint8Array ? body : undefined;
    const draft = (): ReturnType<typeof webDraft> =>
      webDraft(
        {
          source: 'openfaas',
          method: event.method,
          url: `${event.path}?${search(event.query ?? {})}`,
          headers: Object.entries(event.headers),
          body: raw,
          parsed: isBare(body) ? undefined : body,
        },
        engine.bounds,
      );
    return run<R>(engine, guarded(draft, engine.bounds), {
      call: () => handler(event, context),
      denied: (denial) => context.status(denial.status).headers(denialHeaders(denial)).succeed(denialBody(denial)) as R,
    });
  };
}

/** The templates parse an absent body as an empty object. */
function isBare(body: unknown): boolean {
  return body === undefined || body === null || (typeof body === 'object' && Object.keys(body).length === 0);
}
