/**
 * The candidate nearest to a misspelt name, for `did you mean`; undefined where none is near enough
 * (a third of the letters, at most three). Case does not count; ties go to the first candidate.
 */
export function nearName(name: string, candidates: Iterable<string>): string | undefined {
  const wanted = name.toLowerCase().slice(0, MAX_LENGTH);
  let limit = Math.min(3, Math.max(1, Math.floor(wanted.length / 3))) + 1;
  let best: string | undefined;
  for (const candidate of candidates) {
    const other = candidate.toLowerCase().slice(0, MAX_LENGTH);
    if (Math.abs(other.length - wanted.length) >= limit) continue;
    const apart = distance(wanted, other, limit);
    if (apart < limit) [best, limit] = [candidate, apart];
    if (limit === 0) break;
  }
  return best;
}

/** ` (did you mean `x`?)`, or nothing. */
export function didYouMean(name: string, candidates: Iterable<string>): string {
  const near = nearName(name, candidates);
  return near === undefined ? '' : `, did you mean \`${near}\`?`;
}

const MAX_LENGTH = 80;

/** Edits between two words, a swap of neighbours counting as one (optimal string alignment); `limit` for any number not below it. */
function distance(left: string, right: string, limit: number): number {
  let before: number[] = [];
  let last = Array.from({ length: right.length + 1 }, (_, index) => index);
  for (let i = 1; i <= left.length; i++) {
    const row = [i];
    for (let j = 1; j <= right.length; j++) {
      const cost = left[i - 1] === right[j - 1] ? 0 : 1;
      let edits = Math.min((last[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, (last[j - 1] ?? 0) + cost);
      const swapped = i > 1 && j > 1 && left[i - 1] === right[j - 2] && left[i - 2] === right[j - 1];
      if (swapped) edits = Math.min(edits, (before[j - 2] ?? 0) + 1);
      row.push(edits);
    }
    // Two rows at the limit cannot come below it again: a swap looks back no further.
    if (Math.min(...row) >= limit && Math.min(...last) >= limit) return limit;
    [before, last] = [last, row];
  }
  return last[right.length] ?? 0;
}
