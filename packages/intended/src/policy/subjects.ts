import type { Application } from '#model/application';
import type { Subject } from './encode.ts';

/** A node or identity that access is computed for, in index order. */
export interface AccessNode extends Subject {
  readonly index: number;
  /** IAM prefixes whose actions apply to it. */
  readonly services: readonly string[];
  /** Key gates that stand before its content. */
  readonly keys: readonly string[];
}

/** Services that use their own key grants to read for a caller, so that the caller needs none. */
const READS_FOR_CALLER: ReadonlySet<string> = new Set([
  'logs',
  'cognito-idp',
  'rds',
  'es',
  'elasticfilesystem',
  'ecr',
  'lambda',
  'events',
  'codebuild',
]);

/** Everything that can be the object of an access: stores, computes, gates, then identities. */
export function accessNodes(application: Application): readonly AccessNode[] {
  const nodes: AccessNode[] = [];
  const add = (node: Omit<AccessNode, 'index'>): void => {
    nodes.push({ ...node, index: nodes.length });
  };
  for (const store of application.stores) {
    const { id, type, resources, arn, name, service } = store;
    add({ id, type, resources, arn, name, services: [service], keys: READS_FOR_CALLER.has(service) ? [] : store.keys });
  }
  for (const { id, type, resources, arn, service } of application.computes)
    add({ id, type, resources, arn, name: undefined, services: [service], keys: [] });
  for (const { id, type, resources, arn, service } of application.gates)
    add({ id, type, resources, arn, name: undefined, services: [service], keys: [] });
  for (const { id, type, resources, arn } of application.identities)
    add({ id, type, resources, arn, name: undefined, services: ['iam', 'sts'], keys: [] });
  return nodes;
}
