import type { Dictionary, Value } from '#model/value';
import { partsOf, valueAt } from '#model/read-value';
import { plainText } from './policy-conditions.ts';

/** Properties of a permission that say for whom a principal may act. */
const LIMITS: readonly string[] = ['SourceArn', 'SourceAccount', 'PrincipalOrgID', 'EventSourceToken'];

/** Does a permission limit whose source may invoke? `maybe` where an undecided `Fn::If` may leave the limit out. */
export function limitOf(properties: Dictionary): 'some' | 'none' | Value {
  const given = LIMITS.flatMap((name) => valueAt(properties, name) ?? []).filter((value) => value.kind !== 'absent');
  if (given.some((value) => value.kind !== 'choice' && isLimit(value))) return 'some';
  const open = given.find((value) => value.kind === 'choice');
  if (open?.kind !== 'choice') return 'none';
  return open.branches.every(isLimit) ? 'some' : open;
}

/** A wildcard for everything limits nothing; a value from outside is one. */
function isLimit(value: Value): boolean {
  if (value.kind === 'absent' || (value.kind === 'scalar' && value.value === null)) return false;
  const parts = partsOf(value);
  return parts === undefined || !/^(?:arn:[^:]*:[^:]*:\**:\**:)?[*/:]*$/.test(plainText({ parts }));
}
