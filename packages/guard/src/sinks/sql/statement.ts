import type { Breach, Taint } from '../taint.ts';
import { sqlBreach } from './structure.ts';
import type { Dialect } from './tokens.ts';

const MOST_KNOWN = 512;
const LONGEST_KNOWN = 4096;
/**
 * Statements that passed once. The same text with other inputs is not made of these, so a phrase that an input
 * shares with it (`order by`) is a coincidence; and the common statement costs one look-up.
 */
const known = new Set<string>();

export function statementBreach(
  sql: string,
  taints: readonly Taint[],
  dialects: readonly Dialect[],
): Breach | undefined {
  if (known.has(sql)) return undefined;
  const breach = sqlBreach(sql, taints, dialects);
  if (breach === undefined && sql.length <= LONGEST_KNOWN) {
    if (known.size >= MOST_KNOWN) known.clear();
    known.add(sql);
  }
  return breach;
}
