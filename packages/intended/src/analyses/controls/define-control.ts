import type { Severity } from '#finding/finding';
import type { Resource } from '#model/application';
import type { Deferred } from '#model/value';
import type { Place } from '#source/place';
import type { PlainValue } from '#source/set-in-yaml';
import type { Context } from './context.ts';

/** What a control says about one subject. Where there is no subject, the control does not apply. */
export type Outcome =
  | { readonly kind: 'satisfied' }
  | {
      readonly kind: 'violated';
      readonly at: Place;
      /** What is wrong, lower case, user's words in backticks, no final period. */
      readonly message: string;
    }
  /** The templates do not decide it: never a pass. */
  | { readonly kind: 'undetermined'; readonly why: Deferred }
  /** The question makes no sense for this subject after all: a queue that is itself a dead-letter queue, say. */
  | { readonly kind: 'not-applicable' };

/** Outcomes that every control shows an example of. */
export type ExampleKind = Exclude<Outcome['kind'], 'not-applicable'>;

/** One question about the configuration of one kind of resource. Facts of the world (OWASP class, other tools' ids) stand in a table. */
export interface Control {
  /** Stable for ever: acceptances and baselines name it. */
  readonly id: string;
  readonly title: string;
  /** Before the data is considered. */
  readonly severity: Severity;
  readonly cwe?: number;
  /** Why it matters. Sentences. */
  readonly why: string;
  /** What to do. Sentences. */
  readonly fix: string;
  /** Where the provider documents what is said here. */
  readonly sources: readonly string[];
  /** Types of the resources it is asked of. */
  readonly types: readonly string[];
  /** Properties it reads, as `AWS::S3::Bucket.VersioningConfiguration.Status`: checked against the provider's schema. */
  readonly reads: readonly string[];
  judge(resource: Resource, context: Context): Outcome;
  /** Ids of the resources whose data decide the severity; missing for the subject itself and what it belongs to. */
  about?(resource: Resource, context: Context): readonly string[];
  /** What makes a violated resource satisfied, where that is mechanical. */
  readonly remedy?: Remedy;
  /** The smallest template for each outcome: run by the law test through the real reader, and shown in the docs. */
  readonly examples: Readonly<Record<ExampleKind, string>>;
}

/** Properties to set on the subject itself. */
export interface Remedy {
  /** Dotted path below `Properties` (or an attribute such as `DeletionPolicy` with `attribute`), and a plain JSON value. */
  readonly set: readonly { readonly path: string; readonly value: Plain; readonly attribute?: true }[];
}

/** A plain value of a property. */
export type Plain = PlainValue;

/** Gives a control its type. */
export function defineControl(control: Control): Control {
  return control;
}

export const satisfied: Outcome = { kind: 'satisfied' };
export const notApplicable: Outcome = { kind: 'not-applicable' };

export function violated(at: Place, message: string): Outcome {
  return { kind: 'violated', at, message };
}

export function undetermined(why: Deferred): Outcome {
  return { kind: 'undetermined', why };
}
