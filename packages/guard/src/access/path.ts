import { deny, type Denial } from '../decision.ts';

export interface ReadPath {
  /** Decoded segments, without the empty one that a trailing slash leaves. */
  readonly segments: readonly string[];
  /** As the most lenient router reads it: one case, no matrix parameters, no doubled slashes, decoded to the end. */
  readonly folded: readonly string[];
}

// oxlint-disable-next-line no-control-regex -- control characters are what is looked for
const CONTROL = /[\0-\x1f\x7f]/;

/**
 * Reads a path once, strictly. Denied: broken, overlong or doubled escapes that hide a separator, dot segments,
 * backslashes, control characters. `slashes`: `%2f` is part of a parameter.
 */
export function readPath(path: string, slashes = false): ReadPath | Denial {
  const clean = path.split(/[?#]/, 1)[0] ?? '';
  const segments: string[] = [];
  for (const raw of trimmed(clean).split('/')) {
    const segment = decodeStrictly(raw);
    if (segment === undefined) return deny('path-encoding', { where: 'path' });
    const rule = fault(segment, slashes);
    if (rule !== undefined) return deny('path-ambiguous', { where: 'path', rule });
    segments.push(segment);
  }
  const list = segments.length === 1 && segments[0] === '' ? [] : segments;
  return { segments: list, folded: fold(list) };
}

function trimmed(path: string): string {
  const start = path.startsWith('/') ? 1 : 0;
  const end = path.length > 1 && path.endsWith('/') ? path.length - 1 : path.length;
  return path.slice(start, Math.max(start, end));
}

function decodeStrictly(raw: string): string | undefined {
  if (!raw.includes('%')) return raw;
  try {
    return decodeURIComponent(raw);
  } catch {
    return undefined;
  }
}

function fault(segment: string, slashes: boolean): string | undefined {
  if (/^[.]{1,2}(?:;.*)?$/.test(segment)) return 'dot-segment';
  if (CONTROL.test(segment)) return 'control';
  if (segment.includes('\\')) return 'backslash';
  if (segment.includes('/')) return slashes && !hasDots(segment) ? undefined : 'encoded-slash';
  // Decoded once and still an escape of a separator, a dot or another escape: somebody decodes twice.
  return /%(?:2[ef5]|5c|0\d|1\d)|%u[0-9a-f]{4}|%c[01]%/i.test(segment) ? 'double-encoding' : undefined;
}

function hasDots(segment: string): boolean {
  return segment.split('/').some((step) => step === '.' || step === '..');
}

function fold(segments: readonly string[]): readonly string[] {
  const folded: string[] = [];
  for (const segment of segments) {
    const lower = segment.normalize('NFKC').toLowerCase();
    const step = lower.split(';', 1)[0] ?? '';
    if (step !== '') folded.push(step.includes('%') ? (decodeStrictly(step) ?? step) : step);
  }
  return folded;
}
