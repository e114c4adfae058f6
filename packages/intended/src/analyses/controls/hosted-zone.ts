import type { Resource } from '#model/application';
import { itemsOf, literal, valueAt } from '#model/read-value';
import type { Context } from './context.ts';

export const HOSTED_ZONE = 'AWS::Route53::HostedZone';
export const RECORDS = ['AWS::Route53::RecordSet', 'AWS::Route53::RecordSetGroup'] as const;

/** A private zone answers only inside the networks that it lists. */
export function isPublicZone(zone: Resource): boolean {
  return itemsOf(valueAt(zone.properties, 'VPCs')).length === 0;
}

/** Record sets of a zone, named by reference, id or name; the final dot of a name may be missing. */
export function recordsOf(zone: Resource, context: Context): readonly Resource[] {
  const name = dotless(literal(valueAt(zone.properties, 'Name')));
  const byName = context
    .ofType(...RECORDS)
    .filter((one) => name !== undefined && dotless(literal(valueAt(one.properties, 'HostedZoneName'))) === name);
  return [...new Set([...context.naming(zone, ...RECORDS), ...byName])];
}

function dotless(name: string | undefined): string | undefined {
  return name?.toLowerCase().replace(/\.$/, '');
}
