import { deferred } from '#model/value';
import type { Context } from './context.ts';
import type { Outcome } from './define-control.ts';
import { satisfied, undetermined, violated } from './define-control.ts';
import type { FoundSecret } from './secret-shape.ts';

/** One outcome for the credentials found in a resource. Those that a parameter's default gives are the parameter's fault. */
export function judgeFound(
  found: readonly FoundSecret[],
  context: Context,
  message: (secret: FoundSecret) => string,
): Outcome {
  const defaults = defaultTexts(context);
  const written = found.filter(({ text }) => !defaults.has(text));
  const certain = written.find(({ condition }) => condition === undefined);
  if (certain !== undefined) return violated(certain.at, message(certain));
  const [possible] = written;
  return possible === undefined
    ? satisfied
    : undetermined(deferred('condition', possible.condition ?? '', possible.at));
}

const kept = new WeakMap<Context, ReadonlySet<string>>();

/** A parameter that is referred to gives its default as if it stood there. */
function defaultTexts(context: Context): ReadonlySet<string> {
  const { parameters = [] } = context.application;
  const known =
    kept.get(context) ??
    new Set(parameters.flatMap((one) => (one.default === undefined ? [] : [String(one.default.value)])));
  kept.set(context, known);
  return known;
}
