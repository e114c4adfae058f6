import type { HandlerFacts, SdkCall } from '#handlers/facts';
import type { Application } from '#model/application';
import type { Compute, Store } from '#model/node';
import { literal } from '#model/read-value';
import type { NodeIndex } from '#readers/aws/node-index';
import { HOLDS } from '#readers/aws/referenced';

/** Services whose resources code names by a plain name. */
const NAMED: ReadonlySet<string> = new Set(['dynamodb', 'kinesis', 'sqs', 's3']);

/**
 * Stores that only code names: a table of another stack whose name stands in the code or in a variable. Without them the
 * data that the code keeps there would be nowhere in the picture.
 */
export function codeStores(
  application: Application,
  handlers: readonly HandlerFacts[],
  index: NodeIndex,
): readonly Store[] {
  const taken = new Set(
    [
      ...application.computes,
      ...application.stores,
      ...application.gates,
      ...application.actors,
      ...application.identities,
    ].map((one) => one.id),
  );
  const computes = new Map(application.computes.map((compute) => [compute.id, compute] as const));
  const found = new Map<string, Store>();
  for (const facts of handlers)
    for (const call of facts.calls) {
      const name = nameOf(call, computes.get(facts.compute));
      const key = `${call.service} ${name ?? ''}`;
      if (name === undefined || found.has(key) || index.resolveName(name, call.service) !== undefined) continue;
      found.set(key, storeOf(name, call, taken.has(name) || application.resources.has(name) ? key : name));
      taken.add(name);
    }
  return [...found.values()];
}

/** The plain name of the resource that a call means, where the code or the template has it literally. */
function nameOf({ service, target, isLent }: SdkCall, compute: Compute | undefined): string | undefined {
  if (!NAMED.has(service) || isLent === true) return undefined;
  const text =
    target.kind === 'literal'
      ? target.name
      : target.kind === 'environment'
        ? literal(compute?.environment.find((entry) => entry.name === target.name)?.value)
        : undefined;
  const name = text === undefined ? undefined : plainName(service, text);
  return name !== undefined && /^[A-Za-z0-9_.-]{3,255}$/.test(name) ? name : undefined;
}

/** Code names a queue by its URL, others by their ARN or name. */
function plainName(service: string, text: string): string {
  const tail = text.startsWith('arn:') ? text.split(':').slice(5).join(':') : text;
  if (service === 'sqs' || text.startsWith('arn:')) return tail.slice(tail.lastIndexOf('/') + 1);
  return tail;
}

function storeOf(name: string, { service, target: { at } }: SdkCall, id: string): Store {
  return {
    kind: 'store',
    id,
    service,
    type: `referenced ${service}`,
    resources: [],
    at,
    origin: 'referenced',
    holds: HOLDS[service] ?? 'external',
    name: { kind: 'scalar', value: name, at },
    // Whose account it stands in is not known, so nothing can be said to be missing on it.
    arn: undefined,
    keys: [],
    tags: [],
  };
}
