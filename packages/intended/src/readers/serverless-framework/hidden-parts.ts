import type { Diagnostic, Place } from '#source/place';
import type { Tree } from '#source/tree';
import { entriesOf, itemsOf, treeAt } from './read-tree.ts';

/** A part of a service that would define functions or resources, and is a variable without a value. */
export interface HiddenPart {
  /** What it is, in the words of the file: `functions`, `resources.Resources.Queue`. */
  readonly what: string;
  readonly at: Place;
}

/** Parts of a service of which nothing is known because their variable has no value: what they define is not judged. */
export function hiddenParts(service: Tree, isOpen: (tree: Tree) => boolean): readonly HiddenPart[] {
  const found: HiddenPart[] = [];
  const look = (what: string, tree: Tree | undefined, below: (what: string, tree: Tree) => void): void => {
    if (tree === undefined) return;
    if (isOpen(tree)) found.push({ what, at: tree.at });
    else below(what, tree);
  };
  const each = (below: (what: string, tree: Tree) => void) => (what: string, tree: Tree) => {
    for (const part of itemsOf(tree)) look(what, part, below);
  };
  const named = (below: (what: string, tree: Tree) => void) => (what: string, tree: Tree) => {
    for (const [key, entry] of entriesOf(tree)) look(`${what}.${key}`, entry.value, below);
  };
  const end = (): void => undefined;
  const events = (what: string, tree: Tree): void => look(`${what}.events`, treeAt(tree, 'events'), each(end));
  const sections = (what: string, tree: Tree): void => {
    for (const section of ['Resources', 'extensions'])
      look(
        `${what}.${section}`,
        treeAt(tree, section),
        named((name, entry) => look(name, treeAt(entry, 'Properties'), end)),
      );
  };
  const machines = (what: string, tree: Tree): void =>
    look(`${what}.stateMachines`, treeAt(tree, 'stateMachines'), named(end));
  look('provider', treeAt(service, 'provider'), end);
  look('functions', treeAt(service, 'functions'), each(named(events)));
  look('resources', treeAt(service, 'resources'), each(sections));
  look('stepFunctions', treeAt(service, 'stepFunctions'), machines);
  return found;
}

/** Diagnostics that make the picture incomplete for every hidden part: a warning at its place grows, others are added. */
export function withHidden(diagnostics: readonly Diagnostic[], hidden: readonly HiddenPart[]): readonly Diagnostic[] {
  const keyOf = ({ file, line, column }: Place): string => `${file}:${line}:${column}`;
  const places = new Set(hidden.map(({ at }) => keyOf(at)));
  const warned = new Set(diagnostics.filter(isWarning).map(({ place }) => keyOf(place)));
  const grown = diagnostics.map((one): Diagnostic => {
    return isWarning(one) && places.has(keyOf(one.place)) ? { ...one, severity: 'error' } : one;
  });
  const added = hidden
    .filter(({ at }) => !warned.has(keyOf(at)))
    .map(({ what, at }): Diagnostic => ({ severity: 'error', place: at, message: words(what) }));
  return [...grown, ...added];
}

function isWarning(diagnostic: Diagnostic): boolean {
  return diagnostic.severity === 'warning';
}

function words(what: string): string {
  return `\`${what}\` is a variable whose value only a deployment or a program knows, so what it defines is not judged; run \`serverless package\` and check \`.serverless\``;
}
