import { literal, partsOf } from '#model/read-value';
import type { Part, Value } from '#model/value';

/** `Fn::Equals`: true or false where both sides are certain, undefined otherwise. Numbers and booleans compare as text. */
export function sameValue(left: Value, right: Value, region: string | undefined): boolean | undefined {
  if (left.kind === 'choice') return agreed(left.branches.map((branch) => sameValue(branch, right, region)));
  if (right.kind === 'choice') return agreed(right.branches.map((branch) => sameValue(left, branch, region)));
  if (left.kind === 'list' && right.kind === 'list') return sameItems(left.items, right.items, region);
  if (left.kind === 'list' || right.kind === 'list') return undefined;
  const a = literal(left);
  const b = literal(right);
  if (a !== undefined && b !== undefined) return a === b;
  const leftParts = partsOf(left);
  const rightParts = partsOf(right);
  if (leftParts === undefined || rightParts === undefined) return undefined;
  return sameParts(known(leftParts, region), known(rightParts, region));
}

function agreed(outcomes: readonly (boolean | undefined)[]): boolean | undefined {
  const [first] = outcomes;
  return outcomes.every((outcome) => outcome === first) ? first : undefined;
}

function sameItems(left: readonly Value[], right: readonly Value[], region: string | undefined): boolean | undefined {
  if (left.length !== right.length) return false;
  const outcomes = left.map((item, index) => {
    const other = right[index];
    return other === undefined ? false : sameValue(item, other, region);
  });
  if (outcomes.includes(false)) return false;
  return outcomes.includes(undefined) ? undefined : true;
}

function known(parts: readonly Part[], region: string | undefined): readonly Part[] {
  if (region === undefined) return parts;
  return parts.map((part) =>
    typeof part === 'object' && part.kind === 'pseudo' && part.name === 'AWS::Region' ? region : part,
  );
}

function sameParts(left: readonly Part[], right: readonly Part[]): boolean | undefined {
  if (left.every(isText) && right.every(isText)) return left.join('') === right.join('');
  // A region, an account or an ARN is never empty.
  if (isEmpty(left) || isEmpty(right)) {
    const other = isEmpty(left) ? right : left;
    return other.some((part) => typeof part === 'string' || part.kind === 'pseudo') ? false : undefined;
  }
  const certain = left.every((part) => typeof part === 'string' || part.kind !== 'hole');
  return certain && JSON.stringify(left) === JSON.stringify(right) ? true : undefined;
}

function isText(part: Part): part is string {
  return typeof part === 'string';
}

function isEmpty(parts: readonly Part[]): boolean {
  return parts.every((part) => part === '');
}
