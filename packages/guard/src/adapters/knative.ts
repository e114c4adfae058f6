import { Denied } from '../decision.ts';
import { engineOf, type GuardOptions } from '../guard.ts';
import { valueBody } from '../inbound/body.ts';
import { blank } from '../inbound/draft.ts';
import { label, type Fields } from '../inbound/fields.ts';
import { guarded } from '../inbound/normalise.ts';
import type { Policy } from '../policy.ts';
import { denialBody, denialHeaders } from '../respond/aws.ts';
import { statusField } from '../respond/output.ts';
import { run } from '../run.ts';
import { webDraft } from './http-draft.ts';

/** The context of Knative's Node functions (`faas-js-runtime`), as far as it is used. */
export interface KnativeContext {
  readonly method: string;
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
  readonly query?: Readonly<Record<string, string | readonly string[]>>;
  readonly path?: string;
  readonly rawBody?: string | Uint8Array;
  readonly body?: unknown;
  readonly cloudevent?: object;
}

/** Wraps `handle(context, body)` of a Knative function. CloudEvents are judged by the rules `cloudevent TYPE`. */
export function guardKnative<C extends KnativeContext, R>(
  policy: Policy,
  handler: (context: C, body: unknown) => R | Promise<R>,
  options: GuardOptions = {},
): (context: C, body: unknown) => Promise<R> {
  const engine = engineOf(policy, options);
  return (context, body) => {
    const event = context.cloudevent as Fields | undefined;
    const draft = (): ReturnType<typeof webDraft> => {
      if (event !== undefined)
        return {
          ...blank('cloudevent', valueBody(event['data'] ?? body, engine.bounds)),
          origin: label(event, 'type'),
          id: label(event, 'id'),
        };
      return webDraft(
        {
          source: 'knative',
          method: context.method,
          url: `${context.path ?? '/'}?${search(context.query ?? {})}`,
          headers: Object.entries(context.headers),
          body: context.rawBody ?? (typeof body === 'string' ? body : undefined),
          parsed: body ?? undefined,
        },
        engine.bounds,
      );
    };
    return run<R>(engine, guarded(draft, engine.bounds), {
      call: () => handler(context, body),
      denied: (denial) => {
        if (event !== undefined) throw new Denied(denial);
        return { statusCode: denial.status, headers: denialHeaders(denial), body: denialBody(denial) } as R;
      },
      statusOf: (answer) => statusField(answer, 'statusCode'),
    });
  };
}

/** The query as it was written, from what the platform read of it. */
export function search(query: Readonly<Record<string, string | readonly string[]>>): string {
  return Object.entries(query)
    .flatMap(([name, values]) =>
      (Array.isArray(values) ? values : [values]).map(
        (value) => `${encodeURIComponent(name)}=${encodeURIComponent(String(value))}`,
      ),
    )
    .join('&');
}
