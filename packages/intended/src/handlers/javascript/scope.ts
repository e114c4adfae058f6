import type { Term } from './term.ts';
import { UNDEFINED, join } from './term.ts';

/** A variable: what it stands for is the union of all it was ever set to, or is looked up anew (imports). */
interface Cell {
  term: Term;
  readonly live?: () => Term;
}

export interface Scope {
  readonly cells: Map<string, Cell>;
  readonly parent: Scope | undefined;
  /** Where `var` lands. */
  readonly isFunction: boolean;
}

/** Undoes what one handler changed in modules that several handlers share. */
export type Journal = (() => void)[];

export function makeScope(parent: Scope | undefined, isFunction: boolean): Scope {
  return { cells: new Map(), parent, isFunction };
}

export function lookUp(scope: Scope, name: string): Cell | undefined {
  for (let at: Scope | undefined = scope; at !== undefined; at = at.parent) {
    const cell = at.cells.get(name);
    if (cell !== undefined) return cell;
  }
  return undefined;
}

export function termOf(cell: Cell): Term {
  return cell.live === undefined ? cell.term : cell.live();
}

export function declare(scope: Scope, name: string, term: Term): void {
  const cell = scope.cells.get(name);
  if (cell === undefined) scope.cells.set(name, { term });
  else if (cell.live === undefined) cell.term = join(cell.term, term);
}

export function declareVar(scope: Scope, name: string, term: Term): void {
  let at = scope;
  while (!at.isFunction && at.parent !== undefined) at = at.parent;
  declare(at, name, term);
}

/** Sets a variable: it may now be either, since branches are not told apart. */
export function assign(scope: Scope, name: string, term: Term, journal: Journal | undefined): void {
  const cell = lookUp(scope, name);
  if (cell === undefined) {
    declareVar(scope, name, term);
    return;
  }
  if (cell.live !== undefined) return;
  const before = cell.term;
  const after = before === UNDEFINED ? term : join(before, term);
  if (after === before) return;
  journal?.push(() => {
    cell.term = before;
  });
  cell.term = after;
}
