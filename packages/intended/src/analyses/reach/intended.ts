import type { IntentVerb, Permission } from '#intent/intent';
import type { Compute, Store } from '#model/node';
import { ALL, NONE } from './class-set.ts';
import type { ClassIndex, ClassSet } from './class-set.ts';
import type { Landscape } from './landscape.ts';

/** I of the design: what people declared, asked by row and by cell. */
export interface Intended {
  /** Classes of the row's Intended column. */
  column(node: string): ClassSet;
  /** Classes declared for this capability of a compute on a node; `ALL` where a declaration names no class. */
  cell(compute: string, verb: IntentVerb, node: string): ClassSet;
  readonly declared: readonly DeclaredPermission[];
}

export interface DeclaredPermission {
  readonly service: string;
  readonly permission: Permission;
  readonly node: string;
}

/** A verb that a stronger declaration includes. */
const INCLUDED_IN: Readonly<Record<IntentVerb, readonly IntentVerb[]>> = {
  read: ['read', 'tap', 'admin'],
  write: ['write', 'admin'],
  delete: ['delete', 'admin'],
  invoke: ['invoke'],
  list: ['list', 'read', 'write', 'delete', 'tap', 'admin', 'invoke', 'pass'],
  tap: ['tap', 'admin'],
  admin: ['admin'],
  pass: ['pass'],
};

export function readIntended(landscape: Landscape, index: ClassIndex): Intended {
  const cells = new Map<string, Map<string, Map<IntentVerb, ClassSet>>>();
  const columns = new Map<string, ClassSet>();
  const declared: DeclaredPermission[] = [];
  const add = (map: Map<string, ClassSet>, key: string, classes: ClassSet): void =>
    void map.set(key, (map.get(key) ?? NONE) | classes);
  for (const service of landscape.intent.services.values()) {
    add(columns, service.service, index.of(service.holds));
    for (const permission of service.may) {
      const classes = permission.data.length === 0 ? ALL : index.of(permission.data);
      for (const node of permission.in) {
        declared.push({ service: service.service, permission, node });
        const byNode = cells.get(service.service) ?? new Map<string, Map<IntentVerb, ClassSet>>();
        cells.set(service.service, byNode);
        const byVerb = byNode.get(node) ?? new Map<IntentVerb, ClassSet>();
        byNode.set(node, byVerb);
        byVerb.set(permission.verb, (byVerb.get(permission.verb) ?? NONE) | classes);
        if (classes === ALL) continue;
        add(columns, service.service, classes);
        if (permission.verb !== 'invoke') add(columns, node, classes);
      }
    }
  }
  for (const external of landscape.intent.external) add(columns, external.id, index.of(external.holds));
  addRoutes(landscape, index, (node, classes) => add(columns, node, classes));
  for (const node of [...landscape.stores, ...landscape.computes])
    add(columns, node.id, byNature(node, landscape, index));
  return {
    column: (node) => columns.get(node) ?? NONE,
    cell(compute, verb, node) {
      const byVerb = cells.get(compute)?.get(node);
      if (byVerb === undefined) return NONE;
      return INCLUDED_IN[verb].reduce((sum, stronger) => sum | (byVerb.get(stronger) ?? NONE), NONE);
    },
    declared,
  };
}

/** A declared route declares its API and its function; signed-in callers bring their token along. */
function addRoutes(landscape: Landscape, index: ClassIndex, add: (node: string, classes: ClassSet) => void): void {
  const credentials = index.ofKinds('credential');
  for (const route of landscape.application.routes) {
    const declared = landscape.routeIntentById.get(route.id);
    if (declared === undefined) continue;
    const token = declared.audience === 'public' ? NONE : credentials;
    const classes = index.of(declared.accepts) | index.of(declared.returns) | token;
    add(route.api, classes);
    if (route.to !== undefined) add(route.to, classes);
  }
}

/** What nobody needs to declare: users in a directory, content in a site, platform lines in a log, keys in a secret. */
function byNature(node: Store | Compute, landscape: Landscape, index: ClassIndex): ClassSet {
  if (node.kind === 'compute') return NONE;
  if (node.holds === 'users') return index.ofKinds('credential', 'personal', 'contact');
  if (node.holds === 'secret') return index.ofKinds('credential');
  if (node.holds === 'logs' || node.holds === 'metrics') return index.ofKinds('infrastructure');
  return landscape.runnersOf.has(node.id) ? index.ofKinds('content', 'code') : NONE;
}
