import type { Coverage } from './compare.ts';
import { MAYBE, WHOLE } from './compare.ts';
import type { Encoder } from './encode.ts';
import type { Statement } from './statement.ts';

/** Do the conditions of a statement hold, and why that is not certain. */
export interface ConditionVerdict {
  readonly coverage: Coverage;
  readonly because: readonly string[];
}

export function evaluateConditions(statement: Statement, _scope: string, _encoder: Encoder): ConditionVerdict {
  if (statement.conditions.length === 0) return { coverage: WHOLE, because: [] };
  return { coverage: MAYBE, because: statement.conditions.map((one) => `condition \`${one.operator} ${one.key}\``) };
}
