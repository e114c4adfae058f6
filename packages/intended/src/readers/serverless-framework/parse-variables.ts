/**
 * A string cut into literal text and variables. CloudFormation's own `${Name}`, `${AWS::Region}` and `${!Name}` are
 * literal text here: a variable of the framework always has a `:` or a `(` after its source.
 */
export type Piece = string | Variable | PseudoName;

export interface Variable {
  readonly kind: 'variable';
  /** The first that gives a value wins. */
  readonly sources: readonly Source[];
  /** As written, without `${` and `}`. */
  readonly raw: string;
}

/** `#{AWS::Region}` of the pseudo-parameters plugin. */
export interface PseudoName {
  readonly kind: 'pseudo';
  readonly name: string;
}

export type Source =
  | {
      readonly kind: 'named';
      readonly type: string;
      readonly params: readonly Piece[] | undefined;
      readonly address: readonly Piece[];
    }
  | { readonly kind: 'literal'; readonly value: string | number | boolean | null }
  | { readonly kind: 'nested'; readonly pieces: readonly Piece[] };

const DEEPEST = 20;

/** Whether a text needs parsing at all. */
export function mayHoldVariables(text: string): boolean {
  return text.includes('${') || text.includes('#{AWS::');
}

/** Cuts a string into pieces. Text that only looks like a variable stays text. */
export function parseVariables(text: string): readonly Piece[] {
  // Without a close nothing is a variable; asking here keeps a text of mere openings cheap.
  if (!text.includes('}')) return [text];
  return parsePieces({ text, variables: new Map() }, 0, '', 0).pieces;
}

interface Reading {
  readonly text: string;
  /** What stands at each `${` that was looked at. INVARIANT: every opening is read once, or nesting costs exponential time. */
  readonly variables: Map<number, Read<Variable> | undefined>;
}

interface Read<T> {
  readonly end: number;
  readonly pieces: T;
}

/** Reads until one of `stops` at the outer level; `end` is the index of the stop or of the end of the text. */
function parsePieces(reading: Reading, from: number, stops: string, depth: number): Read<readonly Piece[]> {
  const { text } = reading;
  const pieces: Piece[] = [];
  let literal = '';
  let index = from;
  while (index < text.length && !stops.includes(text.charAt(index))) {
    const special = parseSpecial(reading, index, depth);
    if (special === undefined) {
      literal += text.charAt(index);
      index += 1;
      continue;
    }
    if (literal !== '') pieces.push(literal);
    literal = '';
    pieces.push(special.pieces);
    index = special.end;
  }
  if (literal !== '') pieces.push(literal);
  return { end: index, pieces };
}

function parseSpecial(reading: Reading, index: number, depth: number): Read<Variable | PseudoName> | undefined {
  const { text, variables } = reading;
  if (text.startsWith('${', index)) {
    if (!variables.has(index)) variables.set(index, parseVariable(reading, index, depth));
    return variables.get(index);
  }
  if (!text.startsWith('#{AWS::', index)) return undefined;
  const match = /^#\{(AWS::[A-Za-z]+)\}/.exec(text.slice(index, index + 60));
  if (match === null) return undefined;
  return { end: index + match[0].length, pieces: { kind: 'pseudo', name: match[1] ?? '' } };
}

function parseVariable(reading: Reading, start: number, depth: number): Read<Variable> | undefined {
  if (depth > DEEPEST) return undefined;
  const { text } = reading;
  const sources: Source[] = [];
  let index = start + 2;
  while (index < text.length) {
    const source = parseSource(reading, skipBlanks(text, index), depth);
    if (source === undefined) return undefined;
    // `${Name}` and `${AWS::Region}` are CloudFormation's: only a source with an address or parameters begins a variable.
    if (sources.length === 0 && source.pieces.kind === 'literal') return undefined;
    sources.push(source.pieces);
    index = skipBlanks(text, source.end);
    if (text.charAt(index) === '}')
      return { end: index + 1, pieces: { kind: 'variable', sources, raw: text.slice(start + 2, index) } };
    if (text.charAt(index) !== ',') return undefined;
    index += 1;
  }
  return undefined;
}

function parseSource(reading: Reading, start: number, depth: number): Read<Source> | undefined {
  const { text } = reading;
  const quote = text.charAt(start);
  if (quote === "'" || quote === '"') {
    const close = text.indexOf(quote, start + 1);
    if (close === -1) return undefined;
    return { end: close + 1, pieces: { kind: 'literal', value: text.slice(start + 1, close) } };
  }
  return parseNamed(reading, start, depth) ?? parseBare(reading, start, depth);
}

function parseNamed(reading: Reading, start: number, depth: number): Read<Source> | undefined {
  const { text } = reading;
  const type = /^[A-Za-z][\w-]*/.exec(text.slice(start, start + 60))?.[0];
  if (type === undefined) return undefined;
  let index = start + type.length;
  let params: readonly Piece[] | undefined;
  if (text.charAt(index) === '(') {
    const inner = parsePieces(reading, index + 1, ')', depth + 1);
    if (text.charAt(inner.end) !== ')') return undefined;
    params = inner.pieces;
    index = inner.end + 1;
  }
  if (text.charAt(index) !== ':' || text.startsWith('::', index))
    return params === undefined ? undefined : { end: index, pieces: { kind: 'named', type, params, address: [] } };
  const address = parsePieces(reading, index + 1, ',}', depth + 1);
  return { end: address.end, pieces: { kind: 'named', type, params, address: trimEnd(address.pieces) } };
}

/** A fallback without quotes: a number, a boolean, a nested variable or mere text. */
function parseBare(reading: Reading, start: number, depth: number): Read<Source> | undefined {
  const { text } = reading;
  const inner = parsePieces(reading, start, ',}', depth + 1);
  if (inner.pieces.some((piece) => typeof piece !== 'string'))
    return { end: inner.end, pieces: { kind: 'nested', pieces: trimEnd(inner.pieces) } };
  const word = text.slice(start, inner.end).trim();
  return { end: inner.end, pieces: { kind: 'literal', value: bareValue(word) } };
}

function bareValue(word: string): string | number | boolean | null {
  if (word === 'true' || word === 'false') return word === 'true';
  if (word === 'null') return null;
  return word !== '' && /^-?\d+(?:\.\d+)?$/.test(word) ? Number(word) : word;
}

function trimEnd(pieces: readonly Piece[]): readonly Piece[] {
  const last = pieces.at(-1);
  return typeof last === 'string' ? [...pieces.slice(0, -1), last.trimEnd()] : pieces;
}

function skipBlanks(text: string, index: number): number {
  let current = index;
  while (/\s/.test(text.charAt(current))) current += 1;
  return current;
}
