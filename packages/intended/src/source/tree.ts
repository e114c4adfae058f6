import type { Place, TextPosition } from './place.ts';

/** A YAML or JSON document with the place of every key and value; anchors are expanded within bounds. */
export type Tree = ScalarTree | ListTree | DictionaryTree;

export interface ScalarTree {
  readonly kind: 'scalar';
  readonly value: string | number | boolean | null;
  /** Explicit local tag, such as `!Ref`; undefined for none and for the core schema's own. */
  readonly tag: string | undefined;
  readonly at: Place;
  /** For block scalars and quoted strings over several lines. */
  readonly positions: readonly TextPosition[] | undefined;
}

export interface ListTree {
  readonly kind: 'list';
  readonly items: readonly Tree[];
  readonly tag: string | undefined;
  readonly at: Place;
}

export interface DictionaryTree {
  readonly kind: 'dictionary';
  readonly entries: ReadonlyMap<string, TreeEntry>;
  readonly tag: string | undefined;
  readonly at: Place;
}

export interface TreeEntry {
  readonly value: Tree;
  readonly keyAt: Place;
}
