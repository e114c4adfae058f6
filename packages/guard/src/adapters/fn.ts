import { Denied } from '../decision.ts';
import { engineOf, type GuardOptions } from '../guard.ts';
import { lazyBody, valueBody } from '../inbound/body.ts';
import { blank } from '../inbound/draft.ts';
import { guarded } from '../inbound/normalise.ts';
import type { Policy } from '../policy.ts';
import { denialBody, denialHeaders } from '../respond/aws.ts';
import { run } from '../run.ts';
import { webDraft } from './http-draft.ts';

type HeaderFields = Readonly<Record<string, string | readonly string[] | undefined>>;

/** The context of `@fnproject/fdk`, as far as it is used. */
export interface FnContext {
  readonly callID?: string;
  readonly headers?: HeaderFields;
  readonly httpGateway?: {
    readonly method?: string;
    readonly requestURL?: string;
    readonly headers?: HeaderFields;
    statusCode?: number;
    setResponseHeader?(name: string, value: string): void;
  };
}

/**
 * Wraps a function of Fn and Oracle Functions (`fdk.handle(guardFn(policy, handler))`). Behind an API gateway it is
 * judged by routes and a denial is an HTTP answer; invoked directly, by the event rule `fn`, and a denial throws.
 */
export function guardFn<I, C extends FnContext, R>(
  policy: Policy,
  handler: (input: I, context: C) => R | Promise<R>,
  options: GuardOptions = {},
): (input: I, context: C) => Promise<R> {
  const engine = engineOf(policy, options);
  return (input, context) => {
    const gateway = context.httpGateway;
    const isHttp = gateway?.requestURL !== undefined && gateway.requestURL !== '';
    const raw = typeof input === 'string' || input instanceof Uint8Array ? input : undefined;
    const draft = (): ReturnType<typeof webDraft> => {
      if (!isHttp) {
        const body =
          raw === undefined
            ? valueBody(input, engine.bounds)
            : lazyBody({ raw, isBase64: false, contentType: undefined, bounds: engine.bounds });
        return { ...blank('fn', body), id: context.callID };
      }
      return webDraft(
        {
          source: 'fn',
          method: gateway.method ?? 'GET',
          url: gateway.requestURL ?? '/',
          headers: Object.entries(gateway.headers ?? context.headers ?? {}),
          body: raw,
          parsed: input ?? undefined,
          id: context.callID,
        },
        engine.bounds,
      );
    };
    return run<R>(engine, guarded(draft, engine.bounds), {
      call: () => handler(input, context),
      denied: (denial) => {
        if (!isHttp) throw new Denied(denial);
        gateway.statusCode = denial.status;
        for (const [name, value] of Object.entries(denialHeaders(denial))) gateway.setResponseHeader?.(name, value);
        return JSON.parse(denialBody(denial)) as R;
      },
      statusOf: () => gateway?.statusCode,
    });
  };
}
