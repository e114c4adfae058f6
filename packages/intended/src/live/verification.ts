import type { Severity } from '#finding/finding';
import type { Json } from './json.ts';

export type Verdict = 'pass' | 'fail' | 'drift' | 'undetermined';

/** One answer about one deployed resource. */
export interface Judgement {
  readonly verdict: Verdict;
  /** Control that was asked; absent where the resource itself is meant. */
  readonly control?: string;
  readonly severity?: Severity;
  /** Logical id. */
  readonly resource: string;
  readonly type: string;
  readonly message: string;
  /** IAM action that would be needed to know. */
  readonly action?: string;
  /** Property that is not as the template says. */
  readonly property?: string;
  readonly expected?: Json;
  readonly actual?: Json;
}

/** What is deployed, judged like the template. JSON contract of `intended verify --format json`. */
export interface Verification {
  readonly schemaVersion: 1;
  readonly tool: { readonly name: 'intended'; readonly version: string };
  readonly stack: { readonly name: string; readonly region: string; readonly status: string };
  /** False where something that controls ask about could not be read. */
  readonly complete: boolean;
  readonly summary: Readonly<Record<Verdict, number>>;
  readonly judgements: readonly Judgement[];
}

const ORDER: readonly Verdict[] = ['drift', 'fail', 'undetermined', 'pass'];
const SEVERITIES: readonly (Severity | undefined)[] = ['critical', 'high', 'medium', 'low', 'info', undefined];

/** Worst first: what a person has to look at before anything else. */
export function compareJudgements(a: Judgement, b: Judgement): number {
  const verdict = ORDER.indexOf(a.verdict) - ORDER.indexOf(b.verdict);
  const severity = SEVERITIES.indexOf(a.severity) - SEVERITIES.indexOf(b.severity);
  return verdict || severity || (a.resource < b.resource ? -1 : a.resource > b.resource ? 1 : 0);
}
