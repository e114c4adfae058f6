import { codePoint, HOLE, isOpaque, ONE, STAR } from './alphabet.ts';
import { comparePiece } from './compare.ts';
import type { FacetKind } from './facets.ts';
import { hasWord, noWords, setWord } from './words.ts';
import type { Words } from './words.ts';

/** Actions of one kind that a list of patterns names: certainly, and at least possibly (which includes those). */
export interface ActionMatch {
  readonly yes: Words;
  readonly maybe: Words;
}

/** An action pattern in the alphabet, in lower case, and whether it certainly stands in the policy. */
export interface ActionPattern {
  readonly text: string;
  readonly certain: boolean;
}

/** Matches a list of action patterns with the actions of a kind; `negated` swaps yes and no. */
export function matchActions(patterns: readonly ActionPattern[], negated: boolean, kind: FacetKind): ActionMatch {
  const yes = noWords(kind.actions.length);
  const maybe = noWords(kind.actions.length);
  for (const pattern of patterns) markPattern(pattern, kind, yes, maybe);
  if (!negated) return { yes, maybe };
  return { yes: complement(maybe, kind.actions.length), maybe: complement(yes, kind.actions.length) };
}

function complement(words: Words, count: number): Words {
  const result = noWords(count);
  for (let at = 0; at < count; at += 1) if (!hasWord(words, at)) setWord(result, at);
  return result;
}

function markPattern(pattern: ActionPattern, kind: FacetKind, yes: Words, maybe: Words): void {
  const colon = pattern.text.indexOf(':');
  const name = pattern.text.slice(colon + 1);
  const onlyName = colon > 0 && isPlain(pattern.text.slice(0, colon));
  if (onlyName && pattern.text.slice(0, colon) !== kind.service) return;
  if (onlyName && isPlain(name)) {
    const position = kind.positions.get(name);
    if (position !== undefined) mark(position, pattern.certain ? 2 : 1, yes, maybe);
    return;
  }
  for (const [action, position] of kind.positions) {
    const some = comparePiece(pattern.text, `${kind.service}:${action}`).some;
    mark(position, pattern.certain || some === 0 ? some : 1, yes, maybe);
  }
}

function mark(position: number, verdict: 0 | 1 | 2, yes: Words, maybe: Words): void {
  if (verdict === 2) setWord(yes, position);
  if (verdict >= 1) setWord(maybe, position);
}

function isPlain(text: string): boolean {
  for (const character of text)
    if (character === STAR || character === ONE || character === HOLE || isOpaque(codePoint(character))) return false;
  return true;
}

/** May the patterns name any action of this service? Saves matching against services that a statement never mentions. */
export function mayConcern(patterns: readonly ActionPattern[], negated: boolean, service: string): boolean {
  if (negated) return true;
  return patterns.some(({ text }) => {
    const colon = text.indexOf(':');
    return colon < 0 || !isPlain(text.slice(0, colon)) || text.slice(0, colon) === service;
  });
}
