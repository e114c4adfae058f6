import type { Diagnostic, Place } from '#source/place';
import type { Files } from '#source/files';
import type { Resource } from '#model/application';
import type { Dictionary, Value } from '#model/value';
import { dictionary, literal } from '#model/read-value';
import { provisionalId, type Stack } from '../cloudformation/stack.ts';
import { record, type Shape } from './shape.ts';

/** What one SAM resource or event becomes, and what it adds to other resources of the stack. */
export interface Expansion {
  readonly resources: readonly Resource[];
  readonly routes: readonly RouteEvent[];
  /** Values added inside another resource, such as a bucket's notification. */
  readonly additions: readonly Addition[];
  /** Managed policies and statements that an event gives to the function's generated role. */
  readonly managedPolicies: readonly Value[];
  readonly inlinePolicies: readonly Value[];
  readonly diagnostics: readonly Diagnostic[];
}

/** An `Api` or `HttpApi` event: an operation of some API's OpenAPI body. */
export interface RouteEvent {
  readonly protocol: 'rest' | 'http';
  /** Resource id of the API; undefined for the implicit one. */
  readonly api: string | undefined;
  readonly path: string;
  /** Lower case; `any` for all. */
  readonly method: string;
  /** Function or state machine that answers. */
  readonly target: Resource;
  readonly integration: Value;
  readonly properties: Dictionary;
  readonly at: Place;
}

/** `value` is appended to the list (or set, for a dictionary's key) at `path` of the properties of resource `to`. */
export interface Addition {
  readonly to: string;
  readonly path: readonly string[];
  readonly value: Value;
  readonly how: 'append' | 'set';
}

/** What every expander may look at. */
export interface Context {
  readonly stack: Stack;
  readonly files: Files;
  readonly byId: ReadonlyMap<string, Resource>;
}

export const nothing: Expansion = {
  resources: [],
  routes: [],
  additions: [],
  managedPolicies: [],
  inlinePolicies: [],
  diagnostics: [],
};

export function merged(expansions: readonly Expansion[]): Expansion {
  return {
    resources: expansions.flatMap((expansion) => expansion.resources),
    routes: expansions.flatMap((expansion) => expansion.routes),
    additions: expansions.flatMap((expansion) => expansion.additions),
    managedPolicies: expansions.flatMap((expansion) => expansion.managedPolicies),
    inlinePolicies: expansions.flatMap((expansion) => expansion.inlinePolicies),
    diagnostics: expansions.flatMap((expansion) => expansion.diagnostics),
  };
}

export function warning(place: Place, message: string): Diagnostic {
  return { severity: 'warning', place, message };
}

/** The written resource under its own logical id, as the plain type it stands for. */
export function primary(resource: Resource, type: string, properties: Dictionary): Resource {
  return { ...resource, type, properties };
}

/** A resource that the owner's SAM text causes; it exists when its owner does. */
export function generated(
  owner: Resource,
  logicalId: string,
  type: string,
  parts: { readonly properties: Shape & object; readonly at: Place; readonly attributes?: Dictionary },
): Resource {
  const { properties, at } = parts;
  return {
    id: provisionalId(owner.stack, logicalId),
    logicalId,
    stack: owner.stack,
    type,
    properties: asDictionary(properties, at),
    attributes: parts.attributes ?? dictionary({}, at),
    exists: owner.exists,
    at,
    typeAt: owner.typeAt,
    origin: 'expanded',
    expandedFrom: owner.expandedFrom ?? owner.id,
  };
}

function asDictionary(properties: Shape & object, at: Place): Dictionary {
  const value = record({ properties }, at).entries.get('properties')?.value;
  return value?.kind === 'dictionary' ? value : dictionary({}, at);
}

/**
 * The end that a literal name gives to a logical id. A name with other characters gives none: the transform puts a hash
 * there, and hashes are left out.
 */
export function idSuffix(value: Value | undefined): string {
  const name = literal(value);
  return name !== undefined && /^[A-Za-z0-9]+$/.test(name) ? name : '';
}
