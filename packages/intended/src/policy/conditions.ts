import type { Coverage } from './compare.ts';
import { MAYBE, NONE, PART, WHOLE } from './compare.ts';
import { HOLE } from './alphabet.ts';
import { keyKind } from './condition-keys.ts';
import type { Caller, Known } from './condition-keys.ts';
import { judgeAbsent, judgeValue, readOperator } from './condition-operators.ts';
import type { Operator } from './condition-operators.ts';
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
  /** The verdict on those that do not narrow, and the narrowing ones as a text: equal texts hold for the same requests. */
  readonly open: Coverage['some'];
  readonly narrowing: string;
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
  let open = WHOLE.some;
  const narrowing: string[] = [];
  const because: string[] = [];
  for (const condition of statement.conditions) {
    const one = judge(condition, statement.effect, scope, encoder, caller);
    if (one.some < some) some = one.some;
    if (one.all < all) all = one.all;
    if (one.some === 1)
      because.push(`condition \`${condition.operator} ${condition.key}\` is not decided by the templates`);
    if (one === PART) {
      narrowing.push(textOf(condition, scope, encoder));
      because.push(`condition \`${condition.operator} ${condition.key}\` holds for a part only`);
    } else if (one.some < open) open = one.some;
  }
  return { coverage: { some, all }, open, narrowing: narrowing.sort().join('\u0004'), because };
}

function textOf({ operator, key, values }: Condition, scope: string, encoder: Encoder): string {
  const patterns = values.map((one) => encoder.pattern(one.parts, scope)).sort();
  return [operator, key.toLowerCase(), ...patterns].join('\u0003');
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
      return coverageOf(judgeKnown(key.known, operator, patterns, encoder), certain);
  }
  return key satisfies never;
}

function coverageOf(verdict: 0 | 1 | 2, certain: boolean): Coverage {
  if (verdict === 1 || !certain) return MAYBE;
  return verdict === 2 ? WHOLE : NONE;
}

function judgeKnown(known: Known, operator: Operator, patterns: readonly string[], encoder: Encoder): 0 | 1 | 2 {
  const account = encoder.text([{ kind: 'pseudo', name: 'AWS::AccountId' }], '');
  switch (known) {
    case 'false':
      return judgeValue(operator, 'false', patterns);
    case 'account':
      return judgeValue(operator, account, patterns);
    case 'region':
      return judgeValue(operator, encoder.text([{ kind: 'pseudo', name: 'AWS::Region' }], ''), patterns);
    case 'foreign':
      // It may be any account, only not ours.
      return judgeValue(
        operator,
        HOLE,
        patterns.filter((pattern) => pattern !== account),
      );
  }
  return known satisfies never;
}
