import type { Resource } from '#model/application';
import { partsOf, valueAt } from '#model/read-value';
import { wordsOfParts } from '#policy/words-of-parts';
import type { Context } from './context.ts';

/** Services that hand over an event and do not wait for the answer: what fails then is gone, unless it is kept. */
const ASYNC =
  /^(?:s3|sns|events|scheduler|ses|iot|config|codecommit|codepipeline|cloudformation|logs|inspector2?|cloudwatch(?:\.alarms)?|lambda\.alarms\.cloudwatch|iotevents|importexport|serverlessrepo)\.amazonaws\.com$|alarms\.cloudwatch\.amazonaws\.com$/;

const kept = new WeakMap<Context, ReadonlySet<string>>();

/** Ids of the functions that some service invokes without waiting. */
export function invokedAsync(context: Context): ReadonlySet<string> {
  const known = kept.get(context) ?? new Set([...byPermission(context), ...byWire(context)]);
  kept.set(context, known);
  return known;
}

function byPermission(context: Context): readonly string[] {
  return context.ofType('AWS::Lambda::Permission').flatMap(({ properties }) => {
    const parts = partsOf(valueAt(properties, 'Principal'));
    const service = parts === undefined ? '' : wordsOfParts(parts).replace('${AWS::URLSuffix}', 'amazonaws.com');
    if (!ASYNC.test(service) || service.startsWith('cloudformation')) return [];
    return functionOf(valueAt(properties, 'FunctionName'), context)?.id ?? [];
  });
}

/** Rules and schedules with a role of their own need no permission. */
function byWire({ application }: Context): readonly string[] {
  const functions = new Set(application.computes.filter(({ role }) => role === 'function').map(({ id }) => id));
  return application.wires.flatMap(({ kind, mode, to }) =>
    mode === 'push' && functions.has(to) && /^(?:trigger|subscription|target|schedule)$/.test(kind) ? [to] : [],
  );
}

/** The function itself, or the one that an alias or version belongs to. */
export function functionOf(value: ReturnType<typeof valueAt>, context: Context): Resource | undefined {
  const fn = context.find(value, 'AWS::Lambda::Function');
  if (fn !== undefined) return fn;
  const named = context.find(value, 'AWS::Lambda::Alias', 'AWS::Lambda::Version');
  return named === undefined
    ? undefined
    : context.find(valueAt(named.properties, 'FunctionName'), 'AWS::Lambda::Function');
}
