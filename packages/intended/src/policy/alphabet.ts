/**
 * Symbolic strings as plain JavaScript strings: what is not a literal is one code point of the private-use planes,
 * so that hashing, prefixes and equality cost what they cost for any string.
 * Text that a person wrote is cleared of those code points first (see `clean`).
 */

/** Anonymous unknown: any string, equal to nothing, not even to itself. */
export const HOLE = '\uE000';
/** Every string: the members of a family, such as the objects of a bucket. Only in texts, never in patterns. */
export const ANY = '\uE001';
/** `*` of a pattern. */
export const STAR = '\uE002';
/** `?` of a pattern. */
export const ONE = '\uE003';
/** One unknown character, such as each of the six that Secrets Manager appends to a name. */
export const CHARACTER = '\uE004';
/** A character that no pattern names: only a wildcard covers it. A literal in every comparison. */
export const STRANGE = '\uE005';

const GENERATED_FIRST = 0xf0000;
const OPAQUE_FIRST = 0x100000;
const PLANE = 0xfffd;

/** A name that the provider generates: equal to itself, to no name that a person wrote in full. */
export function isGenerated(codePoint: number): boolean {
  return codePoint >= GENERATED_FIRST && codePoint <= GENERATED_FIRST + PLANE;
}

/** A parameter, import, region …: equal to itself, and may be any string. */
export function isOpaque(codePoint: number): boolean {
  return codePoint >= OPAQUE_FIRST;
}

/** The one code point of a character. */
export function codePoint(character: string): number {
  return Number(character.codePointAt(0));
}

/** Holds a symbol, hole, family or wildcard. */
export function isSymbolic(text: string): boolean {
  return /[\uE000-\uE004\uDB80-\uDBFF]/.test(text);
}

/** Position of the first character that stands for more than itself; the length where there is none. Generated names stand for themselves. */
export function firstUnknown(text: string): number {
  const at = text.search(/[\uE000-\uE004\uDBC0-\uDBFF]/);
  return at < 0 ? text.length : at;
}

/** A person's text without the code points that mean something here. */
export function clean(text: string): string {
  return /[\uE000-\uE005\uDB80-\uDBFF]/.test(text)
    ? text.replaceAll(/[\uE000-\uE005]|[\uDB80-\uDBFF]./gs, '\uFFFD')
    : text;
}

/** Gives each distinct name one code point of its plane; when a plane is full, names become holes. */
export interface SymbolTable {
  generated(name: string): string;
  opaque(name: string): string;
  /** The name behind a symbol, for explanations. */
  nameOf(symbol: string): string | undefined;
}

export function symbolTable(): SymbolTable {
  const names = new Map<string, string>();
  const plane = (first: number): ((name: string) => string) => {
    const known = new Map<string, string>();
    return (name) => {
      const there = known.get(name);
      if (there !== undefined) return there;
      if (known.size > PLANE) return HOLE;
      const symbol = String.fromCodePoint(first + known.size);
      known.set(name, symbol);
      names.set(symbol, name);
      return symbol;
    };
  };
  return { generated: plane(GENERATED_FIRST), opaque: plane(OPAQUE_FIRST), nameOf: (symbol) => names.get(symbol) };
}
