import type { Coverage } from './compare.ts';
import { MAYBE, NONE, PART, WHOLE } from './compare.ts';
import { keyKind } from './condition-keys.ts';
import type { Caller } from './condition-keys.ts';
import { judgeAbsent, judgeValue, readOperator } from './condition-operators.ts';
import type { Encoder } from './encode.ts';
import type { Condition, Statement } from './statement.ts';

/** Services that `kms:ViaService` admits, as patterns; undefined where no such condition stands. */
export function viaServices(statement: Statement, scope: string, encoder: Encoder): readonly string[] | undefined {
  return valuesOf('kms:viaservice', statement, scope, encoder);
}

/** Services that `iam:PassedToService` admits, as patterns; undefined where no such condition stands. */
export function passedServices(statement: Statement, scope: string, encoder: Encoder): readonly string[] | undefined {
  return valuesOf('iam:passedtoservice', statement, scope, encoder);
}

function valuesOf(key: string, statement: Statement, scope: string, encoder: Encoder): readonly string[] | undefined {
  const condition = statement.conditions.find((one) => one.key.toLowerCase() === key);
  return condition?.values.map((one) => encoder.pattern(one.parts, scope));
}

/** Do the conditions of a statement hold (for some requests, for all), and why that is not certain. */
export interface ConditionVerdict {
  readonly coverage: Coverage;
  readonly because: readonly string[];
}

/**
 * Judges all conditions of a statement; every one must hold. For an Allow the question is whether an attacker can
 * make it hold, for a Deny whether he can avoid it.
 */
export function evaluateConditions(
  statement: Statement,
  scope: string,
  encoder: Encoder,
  caller: Caller = 'identity',
): ConditionVerdict {
  let some = WHOLE.some;
  let all = WHOLE.all;
  const because: string[] = [];
  for (const condition of statement.conditions) {
    const one = judge(condition, statement.effect, scope, encoder, caller);
    if (one.some < some) some = one.some;
    if (one.all < all) all = one.all;
    if (one.some === 1)
      because.push(`condition \`${condition.operator} ${condition.key}\` is not decided by the templates`);
    if (one.some === 2 && one.all === 0)
      because.push(`condition \`${condition.operator} ${condition.key}\` holds for a part only`);
  }
  return { coverage: { some, all }, because };
}

function judge(
  condition: Condition,
  effect: Statement['effect'],
  scope: string,
  encoder: Encoder,
  caller: Caller,
): Coverage {
  const operator = readOperator(condition.operator);
  if (operator === undefined || !condition.certain) return MAYBE;
  const key = keyKind(condition.key, caller);
  // Only `Like` and ARN operators know wildcards.
  const wild = /like|^arn/.test(operator.base);
  const patterns = condition.values.map((one) =>
    wild ? encoder.pattern(one.parts, scope) : encoder.text(one.parts, scope),
  );
  const certain = condition.values.every((one) => one.certain);
  switch (key.kind) {
    case 'chosen':
      return effect === 'Allow' ? WHOLE : NONE;
    case 'narrowing':
      // `Null` asks whether the key is there: a Deny of requests without it leaves those with it.
      return PART;
    case 'open':
      return MAYBE;
    case 'absent':
      return coverageOf(judgeAbsent(operator, patterns), certain);
    case 'value':
      return coverageOf(judgeValue(operator, valueOf(key.known, encoder), patterns), certain);
    default:
      return key satisfies never;
  }
}

function coverageOf(verdict: 0 | 1 | 2, certain: boolean): Coverage {
  if (verdict === 1 || !certain) return MAYBE;
  return verdict === 2 ? WHOLE : NONE;
}

function valueOf(known: 'account' | 'region' | 'false', encoder: Encoder): string {
  if (known === 'false') return 'false';
  return encoder.text([{ kind: 'pseudo', name: known === 'account' ? 'AWS::AccountId' : 'AWS::Region' }], '');
}
