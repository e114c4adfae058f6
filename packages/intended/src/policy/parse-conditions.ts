import type { Diagnostic } from '#source/place';
import type { Value } from '#model/value';
import { entriesOf } from '#model/read-value';
import { patternsOf } from './parse-patterns.ts';
import type { Condition } from './statement.ts';

/** Conditions as (operator, key, values) triples; every one must hold. A block that is not decided is one unknown condition. */
export function parseConditions(block: Value | undefined, diagnostics: Diagnostic[]): readonly Condition[] {
  if (block === undefined || block.kind === 'absent') return [];
  if (block.kind !== 'dictionary') {
    if (block.kind === 'scalar' || block.kind === 'list')
      diagnostics.push({ severity: 'warning', place: block.at, message: '`Condition` must be a mapping of operators' });
    return [{ operator: 'unknown', key: 'unknown', values: [], value: block, certain: false }];
  }
  return entriesOf(block).flatMap(([operator, keys]): readonly Condition[] => {
    if (keys.kind !== 'dictionary') return [{ operator, key: 'unknown', values: [], value: keys, certain: false }];
    return entriesOf(keys).map(([key, value]) => ({
      operator,
      key,
      values: patternsOf(value, `Condition ${operator} ${key}`, diagnostics),
      value,
      certain: true,
    }));
  });
}
