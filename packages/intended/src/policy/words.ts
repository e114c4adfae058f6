/** Sets of actions of one facet kind, 32 to a word. */
export type Words = Uint32Array;

export function noWords(count: number): Words {
  return new Uint32Array((count + 31) >>> 5);
}

export function setWord(words: Words, position: number): void {
  const at = position >>> 5;
  words[at] = (words[at] ?? 0) | (1 << (position & 31));
}

export function hasWord(words: Words, position: number): boolean {
  return ((words[position >>> 5] ?? 0) & (1 << (position & 31))) !== 0;
}

export function isEmpty(words: Words): boolean {
  return words.every((word) => word === 0);
}

/** target |= more */
export function addWords(target: Words, more: Words): void {
  for (let at = 0; at < target.length; at += 1) target[at] = (target[at] ?? 0) | (more[at] ?? 0);
}

/** left and not right */
export function without(left: Words, right: Words): Words {
  const result = new Uint32Array(left.length);
  for (let at = 0; at < left.length; at += 1) result[at] = (left[at] ?? 0) & ~(right[at] ?? 0);
  return result;
}

export function common(left: Words, right: Words): Words {
  const result = new Uint32Array(left.length);
  for (let at = 0; at < left.length; at += 1) result[at] = (left[at] ?? 0) & (right[at] ?? 0);
  return result;
}

export function union(left: Words, right: Words): Words {
  const result = left.slice();
  addWords(result, right);
  return result;
}
