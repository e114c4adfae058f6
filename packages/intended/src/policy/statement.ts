import type { Diagnostic, Place } from '#source/place';
import type { Part, Value } from '#model/value';

/** A policy document taken apart; nothing is dropped silently: what could not be read is a diagnostic or an unknown. */
export interface Policy {
  readonly statements: readonly Statement[];
  readonly diagnostics: readonly Diagnostic[];
  /** Statements or whole documents that the templates do not decide: they may allow anything. */
  readonly unknown: readonly { readonly what: string; readonly at: Place }[];
}

export interface Statement {
  readonly effect: 'Allow' | 'Deny';
  readonly sid: string | undefined;
  readonly actions: Elements;
  /** Undefined where the document has none, as in trust policies: the holder itself. */
  readonly resources: Elements | undefined;
  readonly principals: Principals | undefined;
  readonly conditions: readonly Condition[];
  /** False inside an undecided `Fn::If`. */
  readonly certain: boolean;
  readonly at: Place;
}

export interface Elements {
  /** `NotAction`, `NotResource`. */
  readonly negated: boolean;
  readonly patterns: readonly Pattern[];
}

export interface Pattern {
  readonly parts: readonly Part[];
  /** False in a branch of an undecided `Fn::If`. */
  readonly certain: boolean;
  readonly at: Place;
}

export interface Principals {
  /** `NotPrincipal`. */
  readonly negated: boolean;
  readonly list: readonly Principal[];
}

export interface Principal extends Pattern {
  readonly kind: 'anyone' | 'AWS' | 'Service' | 'Federated' | 'CanonicalUser' | 'unknown';
}

export interface Condition {
  /** As written: `ForAnyValue:StringLikeIfExists`. */
  readonly operator: string;
  readonly key: string;
  readonly values: readonly Pattern[];
  readonly value: Value;
  readonly certain: boolean;
}
