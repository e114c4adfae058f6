import type { Denial } from './decision.ts';
import { layersOf } from './default-layers.ts';
import { makeEngine, type Clock, type Engine } from './engine.ts';
import type { Inbound } from './inbound/inbound.ts';
import { normalise } from './inbound/normalise.ts';
import { freeze } from './lock.ts';
import type { Policy } from './policy.ts';
import { awsDenial, sourceOfBroken } from './respond/aws.ts';
import { batchExchange } from './respond/batch.ts';
import { filterHttp, statusField } from './respond/output.ts';
import { run, type Exchange } from './run.ts';

export type Handler<E, C, R> = (event: E, context: C) => R | Promise<R>;

/** For tests and tools: everything else comes from the policy. */
export type GuardOptions = Partial<Clock>;

/**
 * Wraps a handler of AWS Lambda so that it sees only what the policy takes: routes and events that it names, callers
 * that it lets in, values that fit its schemas. Everything else gets the platform's denial, and a line in the log.
 * The handler gets the event as it came; of a batch, only the good records.
 * @throws {TypeError} when the policy itself is wrong: at start, not at the first request.
 */
export function guard<E, C = unknown, R = unknown>(
  policy: Policy,
  handler: Handler<E, C, R>,
  options: GuardOptions = {},
): (event: E, context: C) => Promise<R> {
  const engine = engineOf(policy, options);
  return (event, context) => {
    const inbound = normalise(event, engine.bounds);
    // A denial has the platform's type, which the handler's own answer type cannot know.
    return run(engine, inbound, awsExchange(event, context, handler as Handler<unknown, C, unknown>)) as Promise<R>;
  };
}

/** The environment may set one mode for all: to watch a new policy, or to end watching without a new bundle. */
function withMode(policy: Policy, mode: string | undefined): Policy {
  return mode === 'learn' || mode === 'warn' || mode === 'block' ? { ...policy, mode } : policy;
}

/** A policy made ready, for `guard` and the adapters of other platforms. */
export function engineOf(policy: Policy, options: GuardOptions): Engine {
  const used = freeze(withMode(policy, process.env['INTENDED_GUARD_MODE']));
  return makeEngine(used, layersOf(policy), { now: options.now ?? Date.now });
}

function awsExchange<C>(event: unknown, context: C, handler: Handler<unknown, C, unknown>): Exchange<unknown> {
  const denied = (denial: Denial, inbound: Inbound | undefined): unknown =>
    awsDenial(denial, inbound?.source ?? sourceOfBroken(event), event);
  return {
    ...batchExchange(event, (kept) => handler(kept, context)),
    denied,
    statusOf: (answer) => statusField(answer, 'statusCode'),
    filter: filterHttp,
  };
}
