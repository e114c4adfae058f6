import type { Place, TextPosition } from '#source/place';

/**
 * A property of a resource after its intrinsics are resolved as far as the templates allow.
 * Nothing is ever dropped: what cannot be decided stays as `deferred`, as a `hole` in a text, or as a `choice`.
 */
export type Value = Scalar | Text | List | Dictionary | Choice | Deferred | Absent;

export interface Scalar {
  readonly kind: 'scalar';
  readonly value: string | number | boolean | null;
  readonly at: Place;
  /** For a string over several lines or joined from pieces: where each run of it stands. */
  readonly positions?: readonly TextPosition[];
}

/** A string with at least one part that is not plain text, such as `!Sub arn:aws:s3:::${Bucket}/*`. */
export interface Text {
  readonly kind: 'text';
  readonly parts: readonly Part[];
  readonly at: Place;
  /** The string before substitution (`Fn::Sub`), for readers of inline code. */
  readonly raw?: Scalar;
}

export interface List {
  readonly kind: 'list';
  readonly items: readonly Value[];
  readonly at: Place;
}

export interface Dictionary {
  readonly kind: 'dictionary';
  readonly entries: ReadonlyMap<string, Entry>;
  readonly at: Place;
}

export interface Entry {
  readonly value: Value;
  readonly keyAt: Place;
}

/** An undecided `Fn::If`: every branch may be the one. `AWS::NoValue` is an `absent` branch. */
export interface Choice {
  readonly kind: 'choice';
  readonly condition: string;
  readonly branches: readonly Value[];
  readonly at: Place;
}

/** A value that the templates alone do not decide. */
export interface Deferred {
  readonly kind: 'deferred';
  readonly why: Reason;
  readonly at: Place;
}

export interface Absent {
  readonly kind: 'absent';
  readonly at: Place;
}

/** Why something is unknown, and the name (parameter, export, attribute …) that would decide it. */
export interface Reason {
  readonly cause:
    | 'parameter'
    | 'import'
    | 'dynamic-reference'
    | 'condition'
    | 'attribute'
    | 'variable'
    | 'transform'
    | 'code'
    | 'missing'
    | 'cycle'
    | 'bounds'
    | 'malformed'
    | 'unsupported';
  readonly name: string;
}

/** A piece of a text. Plain strings are literal. */
export type Part = string | Reference | Pseudo | Hole;

/** What `Ref` (attribute `Ref`) or `Fn::GetAtt` of a resource gives; `to` is the id of a resource of the application. */
export interface Reference {
  readonly kind: 'reference';
  readonly to: string;
  readonly attribute: string;
}

/** `AWS::Region`, `AWS::AccountId`, `AWS::Partition`, `AWS::URLSuffix`, `AWS::StackName`, `AWS::StackId`: constants equal to themselves. */
export interface Pseudo {
  readonly kind: 'pseudo';
  readonly name: string;
}

/** A part that may be any string. */
export interface Hole {
  readonly kind: 'hole';
  readonly why: Reason;
}

/** A fact that is known, or not known for a stated reason. */
export type Resolved<T> = Known<T> | Deferred;

export interface Known<T> {
  readonly kind: 'known';
  readonly value: T;
  readonly at: Place;
}

export function known<T>(value: T, at: Place): Known<T> {
  return { kind: 'known', value, at };
}

export function deferred(cause: Reason['cause'], name: string, at: Place): Deferred {
  return { kind: 'deferred', why: { cause, name }, at };
}
