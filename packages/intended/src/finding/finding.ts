import type { Diagnostic, Place } from '#source/place';

export type Severity = 'info' | 'low' | 'medium' | 'high' | 'critical';
export type Confidence = 'low' | 'medium' | 'high';

/** One thing to know about one resource. JSON contract: field names are those of the published schema. */
export interface Finding {
  /** Stable under moved lines: made from control, resource and what is wrong, not from positions. */
  readonly fingerprint: string;
  readonly control: string;
  readonly title: string;
  readonly severity: Severity;
  readonly confidence: Confidence;
  readonly outcome: 'violated' | 'undetermined';
  /** 0–5; a range prints as `2-4`. */
  readonly stars: number;
  readonly starsMax: number;
  readonly data: readonly string[];
  /** Id of the node or resource. */
  readonly resource: string;
  readonly location: Place;
  readonly related: readonly RelatedPlace[];
  readonly message: string;
  readonly why: string;
  readonly fix: string;
  /** Step of the talk, 0–11. */
  readonly step: number;
  readonly wip: 'write' | 'inherit' | 'provided';
  readonly owasp2017: string | undefined;
  readonly cwe: number | undefined;
  readonly frameworks: readonly string[];
  /** Ids that another tool gives the same question, where they were asked for. */
  readonly peers?: readonly string[];
  /** Set when an acceptance, a baseline or an inline comment covers it: shown, but not counted by the gate. */
  readonly accepted: { readonly by: 'intent' | 'inline' | 'baseline'; readonly because: string } | undefined;
}

/** A hop of the path that explains a finding. */
export interface RelatedPlace {
  readonly location: Place;
  readonly message: string;
}

/** What opens every report. */
export interface StepStatus {
  readonly step: number;
  readonly title: string;
  /** `not-measured`: nothing in this version, or nothing in this run, looks at it. */
  readonly status: 'as-intended' | 'attention' | 'unknown' | 'not-measured';
  readonly findings: number;
  /** One sentence: what was looked at, or what is missing. */
  readonly summary: string;
}

export interface MatrixRow {
  readonly service: string;
  /** Neutral noun and provider type: `function`, `store`, `api` …. */
  readonly kind: string;
  readonly type: string;
  readonly resources: readonly string[];
  /** Data class ids. */
  readonly intended: readonly string[];
  readonly wired: readonly string[];
  readonly potential: readonly string[];
  /** Classes that its grants alone would allow. */
  readonly capability: readonly string[];
  readonly excess: readonly MatrixFact[];
  readonly leak: readonly MatrixFact[];
  readonly drift: readonly MatrixFact[];
  readonly missing: readonly MatrixFact[];
  /** 0–5; a range (`stars` to `starsMax`) where something is unknown. */
  readonly stars: number;
  readonly starsMax: number;
  /** `Credentials 4 + public 0 - intended 1 = 3`. */
  readonly why: string;
  /** False where code or policies could not be read: the row may be wider. */
  readonly complete: boolean;
  /** How each class of the Wired and Potential columns comes to the service, hop by hop; none for what only a name tells. */
  readonly cells?: readonly CellPath[];
  /** Accesses left out of `excess` beyond the worst fifty stores of a capability; absent for none. */
  readonly omitted?: number;
}

/** Why a class stands in a column of a row. */
export interface CellPath {
  /** Data class id. */
  readonly data: string;
  /** `wired`: with nothing misbehaving; `potential`: only if one component misbehaves. */
  readonly column: 'wired' | 'potential';
  readonly path: readonly Hop[];
}

/** One class at one level (service, capability, store): the same access to two classes is two facts that share a path. */
export interface MatrixFact {
  /** Data class id. */
  readonly data: string;
  readonly capability: string;
  readonly store: string;
  readonly certainty: 'yes' | 'maybe';
  /** Reads everything at once: Scan, Select, List and Get. */
  readonly bulk: boolean;
  /** What the code touches of the store, where the grant covers all of it: one object key, say. */
  readonly scope?: string;
  /** Provider's actions that give it, such as `dynamodb:Scan`. */
  readonly actions: readonly string[];
  readonly stars: number;
  readonly path: readonly Hop[];
}

export interface Hop {
  readonly from: string;
  readonly to: string;
  readonly how: string;
  readonly at: Place | undefined;
}

export interface EligibilityCell {
  readonly service: string;
  readonly program: string;
  readonly neededBy: 'intended' | 'potential';
  readonly data: readonly string[];
  readonly verdict: string;
  readonly asOf: string;
  readonly evidence: string;
}

/** One question of configuration and its answer. */
export interface Answer {
  readonly control: string;
  /** Id of the resource as a person wrote it. */
  readonly resource: string;
  readonly kind: 'satisfied' | 'violated' | 'undetermined';
}

/** All that one run found: reporters turn it into text and add nothing. */
export interface Report {
  readonly schemaVersion: 1;
  readonly tool: { readonly name: string; readonly version: string };
  readonly app: {
    readonly name: string;
    readonly root: string;
    readonly dialects: readonly string[];
    readonly templates: readonly string[];
  };
  /** Where the intent came from; undefined path when proposed. */
  readonly intent: { readonly origin: 'file' | 'proposed'; readonly file: string | undefined };
  readonly complete: boolean;
  readonly diagnostics: readonly Diagnostic[];
  readonly data: readonly ReportClass[];
  readonly matrix: readonly MatrixRow[];
  /** Edges of the data-flow map; where absent, the map shows the paths of the matrix alone. */
  readonly flows?: readonly ReportFlow[];
  readonly eligibility: readonly EligibilityCell[];
  readonly steps: readonly StepStatus[];
  readonly findings: readonly Finding[];
  /** The answer to every question of configuration, for views that say what is right, too; not a part of the JSON contract. */
  readonly answers?: readonly Answer[];
  /** Milliseconds by phase. */
  readonly timings: Readonly<Record<string, number>>;
}

/** Data that goes from one node to another when nothing misbehaves, or was declared to. */
export interface ReportFlow {
  readonly from: string;
  readonly to: string;
  /** `intended`: declared; `wired`: happens, but nobody declared it. */
  readonly kind: 'intended' | 'wired';
  /** Data class ids. */
  readonly data: readonly string[];
  /** `dynamodb:PutItem`, `POST /ride`, `event source mapping` …. */
  readonly how: string;
  readonly at: Place | undefined;
}

export interface ReportClass {
  readonly id: string;
  readonly title: string;
  readonly value: number;
  readonly class: string;
  readonly requires: readonly string[];
  readonly evidence: readonly {
    readonly what: string;
    readonly strength: string;
    readonly file: string;
    readonly line: number;
  }[];
}
