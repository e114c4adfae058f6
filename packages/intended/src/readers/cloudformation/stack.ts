import type { Diagnostic, Place } from '#source/place';
import type { Parameter, Resource } from '#model/application';
import type { Value } from '#model/value';

/**
 * One template after its own language is resolved: parameters, mappings, conditions and intrinsics are gone,
 * what they could not decide is in the values. SAM and Serverless Framework types are still as written here;
 * expansions turn a Stack into a Stack. References name resources by `id`.
 */
export interface Stack {
  /** Path of logical ids of nested stacks from the root, `''` for the root; for several root stacks their name first. */
  readonly path: string;
  readonly file: string;
  readonly dialect: 'cloudformation' | 'sam' | 'cdk' | 'serverless-framework';
  readonly resources: readonly Resource[];
  /** Missing in stacks that were made, not read. */
  readonly parameters?: readonly Parameter[];
  readonly outputs: ReadonlyMap<string, Output>;
  /** SAM `Globals`, resolved; undefined where there is none. */
  readonly globals: Value | undefined;
  readonly transforms: readonly string[];
  readonly diagnostics: readonly Diagnostic[];
}

export interface Output {
  readonly value: Value;
  readonly exportName: Value | undefined;
  /** The place of its name; missing in stacks that were made, not read. */
  readonly at?: Place;
}

/**
 * Id of a resource while several stacks are being read: `stack/LogicalId`, or the bare logical id in the root stack.
 * `settleIds` makes ids bare again wherever that is unique, once all stacks and expansions are there.
 */
export function provisionalId(stack: string, logicalId: string): string {
  return stack === '' ? logicalId : `${stack}/${logicalId}`;
}
