import { partsOf, valueAt } from '#model/read-value';
import { wordsOfParts } from '#policy/words-of-parts';
import type { Context } from './context.ts';

const kept = new WeakMap<Context, ReadonlySet<string>>();

/** Ids of the alarms that a composite alarm is made of. */
export function ofComposites(context: Context): ReadonlySet<string> {
  const known = kept.get(context) ?? read(context);
  kept.set(context, known);
  return known;
}

function read(context: Context): ReadonlySet<string> {
  const rules = context
    .ofType('AWS::CloudWatch::CompositeAlarm')
    .flatMap(({ properties }) => partsOf(valueAt(properties, 'AlarmRule')) ?? []);
  const text = wordsOfParts(rules);
  const referenced = rules.flatMap((part) => (typeof part === 'object' && part.kind === 'reference' ? [part.to] : []));
  const named = context.ofType('AWS::CloudWatch::Alarm').filter(({ properties }) => {
    const parts = partsOf(valueAt(properties, 'AlarmName'));
    return parts !== undefined && text.includes(wordsOfParts(parts));
  });
  return new Set([...referenced, ...named.map(({ id }) => id)]);
}
