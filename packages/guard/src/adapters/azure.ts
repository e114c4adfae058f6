import { engineOf, type GuardOptions } from '../guard.ts';
import { guarded } from '../inbound/normalise.ts';
import type { Policy } from '../policy.ts';
import { denialBody, denialHeaders } from '../respond/aws.ts';
import { statusField } from '../respond/output.ts';
import { run } from '../run.ts';
import { webDraft } from './http-draft.ts';

/** `HttpRequest` of `@azure/functions` version 4, as far as it is used. */
export interface AzureRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: Iterable<readonly [string, string]>;
  readonly params?: Readonly<Record<string, string>>;
  arrayBuffer(): Promise<ArrayBuffer>;
  clone(): AzureRequest;
}

/** Wraps a handler of `app.http` (Azure Functions, programming model 4). A denial is an `HttpResponseInit`. */
export function guardAzure<Q extends AzureRequest, C extends { readonly invocationId?: string }, R>(
  policy: Policy,
  handler: (request: Q, context: C) => R | Promise<R>,
  options: GuardOptions = {},
): (request: Q, context: C) => Promise<R> {
  const engine = engineOf(policy, options);
  return async (request, context) => {
    const body = await bytesOf(request);
    const inbound = guarded(
      () =>
        webDraft(
          {
            source: 'azure-http',
            method: request.method,
            url: request.url,
            headers: request.headers,
            body,
            parameters: new Map(Object.entries(request.params ?? {})),
            id: context.invocationId,
            // The front end appends the address and port that it saw.
            client: lastForwarded(request)?.replace(/^(\d+\.\d+\.\d+\.\d+):\d+$/, '$1'),
          },
          engine.bounds,
        ),
      engine.bounds,
    );
    return run<R>(engine, inbound, {
      call: () => handler(request, context),
      denied: (denial) => ({ status: denial.status, headers: denialHeaders(denial), body: denialBody(denial) }) as R,
      statusOf: (answer) => statusField(answer, 'status'),
    });
  };
}

/** Reads a copy: the handler reads the request itself. */
async function bytesOf(request: AzureRequest): Promise<Uint8Array | undefined> {
  if (request.method === 'GET' || request.method === 'HEAD') return undefined;
  try {
    return new Uint8Array(await request.clone().arrayBuffer());
  } catch {
    return undefined;
  }
}

function lastForwarded(request: AzureRequest): string | undefined {
  for (const [name, value] of request.headers)
    if (name.toLowerCase() === 'x-forwarded-for') return value.split(',').at(-1)?.trim();
  return undefined;
}
