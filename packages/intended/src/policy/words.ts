/** Sets of actions of one facet kind, 32 to a word. */
export type Words = Uint32Array;

export function noWords(count: number): Words {
  return new Uint32Array((count + 31) >>> 5);
}

/** A set holds nothing beyond its end. */
function wordAt(words: Words, at: number): number {
  return words[at] ?? 0;
}

export function setWord(words: Words, position: number): void {
  const at = position >>> 5;
  words[at] = wordAt(words, at) | (1 << (position & 31));
}

export function hasWord(words: Words, position: number): boolean {
  return (wordAt(words, position >>> 5) & (1 << (position & 31))) !== 0;
}

export function isEmpty(words: Words): boolean {
  return words.every((word) => word === 0);
}

/** target |= more */
export function addWords(target: Words, more: Words): void {
  for (let at = 0; at < target.length; at += 1) target[at] = wordAt(target, at) | wordAt(more, at);
}

/** left and not right */
export function without(left: Words, right: Words): Words {
  const result = new Uint32Array(left.length);
  for (let at = 0; at < left.length; at += 1) result[at] = wordAt(left, at) & ~wordAt(right, at);
  return result;
}

export function common(left: Words, right: Words): Words {
  const result = new Uint32Array(left.length);
  for (let at = 0; at < left.length; at += 1) result[at] = wordAt(left, at) & wordAt(right, at);
  return result;
}

export function union(left: Words, right: Words): Words {
  const result = left.slice();
  addWords(result, right);
  return result;
}

/** Calls with every position of a set. */
export function eachWord(words: Words, visit: (position: number) => void): void {
  for (let at = 0; at < words.length; at += 1)
    for (let word = wordAt(words, at); word !== 0; word &= word - 1) visit(at * 32 + 31 - Math.clz32(word & -word));
}
