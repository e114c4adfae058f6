import type { Place } from '#source/place';
import type { Field } from '#model/flow';

/** A field of a GraphQL type: its arguments, the name of its type without lists and marks, its directives. */
export interface GraphqlField extends Field {
  readonly arguments: readonly GraphqlField[];
  readonly directives: readonly string[];
}

export interface GraphqlType {
  readonly name: string;
  readonly kind: 'type' | 'input' | 'interface';
  readonly fields: readonly GraphqlField[];
  readonly directives: readonly string[];
}

/**
 * Types of a GraphQL schema in its definition language, extensions joined to what they extend. Enums, unions and
 * scalars have no fields and are left out. What is not understood is skipped to the next word: never an error.
 * @see https://spec.graphql.org/October2021/#sec-Type-System
 */
export function readSdl(
  text: string,
  placeOf: (offset: number, length: number) => Place,
): ReadonlyMap<string, GraphqlType> {
  const tokens = tokenize(text);
  const types = new Map<string, GraphqlType>();
  let index = 0;
  while (index < tokens.length) {
    const word = tokens[index]?.text;
    if (word !== 'type' && word !== 'input' && word !== 'interface') {
      index += 1;
      continue;
    }
    const name = tokens[index + 1]?.text ?? '';
    const head = skipHead(tokens, index + 2);
    if (tokens[head.next]?.text !== '{') {
      index = Math.max(head.next, index + 1);
      continue;
    }
    const body = readFields(tokens, head.next + 1, '}', name, placeOf);
    const before = types.get(name);
    types.set(name, {
      name,
      kind: word,
      fields: [...(before?.fields ?? []), ...body.fields],
      directives: [...(before?.directives ?? []), ...head.directives],
    });
    index = body.next;
  }
  return types;
}

interface Token {
  readonly text: string;
  readonly offset: number;
}

const TOKEN = /"""[\s\S]*?"""|"(?:[^"\\\n]|\\.)*"|#[^\n]*|[A-Za-z_][A-Za-z0-9_]*|\.\.\.|[{}()[\]:!=|&@$]|-?\d[\w.+-]*/g;

function tokenize(text: string): readonly Token[] {
  return [...text.matchAll(TOKEN)]
    .filter((match) => !match[0].startsWith('#') && !match[0].startsWith('"'))
    .map((match) => ({ text: match[0], offset: match.index }));
}

// `implements A & B @directive(…)` up to the brace.
function skipHead(tokens: readonly Token[], start: number): { next: number; directives: readonly string[] } {
  const directives: string[] = [];
  let next = start;
  while (next < tokens.length && tokens[next]?.text !== '{') {
    const word = tokens[next]?.text ?? '';
    if (word === 'type' || word === 'input' || word === 'interface' || word === '}') break;
    if (word === '@') directives.push(tokens[next + 1]?.text ?? '');
    next = word === '(' ? skipGroup(tokens, next) : next + 1;
  }
  return { next, directives };
}

function skipGroup(tokens: readonly Token[], start: number): number {
  let depth = 0;
  for (let index = start; index < tokens.length; index += 1) {
    const word = tokens[index]?.text ?? '';
    if ('([{'.includes(word)) depth += 1;
    if (')]}'.includes(word)) depth -= 1;
    if (depth === 0) return index + 1;
  }
  return tokens.length;
}

function readFields(
  tokens: readonly Token[],
  start: number,
  end: '}' | ')',
  parent: string,
  placeOf: (offset: number, length: number) => Place,
): { readonly fields: readonly GraphqlField[]; readonly next: number } {
  const fields: GraphqlField[] = [];
  let index = start;
  while (index < tokens.length && tokens[index]?.text !== end) {
    const name = tokens[index];
    if (name === undefined || !/^[A-Za-z_]/.test(name.text)) {
      index += 1;
      continue;
    }
    const isCall = tokens[index + 1]?.text === '(';
    const args = isCall ? readFields(tokens, index + 2, ')', name.text, placeOf) : { fields: [], next: index + 1 };
    const after = isCall ? args.next : index + 1;
    if (tokens[after]?.text !== ':') {
      index = after;
      continue;
    }
    const type = readType(tokens, after + 1);
    fields.push({
      name: name.text,
      parent,
      type: type.name,
      at: placeOf(name.offset, name.text.length),
      arguments: args.fields,
      directives: type.directives,
    });
    index = type.next;
  }
  return { fields, next: index + 1 };
}

function readType(
  tokens: readonly Token[],
  start: number,
): { name: string; directives: readonly string[]; next: number } {
  let index = start;
  while (tokens[index]?.text === '[') index += 1;
  const name = tokens[index]?.text ?? '';
  index += 1;
  while (tokens[index]?.text === ']' || tokens[index]?.text === '!') index += 1;
  if (tokens[index]?.text === '=') index = skipDefault(tokens, index + 1);
  const directives: string[] = [];
  while (tokens[index]?.text === '@') {
    directives.push(tokens[index + 1]?.text ?? '');
    index = tokens[index + 2]?.text === '(' ? skipGroup(tokens, index + 2) : index + 2;
  }
  return { name, directives, next: index };
}

function skipDefault(tokens: readonly Token[], start: number): number {
  const word = tokens[start]?.text ?? '';
  return word === '[' || word === '{' ? skipGroup(tokens, start) : start + 1;
}
