import type { Diagnostic, Place } from '#source/place';
import type { Resource } from '#model/application';
import type { Dictionary, Value } from '#model/value';
import { dictionary, literal } from '#model/read-value';
import { generated, warning } from '../expansion.ts';
import { shape, type Shape } from '../shape.ts';

/** One entry of a function's or state machine's `Events`. */
export interface EventSource {
  readonly owner: Resource;
  readonly name: string;
  readonly type: string;
  /** Prefix of the logical ids that the event makes. */
  readonly logicalId: string;
  readonly properties: Dictionary;
  /** The event's own line. */
  readonly at: Place;
  readonly target: EventTarget;
}

/** Whom the event starts: the function, its alias, or the state machine. */
export interface EventTarget {
  readonly kind: 'function' | 'state-machine';
  /** What `Ref` gives. */
  readonly name: Value;
  readonly arn: Value;
}

export interface ReadEvents {
  readonly events: readonly EventSource[];
  readonly diagnostics: readonly Diagnostic[];
}

/** The events of a resource; entries that are no event are reported and left out. */
export function readEvents(owner: Resource, target: EventTarget): ReadEvents {
  const value = owner.properties.entries.get('Events')?.value;
  if (value === undefined || isEmpty(value)) return { events: [], diagnostics: [] };
  if (value.kind !== 'dictionary')
    return {
      events: [],
      diagnostics: [
        warning(value.at, `\`Events\` of \`${owner.logicalId}\` is not a dictionary of events; name each event`),
      ],
    };
  const events: EventSource[] = [];
  const diagnostics: Diagnostic[] = [];
  for (const [name, entry] of value.entries) {
    const type = entry.value.kind === 'dictionary' ? literal(entry.value.entries.get('Type')?.value) : undefined;
    if (type === undefined || entry.value.kind !== 'dictionary') {
      if (entry.value.kind !== 'absent')
        diagnostics.push(
          warning(entry.keyAt, `event \`${name}\` of \`${owner.logicalId}\` has no readable \`Type\`; give it one`),
        );
      continue;
    }
    const properties = entry.value.entries.get('Properties')?.value;
    if (properties !== undefined && properties.kind !== 'dictionary' && !isEmpty(properties))
      diagnostics.push(
        warning(properties.at, `\`Properties\` of event \`${name}\` is not a dictionary; write its properties`),
      );
    events.push({
      owner,
      name,
      type,
      logicalId: `${owner.logicalId}${name}`,
      properties: properties?.kind === 'dictionary' ? properties : dictionary({}, entry.keyAt),
      at: entry.keyAt,
      target,
    });
  }
  return { events, diagnostics };
}

function isEmpty(value: Value): boolean {
  return value.kind === 'absent' || (value.kind === 'scalar' && value.value === null);
}

/** The permission that lets a service invoke the function for this event. */
export function permission(
  event: EventSource,
  service: string,
  parts: {
    readonly suffix?: string;
    readonly logicalId?: string;
    readonly conditions: { readonly [key: string]: Shape };
  },
): Resource {
  return generated(
    event.owner,
    parts.logicalId ?? `${event.logicalId}Permission${parts.suffix ?? ''}`,
    'AWS::Lambda::Permission',
    {
      properties: {
        Action: shape('lambda:InvokeFunction', event.at),
        FunctionName: event.target.name,
        Principal: service,
        ...parts.conditions,
      },
      at: event.at,
    },
  );
}
