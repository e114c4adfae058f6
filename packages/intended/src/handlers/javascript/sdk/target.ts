import type { Target } from '../../facts.ts';
import { memberOf } from '../member.ts';
import type { Run } from '../run.ts';
import type { Spot } from '../script.ts';
import { placeOf } from '../script.ts';
import type { ObjectTerm, Term } from '../term.ts';
import { membersOf } from '../term.ts';
import { TARGET_NAMES } from './target-names.ts';

/** Resources that a call may name: one for each value that its argument may have. */
export function targetsOf(
  service: string,
  input: Term,
  bound: Term | undefined,
  spot: Spot,
  run: Run,
): readonly Target[] {
  const names = TARGET_NAMES[service] ?? [];
  const found = names.flatMap((name) => [input, bound].flatMap((from) => given(from, name, run)));
  const first = found[0];
  if (first !== undefined) return distinct(targetsOfTerm(first, spot));
  if (names.length === 0 || isWhole(input)) return [{ kind: 'none', at: placeOf(spot) }];
  return [{ kind: 'unknown', why: { cause: 'code', name: names[0] ?? 'input' }, at: placeOf(spot) }];
}

function given(from: Term | undefined, name: string, run: Run): readonly Term[] {
  if (from === undefined) return [];
  if (from.kind === 'union') {
    const parts = from.terms.flatMap((member) => given(member, name, run));
    return parts.length === 0 ? [] : [{ kind: 'union', terms: parts }];
  }
  if (from.kind !== 'object') return [];
  const own = from.properties.has(name) || from.rest.length > 0;
  const value = own ? memberOf(from, name, run) : undefined;
  return value === undefined || isNothing(value) ? [] : [value];
}

function isNothing(term: Term): boolean {
  return (
    (term.kind === 'literal' && (term.value === undefined || term.value === null)) ||
    (term.kind === 'unknown' && term.name === undefined)
  );
}

/** Are all members of the input known, so that a missing one is missing? */
function isWhole(input: Term): boolean {
  if (input.kind === 'literal') return true;
  if (input.kind === 'union') return input.terms.every(isWhole);
  return input.kind === 'object' && (input as ObjectTerm).rest.length === 0;
}

export function targetsOfTerm(term: Term, spot: Spot): readonly Target[] {
  return membersOf(term).flatMap((member) =>
    member.kind === 'array' ? member.items.flatMap((item) => targetsOfTerm(item, spot)) : [targetOf(member, spot)],
  );
}

function targetOf(term: Term, spot: Spot): Target {
  const at = placeOf(spot);
  switch (term.kind) {
    case 'variable':
      return { kind: 'environment', name: term.name, at };
    case 'literal':
      return { kind: 'literal', name: String(term.value), at };
    case 'event':
      return { kind: 'event', path: term.path, at };
    case 'text':
      return targetOfText(term.parts, spot);
    case 'mixed': {
      const pieces = term.of.flatMap((piece) => [...membersOf(piece)]);
      const only = pieces[0];
      if (only !== undefined && pieces.length === 1) return targetOf(only, spot);
      if (pieces.length > 0 && pieces.every((piece) => piece.kind === 'event')) return { kind: 'event', at };
      return { kind: 'unknown', why: { cause: 'code', name: 'expression' }, at };
    }
    case 'unknown':
      return { kind: 'unknown', why: { cause: 'code', name: term.name ?? 'expression' }, at };
    default:
      return { kind: 'unknown', why: { cause: 'code', name: term.kind }, at };
  }
}

/** `https://…/${QUEUE}` and `arn:…:${TABLE}` name what the variable names; `${STAGE}-rides` does not. */
function targetOfText(parts: readonly Term[], spot: Spot): Target {
  const at = placeOf(spot);
  const open = parts.filter((part) => part.kind !== 'literal');
  const last = parts.at(-1);
  const before = parts.at(-2);
  const separated = before === undefined || (before.kind === 'literal' && /[/:]$/.test(String(before.value)));
  if (last?.kind === 'variable' && separated) return { kind: 'environment', name: last.name, at };
  const only = open[0];
  if (open.length === 1 && only?.kind === 'variable' && parts[0] === only) {
    const next = parts[1];
    if (next?.kind === 'literal' && /^[/:]/.test(String(next.value)))
      return { kind: 'environment', name: only.name, at };
  }
  if (open.length > 0 && open.every((part) => part.kind === 'event')) return { kind: 'event', at };
  const named = open.find((part) => part.kind === 'variable');
  return {
    kind: 'unknown',
    why: { cause: named === undefined ? 'code' : 'variable', name: named?.kind === 'variable' ? named.name : 'text' },
    at,
  };
}

function distinct(targets: readonly Target[]): readonly Target[] {
  const seen = new Map<string, Target>();
  for (const target of targets) seen.set(targetKey(target), target);
  return [...seen.values()].slice(0, 16);
}

export function targetKey(target: Target): string {
  return 'name' in target ? `${target.kind}:${target.name}` : target.kind;
}
