/** `★★★★☆`, or `****.` in plain characters; the doubtful ones of a range are hollow (`?`). */
export function starBar(stars: number, starsMax: number, unicode = true): string {
  const [full, half, empty] = unicode ? ['★', '✩', '·'] : ['*', '?', '.'];
  const high = Math.max(stars, starsMax);
  return `${full.repeat(stars)}${half.repeat(high - stars)}${empty.repeat(Math.max(0, 5 - high))}`;
}

/** `4`, or `2-4` where something is unknown. */
export function starRange(stars: number, starsMax: number): string {
  return starsMax > stars ? `${stars}-${starsMax}` : String(stars);
}
