import type { Resource } from '#model/application';
import { literal } from '#model/read-value';

/** Is there anything at this property? */
export function has(resource: Resource, property: string): boolean {
  const value = resource.properties.entries.get(property)?.value;
  return value !== undefined && value.kind !== 'absent';
}

/** An instance of a cluster takes storage, backup and sign-in from it; a replica from its source. */
export function decidesForItself(resource: Resource): boolean {
  return !has(resource, 'DBClusterIdentifier') && !has(resource, 'SourceDBInstanceIdentifier');
}

/** Encryption of these comes with what they are restored from, or with the engine. */
export function choosesEncryption(resource: Resource): boolean {
  const inherited = [
    'SnapshotIdentifier',
    'DBSnapshotIdentifier',
    'SourceDBClusterIdentifier',
    'DBClusterSnapshotIdentifier',
  ];
  const alwaysEncrypted = literal(resource.properties.entries.get('EngineMode')?.value) === 'serverless';
  return decidesForItself(resource) && !alwaysEncrypted && !inherited.some((property) => has(resource, property));
}

/** An engine of the Aurora family or a member of one: its cluster spreads over zones. */
export function standsAlone(resource: Resource): boolean {
  return (
    decidesForItself(resource) &&
    !(literal(resource.properties.entries.get('Engine')?.value) ?? '').startsWith('aurora')
  );
}
