import type { Resource } from '#model/application';
import { entriesOf, itemsOf, literal, partsOf, valueAt } from '#model/read-value';
import type { Value } from '#model/value';
import type { Deferred } from '#model/value';
import { wordsOfParts } from '#policy/words-of-parts';
import type { Context } from './context.ts';

/** One metric that some alarm watches, in `Metrics` of metric math too. */
interface Watched {
  readonly namespace: string;
  readonly metric: string;
  /** Ids of the resources that its dimensions name. */
  readonly resources: ReadonlySet<string>;
  /** Plain values of its dimensions. */
  readonly words: ReadonlySet<string>;
  /** A dimension that the templates do not decide. */
  readonly open: Deferred | undefined;
  /** Without dimensions it sums up all resources of the service. */
  readonly isTotal: boolean;
}

const kept = new WeakMap<Context, ReadonlyMap<string, readonly Watched[]>>();

/** Metrics that alarms watch, by namespace. Metric math and `SELECT` queries count. */
function watchedIn(context: Context, namespace: string): readonly Watched[] {
  const known = kept.get(context) ?? index(context);
  kept.set(context, known);
  return known.get(namespace.toLowerCase()) ?? [];
}

function index(context: Context): ReadonlyMap<string, readonly Watched[]> {
  const found = new Map<string, Watched[]>();
  for (const alarm of context.ofType('AWS::CloudWatch::Alarm', 'AWS::CloudWatch::AnomalyDetector'))
    for (const watched of metricsOf(alarm, context)) {
      const key = watched.namespace.toLowerCase();
      const known = found.get(key);
      if (known === undefined) found.set(key, [watched]);
      else known.push(watched);
    }
  return found;
}

function metricsOf({ properties }: Resource, context: Context): readonly Watched[] {
  const lone = watched(properties, valueAt(properties, 'Namespace'), context);
  const math = itemsOf(valueAt(properties, 'Metrics')).flatMap((item) => {
    const metric = valueAt(item, 'MetricStat', 'Metric');
    return [
      ...watched(metric, valueAt(metric, 'Namespace'), context),
      ...queried(literal(valueAt(item, 'Expression')) ?? ''),
    ];
  });
  return [...lone, ...math];
}

function watched(metric: Value | undefined, namespace: Value | undefined, context: Context): readonly Watched[] {
  const space = literal(namespace);
  const name = literal(valueAt(metric, 'MetricName'));
  if (space === undefined || name === undefined) return [];
  const values = itemsOf(valueAt(metric, 'Dimensions')).flatMap((one) => valueAt(one, 'Value') ?? []);
  const found = values.flatMap((value) => context.find(value)?.id ?? []);
  return [
    {
      namespace: space,
      metric: name,
      resources: new Set([...found, ...values.flatMap(referenced)]),
      words: new Set(values.flatMap((value) => literal(value) ?? [])),
      open: values.flatMap((value) => (value.kind === 'deferred' ? [value] : []))[0],
      isTotal: values.length === 0,
    },
  ];
}

function referenced(value: Value): readonly string[] {
  return (partsOf(value) ?? []).flatMap((part) =>
    typeof part === 'object' && part.kind === 'reference' ? [part.to] : [],
  );
}

/** `SELECT MAX(Errors) FROM SCHEMA("AWS/Lambda", FunctionName)` watches all of them. */
function queried(expression: string): readonly Watched[] {
  const match = /SELECT\s+\w+\(\s*"?(\w+)"?\s*\)\s+FROM\s+(?:SCHEMA\(\s*)?"?(AWS\/\w+)"?/i.exec(expression);
  if (match === null) return [];
  const [, metric = '', namespace = ''] = match;
  return [{ namespace, metric, resources: new Set(), words: new Set(), open: undefined, isTotal: true }];
}

/** Does an alarm watch one of these metrics of the resource? `Deferred` where a parameter says whose. */
export function alarmOn(
  resource: Resource,
  namespace: string,
  metrics: RegExp,
  context: Context,
  aliases: readonly string[] = [],
): 'yes' | 'no' | Deferred {
  const names = new Set([...namesOf(resource), ...aliases]);
  let open: Deferred | undefined;
  for (const one of watchedIn(context, namespace)) {
    if (!metrics.test(one.metric)) continue;
    if (one.isTotal || one.resources.has(resource.id)) return 'yes';
    if ([...names].some((name) => one.words.has(name) || one.resources.has(name))) return 'yes';
    open ??= one.open;
  }
  return open ?? 'no';
}

function namesOf({ properties }: Resource): readonly string[] {
  return entriesOf(properties).flatMap(([key, value]) => {
    const parts = /Name$|^Name$/.test(key) ? partsOf(value) : undefined;
    return parts === undefined ? [] : [wordsOfParts(parts)];
  });
}
