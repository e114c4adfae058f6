import type { Diagnostic } from '#source/place';
import { wholeFile } from '#source/place';
import { compareText } from './compare.ts';
import type { Finding } from './finding.ts';

/** What was known when the baseline was written. Reviewed like code, so each entry also says what it stands for. */
export interface Baseline {
  readonly version: 1;
  readonly findings: readonly BaselineEntry[];
  /** Facts of the matrix then, which the ratchet of the intent room reads; undefined in a baseline without. */
  readonly matrix: unknown;
}

export interface BaselineEntry {
  readonly fingerprint: string;
  readonly control: string;
  readonly resource: string;
  /** Stars then; a finding that has grown worse since is new again. */
  readonly stars: number;
}

export interface Compared {
  /** Known ones carry `accepted`. */
  readonly findings: readonly Finding[];
  readonly fresh: number;
  readonly known: number;
  /** Entries that nothing matches any more: fixed, and ready to be removed. */
  readonly stale: readonly BaselineEntry[];
}

/** A baseline from its JSON text, or the diagnostic that says why it is none. */
export function parseBaseline(file: string, text: string): Baseline | Diagnostic {
  const parsed = parseJson(text);
  if (!isRecord(parsed) || parsed['version'] !== 1 || !Array.isArray(parsed['findings'])) {
    return trouble(file, 'this is not a baseline of version 1; write a new one with `--write-baseline`');
  }
  const entries: BaselineEntry[] = [];
  for (const item of parsed['findings']) {
    const entry = parseEntry(item);
    if (entry === undefined) {
      return trouble(
        file,
        `entry ${entries.length + 1} needs \`fingerprint\`, \`control\`, \`resource\` and \`stars\``,
      );
    }
    entries.push(entry);
  }
  return { version: 1, findings: entries, matrix: parsed['matrix'] };
}

/** JSON text with one entry a line, sorted, so that its diff in a review is what changed. */
export function renderBaseline(findings: readonly Finding[], matrix?: unknown): string {
  const entries = findings
    .filter((finding) => finding.accepted === undefined || finding.accepted.by === 'baseline')
    .map((finding) => ({
      fingerprint: finding.fingerprint,
      control: finding.control,
      resource: finding.resource,
      stars: finding.starsMax,
    }))
    .sort(
      (a, b) =>
        compareText(a.control, b.control) ||
        compareText(a.resource, b.resource) ||
        compareText(a.fingerprint, b.fingerprint),
    );
  const lines = entries.map((entry) => `    ${JSON.stringify(entry)}`);
  const body = lines.length === 0 ? '[]' : `[\n${lines.join(',\n')}\n  ]`;
  const facts =
    matrix === undefined ? '' : `,\n  "matrix": ${JSON.stringify(matrix, undefined, 2).replaceAll('\n', '\n  ')}`;
  return `{\n  "version": 1,\n  "findings": ${body}${facts}\n}\n`;
}

/** Marks what the baseline knows. A finding with more stars than its entry counts as new. */
export function compareWithBaseline(findings: readonly Finding[], baseline: Baseline): Compared {
  const starsByFingerprint = new Map(baseline.findings.map((entry) => [entry.fingerprint, entry.stars]));
  const seen = new Set<string>();
  let known = 0;
  const marked = findings.map((finding) => {
    const stars = starsByFingerprint.get(finding.fingerprint);
    if (stars !== undefined) seen.add(finding.fingerprint);
    if (stars === undefined || finding.starsMax > stars || finding.accepted !== undefined) return finding;
    known++;
    return { ...finding, accepted: { by: 'baseline' as const, because: 'known in the baseline' } };
  });
  return {
    findings: marked,
    fresh: marked.filter((finding) => finding.accepted === undefined).length,
    known,
    stale: baseline.findings.filter((entry) => !seen.has(entry.fingerprint)),
  };
}

function parseEntry(item: unknown): BaselineEntry | undefined {
  if (!isRecord(item)) return undefined;
  const { fingerprint, control, resource, stars } = item;
  if (typeof fingerprint !== 'string' || typeof control !== 'string') return undefined;
  if (typeof resource !== 'string' || typeof stars !== 'number') return undefined;
  return { fingerprint, control, resource, stars };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function trouble(file: string, message: string): Diagnostic {
  return { severity: 'error', place: wholeFile(file), message };
}
