import type { Diagnostic, Place } from '#source/place';
import type { DictionaryTree, ListTree, ScalarTree, Tree, TreeEntry } from '#source/tree';
import type { Reason } from '#model/value';
import type { Makings } from './make-tree.ts';
import { makeTree, ref } from './make-tree.ts';
import type { Piece, PseudoName, Source, Variable } from './parse-variables.ts';
import { mayHoldVariables, parseVariables } from './parse-variables.ts';
import { intrinsicOf, isNull, textOf } from './read-tree.ts';

/** What a source of variables knows about an address. */
export type Outcome =
  | { readonly kind: 'value'; readonly tree: Tree }
  /** Not set: the next fallback is asked. */
  | { readonly kind: 'missing'; readonly why?: string }
  /** Only the deployment knows it. */
  | { readonly kind: 'deferred'; readonly cause: Reason['cause']; readonly name: string };

/** Asks one source, `type(params):address`; `resolver` resolves what the answer itself still holds. */
export type AskSource = (asked: Asked, resolver: Resolver) => Outcome;

export interface Asked {
  readonly type: string;
  readonly params: string | undefined;
  readonly address: string;
  readonly at: Place;
}

export interface Resolver {
  /** The tree with every variable replaced, or by a `Ref` to a name in `unknowns` where it cannot be. */
  readonly resolve: (tree: Tree) => Tree;
  /** Follows a path of keys and indexes, resolving on the way only what is needed. */
  readonly follow: (tree: Tree, path: readonly string[]) => Tree | undefined;
  /** Why the names stand-in `Ref`s use are unknown; they become parameters without a default. */
  readonly unknowns: ReadonlyMap<string, Reason>;
  readonly diagnostics: readonly Diagnostic[];
}

/** Nodes that one resolved tree may have, counting what variables repeat: a bound against self-multiplying files. */
const LARGEST = 300_000;
const DEEPEST = 100;

export function makeResolver(ask: AskSource, region: string): Resolver {
  const unknowns = new Map<string, Reason>();
  const idByReason = new Map<string, string>();
  const diagnostics: Diagnostic[] = [];
  const plainDone = new WeakMap<Tree, Tree>();
  const subDone = new WeakMap<Tree, Tree>();
  const open = new Set<Tree>();
  const sizes = new WeakMap<Tree, number>();
  let depth = 0;

  function unknown(cause: Reason['cause'], name: string, at: Place): Tree {
    const key = `${cause} ${name}`;
    const id = idByReason.get(key) ?? `ServerlessVariable${idByReason.size + 1}`;
    idByReason.set(key, id);
    unknowns.set(id, { cause, name });
    return makeTree(ref(id), at);
  }

  function resolve(tree: Tree, inSub = false): Tree {
    const done = inSub ? subDone : plainDone;
    const before = done.get(tree);
    if (before !== undefined) return before;
    if (open.has(tree)) return cyclic(tree);
    if (depth > DEEPEST) return unknown('bounds', 'nesting', tree.at);
    open.add(tree);
    depth += 1;
    const made = bounded(resolveNode(tree, inSub));
    depth -= 1;
    open.delete(tree);
    done.set(tree, made);
    return made;
  }

  function cyclic(tree: Tree): Tree {
    const name = tree.kind === 'scalar' ? String(tree.value) : 'variables';
    const message = `\`${name}\` leads back to itself; give one of the variables in the circle a value`;
    if (!diagnostics.some((known) => known.message === message))
      diagnostics.push({ severity: 'error', place: tree.at, message });
    return unknown('cycle', name, tree.at);
  }

  function bounded(tree: Tree): Tree {
    const size = sizeOf(tree);
    sizes.set(tree, size);
    if (size <= LARGEST) return tree;
    diagnostics.push({
      severity: 'error',
      place: tree.at,
      message: 'variables repeat themselves into a file that is too large to read; include less',
    });
    const stub = unknown('bounds', 'variables', tree.at);
    sizes.set(stub, 1);
    return stub;
  }

  function sizeOf(tree: Tree): number {
    const known = sizes.get(tree);
    if (known !== undefined) return known;
    if (tree.kind === 'scalar') return 1;
    const parts = tree.kind === 'list' ? tree.items : [...tree.entries.values()].map((entry) => entry.value);
    return parts.reduce((sum, part) => sum + (sizes.get(part) ?? sizeOf(part)), 1);
  }

  function resolveNode(tree: Tree, inSub: boolean): Tree {
    switch (tree.kind) {
      case 'scalar':
        return resolveScalar(tree, inSub || tree.tag === '!Sub');
      case 'list':
        return resolveList(tree, tree.tag === '!Sub');
      case 'dictionary':
        return resolveDictionary(tree);
      default:
        return tree satisfies never;
    }
  }

  function resolveList(tree: ListTree, isSub: boolean): Tree {
    const items = tree.items.map((item, index) => resolve(item, isSub && index === 0));
    return items.every((item, index) => item === tree.items[index]) ? tree : { ...tree, items };
  }

  function resolveDictionary(tree: DictionaryTree): Tree {
    const entries = new Map<string, TreeEntry>();
    let changed = false;
    for (const [key, entry] of tree.entries) {
      const value = key === 'Fn::Sub' ? resolveSubArgument(entry.value) : resolve(entry.value);
      const name = mayHoldVariables(key) ? keyText(key, entry.keyAt) : key;
      changed ||= value !== entry.value || name !== key;
      entries.set(name, { value, keyAt: entry.keyAt });
    }
    return changed ? { ...tree, entries } : tree;
  }

  function resolveSubArgument(tree: Tree): Tree {
    return tree.kind === 'list' ? resolveList(tree, true) : resolve(tree, true);
  }

  function keyText(key: string, at: Place): string {
    return addressText(parseVariables(key), at) ?? key;
  }

  function resolveScalar(tree: ScalarTree, inSub: boolean): Tree {
    if (typeof tree.value !== 'string' || !mayHoldVariables(tree.value)) return tree;
    const pieces = parseVariables(tree.value);
    if (pieces.every((piece) => typeof piece === 'string')) return tree;
    const [only] = pieces;
    if (!inSub && pieces.length === 1 && typeof only === 'object' && tree.tag === undefined)
      return valueOf(only, tree.at);
    const parts = pieces.map((piece) => (typeof piece === 'string' ? piece : valueOf(piece, tree.at)));
    return inSub || tree.tag !== undefined ? subText(tree, parts) : joined(tree, parts);
  }

  /** A `Fn::Sub` text stays one: unknown parts become names that it substitutes. */
  function subText(tree: ScalarTree, parts: readonly (string | Tree)[]): Tree {
    const value = parts.map((part) => (typeof part === 'string' ? part : subPart(part))).join('');
    return { ...tree, value, positions: undefined };
  }

  function subPart(part: Tree): string {
    const text = textOf(part);
    if (text !== undefined) return text;
    const intrinsic = intrinsicOf(part);
    const name = intrinsic === undefined ? undefined : textOf(intrinsic.argument);
    if (intrinsic?.name === 'Ref' && name !== undefined) return `\${${name}}`;
    if (intrinsic?.name === 'Fn::Sub' && name !== undefined) return name;
    if (intrinsic?.name === 'Fn::GetAtt') return `\${${name ?? getAttName(intrinsic.argument)}}`;
    return `\${${textOf(treeName(unknown('unsupported', 'object in a text', part.at))) ?? ''}}`;
  }

  function joined(tree: ScalarTree, parts: readonly (string | Tree)[]): Tree {
    const texts = parts.map((part) =>
      typeof part === 'string' ? part : (textOf(part) ?? (isNull(part) ? '' : undefined)),
    );
    if (texts.every((text) => text !== undefined)) return { ...tree, value: texts.join(''), positions: undefined };
    const makings: Makings[] = parts.map((part) => (typeof part === 'string' ? part : (textOf(part) ?? part)));
    return makeTree({ 'Fn::Join': ['', makings] }, tree.at);
  }

  function valueOf(piece: Variable | PseudoName, at: Place): Tree {
    if (piece.kind === 'pseudo') return makeTree(ref(piece.name), at);
    let why: string | undefined;
    for (const source of piece.sources) {
      const outcome = askOne(source, at);
      if (outcome.kind === 'missing') why ??= outcome.why;
      if (outcome.kind === 'value') return placed(resolve(outcome.tree), at);
      if (outcome.kind === 'deferred') return unknown(outcome.cause, outcome.name, at);
    }
    if (why !== undefined) diagnostics.push({ severity: 'warning', place: at, message: why });
    return unknown('variable', piece.raw, at);
  }

  function askOne(source: Source, at: Place): Outcome {
    if (source.kind === 'literal') return { kind: 'value', tree: makeTree(source.value ?? undefined, at) };
    if (source.kind === 'nested') {
      const text = addressText(source.pieces, at);
      if (text === undefined) return { kind: 'deferred', cause: 'variable', name: 'nested variable' };
      return { kind: 'value', tree: makeTree(text, at) };
    }
    const address = addressText(source.address, at);
    const params = source.params === undefined ? undefined : addressText(source.params, at);
    if (address === undefined || (source.params !== undefined && params === undefined))
      return { kind: 'deferred', cause: 'variable', name: source.type };
    return ask({ type: source.type, params, address, at }, resolver);
  }

  /** The text of an address; undefined where a part of it is not known. */
  function addressText(pieces: readonly Piece[], at: Place): string | undefined {
    let text = '';
    for (const piece of pieces) {
      const part = typeof piece === 'string' ? piece : literalOf(valueOf(piece, at));
      if (part === undefined) return undefined;
      text += part;
    }
    return text;
  }

  // The region is symbolic in texts, so that it equals the stack's own, but literal where it selects a key or a file.
  function literalOf(tree: Tree): string | undefined {
    const intrinsic = intrinsicOf(tree);
    if (intrinsic?.name === 'Ref' && textOf(intrinsic.argument) === 'AWS::Region') return region;
    if (intrinsic?.name !== 'Fn::Join' || intrinsic.argument.kind !== 'list') return textOf(tree);
    const list = intrinsic.argument.items[1];
    if (list?.kind !== 'list') return undefined;
    const parts = list.items.map(literalOf);
    return parts.every((part) => part !== undefined)
      ? parts.join(textOf(intrinsic.argument.items[0]) ?? '')
      : undefined;
  }

  function follow(tree: Tree, path: readonly string[]): Tree | undefined {
    let current: Tree = tree;
    for (const step of path) {
      if (current.kind === 'scalar') current = resolve(current);
      const next =
        current.kind === 'dictionary'
          ? current.entries.get(step)?.value
          : current.kind === 'list'
            ? current.items[Number(step)]
            : undefined;
      if (next === undefined) return unknownBelow(current);
      current = next;
    }
    return isNull(current) ? undefined : current;
  }

  /** A path that leads below an unknown value is unknown too. */
  function unknownBelow(tree: Tree): Tree | undefined {
    const intrinsic = intrinsicOf(tree);
    const name = intrinsic?.name === 'Ref' ? textOf(intrinsic.argument) : undefined;
    return name !== undefined && unknowns.has(name) ? tree : undefined;
  }

  const resolver: Resolver = { resolve: (tree) => resolve(tree), follow, unknowns, diagnostics };
  return resolver;
}

/** A scalar stands where a person used the variable; larger values keep the places of their definition. */
function placed(tree: Tree, at: Place): Tree {
  return tree.kind === 'scalar' && tree.positions === undefined ? { ...tree, at } : tree;
}

function getAttName(argument: Tree): string {
  return argument.kind === 'list' ? argument.items.map((item) => textOf(item) ?? '').join('.') : '';
}

function treeName(tree: Tree): Tree | undefined {
  return intrinsicOf(tree)?.argument;
}
