import type { Files } from '#source/files';
import type { Diagnostic, Place } from '#source/place';
import type { Tree } from '#source/tree';
import type { Value } from '#model/value';

/**
 * What the intrinsics of one template see: its parameters, mappings, conditions, loops and nested stacks.
 * Everything is resolved when it is first asked for and kept.
 */
export interface Scope {
  /** The template or included file that is being read; relative paths in it start from its folder. */
  readonly file: string;
  /** Path of nested stacks, `''` for the root. */
  readonly stack: string;
  readonly files: Files | undefined;
  readonly region: string | undefined;
  /** Undefined where the template has no such parameter. */
  readonly parameter: (name: string) => Value | undefined;
  readonly mapping: (name: string) => SectionEntry | undefined;
  readonly condition: (name: string) => SectionEntry | undefined;
  /** The value of an output of a nested stack that was read from disk; undefined for any other resource. */
  readonly childOutput: (logicalId: string, output: string, at: Place) => Value | undefined;
  /** Loop variables of `Fn::ForEach`. */
  readonly bindings: ReadonlyMap<string, string>;
  /** Conditions taken as true or false because we stand in a branch that only exists then. */
  readonly assumed: ReadonlyMap<string, boolean>;
  readonly decided: Map<string, boolean | undefined>;
  readonly deciding: ReadonlySet<string>;
  readonly branches: Map<string, Scope>;
  /** Files being included, outermost first: an include loop ends here. */
  readonly including: readonly string[];
  /** Nodes that loops and includes may still add; shared by every scope of a template. */
  readonly budget: { left: number };
  readonly report: (severity: Diagnostic['severity'], place: Place, message: string) => void;
}

/** An entry of a section, with the scope that its value is to be resolved in. */
export interface SectionEntry {
  readonly key: string;
  readonly keyAt: Place;
  readonly tree: Tree;
  readonly scope: Scope;
}

export type Resolve = (tree: Tree, scope: Scope) => Value;

/** One use of an intrinsic function. */
export interface Call {
  /** Long name: `Ref`, `Fn::Sub` … */
  readonly name: string;
  readonly argument: Tree;
  readonly at: Place;
  readonly scope: Scope;
  /** Given, since intrinsics nest and files must not import each other in a circle. */
  readonly resolve: Resolve;
}

/** The scope of a branch that exists only where `condition` is `value`. */
export function assuming(scope: Scope, condition: string, value: boolean): Scope {
  const key = `${condition}=${value}`;
  const known = scope.branches.get(key);
  if (known !== undefined) return known;
  const assumed = new Map(scope.assumed).set(condition, value);
  const branch: Scope = { ...scope, assumed, decided: new Map(), branches: new Map() };
  scope.branches.set(key, branch);
  return branch;
}

/** The scope of one round of a loop. */
export function binding(scope: Scope, name: string, value: string): Scope {
  return { ...scope, bindings: new Map(scope.bindings).set(name, value), branches: new Map() };
}

/** Puts loop variables into a string: `${Name}`, and `&{Name}` with letters and digits only. */
export function bind(text: string, scope: Scope): string {
  if (scope.bindings.size === 0 || !text.includes('{')) return text;
  return text.replaceAll(/([$&])\{\s*([\w:.-]+)\s*\}/g, (whole, sign: string, name: string) => {
    const value = scope.bindings.get(name);
    if (value === undefined) return whole;
    return sign === '&' ? value.replaceAll(/[^A-Za-z0-9]/g, '') : value;
  });
}
