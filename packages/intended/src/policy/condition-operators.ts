import { comparePiece } from './compare.ts';

export type Tri = 0 | 1 | 2;

/** A condition operator taken apart: `ForAnyValue:StringNotLikeIfExists`. */
export interface Operator {
  readonly base: string;
  readonly negated: boolean;
  readonly ifExists: boolean;
  readonly quantifier: 'all' | 'any' | undefined;
}

const BASES = new Set(['string', 'arn', 'bool', 'null', 'numeric', 'date', 'ipaddress', 'binary']);

/** Undefined for an operator that IAM does not have. */
export function readOperator(text: string): Operator | undefined {
  const match = /^(?:(ForAllValues|ForAnyValue):)?(\w+?)(IfExists)?$/i.exec(text);
  const name = String(match?.[2]).toLowerCase();
  const base =
    /^not(ipaddress)$/.exec(name)?.[1] ?? /^(string|arn|bool|null|numeric|date|ipaddress|binary)/.exec(name)?.[1];
  if (match === null || base === undefined || !BASES.has(base)) return undefined;
  const quantifier = match[1]?.toLowerCase();
  return {
    base:
      name === 'bool' || name === 'null'
        ? name
        : `${base}:${name.replace(/^not/, '').slice(base.length).replace('not', '')}`,
    negated: name.includes('not'),
    ifExists: match[3] !== undefined,
    quantifier: quantifier === undefined ? undefined : quantifier === 'forallvalues' ? 'all' : 'any',
  };
}

/**
 * Judges a key that requests do not carry: an operator that negates holds, `IfExists` and `ForAllValues` hold,
 * `Null` holds for `true`, any other fails.
 */
export function judgeAbsent(operator: Operator, patterns: readonly string[]): Tri {
  if (operator.base === 'null')
    return anyOf(patterns.map((pattern) => comparePiece(pattern.toLowerCase(), 'true').some));
  return operator.ifExists || operator.negated || operator.quantifier === 'all' ? 2 : 0;
}

/** Judges a key whose value is known, patterns and value in the alphabet. Numbers, dates and addresses stay open. */
export function judgeValue(operator: Operator, value: string, patterns: readonly string[]): Tri {
  if (operator.base === 'null')
    return anyOf(patterns.map((pattern) => comparePiece(pattern.toLowerCase(), 'false').some));
  const fold = /ignorecase|^bool/.test(operator.base);
  const comparable = /^(?:string|arn|bool|binary)/.test(operator.base);
  const held: Tri = comparable
    ? anyOf(
        patterns.map(
          (pattern) => comparePiece(fold ? pattern.toLowerCase() : pattern, fold ? value.toLowerCase() : value).some,
        ),
      )
    : 1;
  return operator.negated ? NOT[held] : held;
}

const NOT = [2, 1, 0] as const;

function anyOf(verdicts: readonly Tri[]): Tri {
  let best: Tri = 0;
  for (const verdict of verdicts) if (verdict > best) best = verdict;
  return best;
}
