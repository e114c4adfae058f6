/** What kind of attack a sign belongs to. */
export type SignalClass =
  | 'xss'
  | 'sql'
  | 'shell'
  | 'path'
  | 'ssrf'
  | 'nosql'
  | 'template'
  | 'jndi'
  | 'markup'
  | 'header'
  | 'ldap'
  | 'code'
  | 'scanner';

/**
 * One sign of an attack in normalised text (lower case, decoded, spaces joined). `score` 5 is an attack by itself;
 * signs of one class add up.
 */
export interface SignalRule {
  readonly id: string;
  readonly score: 1 | 2 | 3 | 4 | 5;
  readonly pattern: RegExp;
}

export interface ClassRules {
  readonly kind: SignalClass;
  /** Cheap test of the whole class: without it none of the rules can match. */
  readonly hint: RegExp;
  /** A second such test, where one is not telling enough. */
  readonly also?: RegExp;
  readonly rules: readonly SignalRule[];
}

/** Texts that score this much in one class are called an attack. */
export const THRESHOLD = 5;

type Row = readonly [id: string, score: SignalRule['score'], pattern: RegExp];

export function classOf(kind: SignalClass, hint: RegExp, rows: readonly Row[], also?: RegExp): ClassRules {
  const second = also === undefined ? {} : { also };
  return {
    kind,
    hint,
    ...second,
    rules: rows.map(([id, score, pattern]) => ({ id: `${kind}.${id}`, score, pattern })),
  };
}
