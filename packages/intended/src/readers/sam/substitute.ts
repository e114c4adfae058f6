import type { Place } from '#source/place';
import type { Part, Value } from '#model/value';
import { partsOf } from '#model/read-value';

/** Undecided variables multiply the branches; beyond this the text keeps a hole. */
const MOST_BRANCHES = 16;

/**
 * The text with each `${Name}` replaced by its variable and each `${AWS::X}` by that pseudo parameter; other names stay
 * as written. A variable that is a choice makes the whole text a choice, so that every branch can be judged.
 */
export function substitute(template: string, variables: ReadonlyMap<string, Value>, at: Place): Value {
  return expand(template, variables, { at, budget: MOST_BRANCHES });
}

/** Every text of a definition with `DefinitionSubstitutions` in the places of their names; the rest is shared. */
export function withSubstitutions(definition: Value, substitutions: Value | undefined): Value {
  if (substitutions?.kind !== 'dictionary' || substitutions.entries.size === 0) return definition;
  const variables = new Map([...substitutions.entries].map(([name, { value }]) => [name, value] as const));
  return fillIn(definition, variables);
}

function fillIn(value: Value, variables: ReadonlyMap<string, Value>): Value {
  if (value.kind === 'list') return { ...value, items: value.items.map((item) => fillIn(item, variables)) };
  if (value.kind === 'choice') return { ...value, branches: value.branches.map((item) => fillIn(item, variables)) };
  if (value.kind === 'dictionary') {
    const entries = [...value.entries].map(
      ([key, entry]) => [key, { ...entry, value: fillIn(entry.value, variables) }] as const,
    );
    return { ...value, entries: new Map(entries) };
  }
  if (value.kind !== 'scalar' || typeof value.value !== 'string') return value;
  const text = value.value;
  const names = [...text.matchAll(/\$\{([^}]*)\}/g)].map((found) => found[1]?.trim() ?? '');
  return names.some((name) => variables.has(name)) ? substitute(text, variables, value.at) : value;
}

function expand(
  template: string,
  variables: ReadonlyMap<string, Value>,
  limits: { readonly at: Place; readonly budget: number },
): Value {
  const { at, budget } = limits;
  for (const [name, value] of variables) {
    if (value.kind !== 'choice' || !template.includes(`\${${name}}`)) continue;
    const each = Math.floor(budget / Math.max(1, value.branches.length));
    if (each === 0) break;
    const branches = value.branches.map((branch) =>
      expand(template, new Map([...variables, [name, branch]]), { at, budget: each }),
    );
    return { kind: 'choice', condition: value.condition, branches, at };
  }
  return joinParts(
    template.split(/(\$\{[^}]*\})/).flatMap((piece) => partOf(piece, variables)),
    at,
  );
}

function partOf(piece: string, variables: ReadonlyMap<string, Value>): readonly Part[] {
  const name = /^\$\{([^}]*)\}$/.exec(piece)?.[1]?.trim();
  if (name === undefined) return [piece];
  const variable = variables.get(name);
  if (variable !== undefined) return partsOrHole(variable, name);
  return name.startsWith('AWS::') ? [{ kind: 'pseudo', name }] : [piece];
}

/** The parts of a text, or a hole of that name for what is no text or not known. */
export function partsOrHole(value: Value | undefined, name: string): readonly Part[] {
  return (
    partsOf(value) ?? [value === undefined ? { kind: 'hole', why: { cause: 'missing', name } } : hole(value, name)]
  );
}

function hole(value: Value, name: string): Part {
  if (value.kind === 'deferred') return { kind: 'hole', why: value.why };
  if (value.kind === 'choice') return { kind: 'hole', why: { cause: 'condition', name: value.condition } };
  return { kind: 'hole', why: { cause: value.kind === 'absent' ? 'missing' : 'malformed', name } };
}

/** A scalar where every part is literal, a text otherwise. */
function joinParts(parts: readonly Part[], at: Place): Value {
  const joined: Part[] = [];
  for (const part of parts) {
    const last = joined.at(-1);
    if (part === '') continue;
    if (typeof part === 'string' && typeof last === 'string') joined[joined.length - 1] = last + part;
    else joined.push(part);
  }
  const only = joined[0];
  if (joined.length === 0) return { kind: 'scalar', value: '', at };
  if (joined.length === 1 && typeof only === 'string') return { kind: 'scalar', value: only, at };
  return { kind: 'text', parts: joined, at };
}
