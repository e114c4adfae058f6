import type { Severity } from '#finding/finding';
import type { Application, Resource } from '#model/application';
import type { Deferred } from '#model/value';
import type { Place } from '#source/place';

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
  | { readonly kind: 'undetermined'; readonly why: Deferred };

/** One question about the configuration of one kind of thing. */
export interface Control<Subject = Resource> {
  /** Stable for ever: acceptances and baselines name it. */
  readonly id: string;
  readonly title: string;
  readonly severity: Severity;
  /** Why it matters. Sentences. */
  readonly why: string;
  /** What to do. Sentences. */
  readonly fix: string;
  /** Where the provider documents what is said here. */
  readonly sources: readonly string[];
  subjects(application: Application): readonly Subject[];
  judge(subject: Subject): Outcome;
  /** The smallest template for each outcome: run by the law test through the real reader, and shown in the docs. */
  readonly examples: Readonly<Record<Outcome['kind'], string>>;
}

/** Gives a control its type. */
export function defineControl<Subject = Resource>(control: Control<Subject>): Control<Subject> {
  return control;
}

export const satisfied: Outcome = { kind: 'satisfied' };

export function violated(at: Place, message: string): Outcome {
  return { kind: 'violated', at, message };
}

export function undetermined(why: Deferred): Outcome {
  return { kind: 'undetermined', why };
}
