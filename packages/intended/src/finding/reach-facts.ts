import type { Hop } from './finding.ts';

export const REACH_KINDS = [
  'reach-excess',
  'reach-leak',
  'reach-missing',
  'reach-drift',
  'reach-escalation',
  'reach-tap',
] as const;

export type ReachKind = (typeof REACH_KINDS)[number];

export type ReachCapability = 'read' | 'write' | 'delete' | 'invoke' | 'list' | 'tap' | 'admin' | 'pass';

/** What the access analysis knows about one finding; `describeReach` makes the sentences. */
export interface ReachFacts {
  /** The row: a function, store, API …, by the name a person gave it. */
  readonly service: string;
  /** What it touches; may be the service itself (a log group that receives what nobody declared). */
  readonly store: string;
  /** Most valuable class first. */
  readonly data: readonly { readonly id: string; readonly title: string }[];
  readonly capability: ReachCapability;
  /** Reads everything at once: Scan, Select, List and Get. */
  readonly bulk: boolean;
  /** Provider's actions that give it, or that the code needs: `dynamodb:Scan`. */
  readonly actions: readonly string[];
  readonly path: readonly Hop[];
  /** Does anything use the grant? `unknown` where the code could not be followed. */
  readonly used: 'code' | 'wired' | 'no' | 'unknown';
  readonly certainty: 'yes' | 'maybe';
  /** Who can make the component run with input of their choice. */
  readonly exposure?: 'anyone' | 'closed-group' | 'internal' | 'deploy-time';
  /** What makes it `maybe`, in words: ``parameter `TableArn` ``. */
  readonly because?: readonly string[];
  /** What the code touches of the store, where the grant covers all of it: `` `js/config.js` ``. */
  readonly scope?: string;
  /** Further accesses of the same finding, of which this is the worst. */
  readonly more?: number;
  /** Who has the access, where it is no part of the app: `anyone on the internet`. */
  readonly stranger?: string;
  /** Answers that a cache keeps and serves to whoever asks next. */
  readonly cached?: true;
  /** For an escalation: the identity or compute whose authority it gains. */
  readonly gains?: string;
}

export interface ReachWords {
  /** A few words, capitalised, no final period. */
  readonly title: string;
  /** What is wrong, naming the service and the store; no final period. */
  readonly message: string;
  /** Why it matters here: which data, from where. Sentences. */
  readonly why: string;
  /** What to do. Sentences. */
  readonly fix: string;
}
