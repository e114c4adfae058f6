import type { Severity } from '#finding/finding';
import { SEVERITIES, severityRank } from '#finding/severity';

/** What is known of the data at a resource. */
export interface DataAt {
  /** Ids of the classes that lie in it or pass through it, declared or wired. */
  readonly classes: readonly string[];
  /** Worth of the worst of them, 0–4; undefined where no class is known. */
  readonly value: number | undefined;
  /** May anyone without credentials send it requests or read from it? */
  readonly exposed: boolean;
}

/**
 * By how many steps the worth of the data moves a severity. A customer key asked of public data is no matter;
 * asked of card data it is a serious one.
 */
const STEP_BY_VALUE: readonly number[] = [-2, -1, 0, 1, 2];

const HIGH = severityRank('high');

/**
 * Severity = base, moved by the worth of the data, one step more where anyone may knock and the data is at least
 * confidential. Never more than two steps up, and what is not high by itself never becomes critical: a missing
 * safeguard is no breach. Unknown data moves nothing.
 */
export function severityByData(base: Severity, { value, exposed }: Omit<DataAt, 'classes'>): Severity {
  if (value === undefined) return base;
  const step = (STEP_BY_VALUE[value] ?? 0) + (exposed && value >= 2 ? 1 : 0);
  const most = severityRank(base) >= HIGH ? SEVERITIES.length - 1 : HIGH;
  const rank = Math.min(most, Math.max(0, severityRank(base) + Math.min(2, step)));
  return SEVERITIES[rank] ?? base;
}
