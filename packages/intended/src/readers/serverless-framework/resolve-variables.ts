import type { Diagnostic, Place } from '#source/place';
import type { DictionaryTree, ListTree, ScalarTree, Tree, TreeEntry } from '#source/tree';
import type { Reason } from '#model/value';
import { joinTexts, literalOf, placedAt, subText } from './join-pieces.ts';
import { makeTree, ref } from './make-tree.ts';
import type { Piece, PseudoName, Source, Variable } from './parse-variables.ts';
import { mayHoldVariables, parseVariables } from './parse-variables.ts';
import { intrinsicOf, isNull, textOf } from './read-tree.ts';

/** What a source of variables knows about an address. */
export type Outcome =
  | { readonly kind: 'value'; readonly tree: Tree }
  /** Not set: the next fallback is asked. `why` is told if none has a value. */
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

/** Nodes that one resolved tree may have, counting what variables repeat: a bound against self-multiplying files. */
const LARGEST = 300_000;
const DEEPEST = 100;

/**
 * Replaces variables in trees for the length of one reading; every tree is resolved once. What has no value becomes
 * a `Ref` to a name in `unknowns`, so that CloudFormation's own intrinsics carry it on.
 */
export class Resolver {
  /** Why the stand-in names are unknown. */
  readonly unknowns: Map<string, Reason> = new Map();
  readonly diagnostics: Diagnostic[] = [];
  readonly #ask: AskSource;
  readonly #region: string;
  readonly #idByReason = new Map<string, string>();
  readonly #done = new Map<Tree, Tree>();
  readonly #doneInSub = new Map<Tree, Tree>();
  readonly #sizes = new Map<Tree, number>();
  readonly #open = new Set<Tree>();

  constructor(ask: AskSource, region: string) {
    this.#ask = ask;
    this.#region = region;
  }

  resolve(tree: Tree): Tree {
    return this.#resolve(tree, false);
  }

  /** Follows a path of keys and indexes, resolving on the way only what is needed. */
  follow(tree: Tree, path: readonly string[]): Tree | undefined {
    let current: Tree = tree;
    for (const step of path) {
      if (current.kind === 'scalar') current = this.resolve(current);
      const next: Tree | undefined =
        current.kind === 'dictionary'
          ? current.entries.get(step)?.value
          : current.kind === 'list'
            ? current.items[Number(step)]
            : undefined;
      // A path that leads below an unknown value is unknown too.
      if (next === undefined) return this.isOpen(current) ? current : undefined;
      current = next;
    }
    return isNull(current) ? undefined : current;
  }

  /** Whether a tree is the stand-in of a variable without a value. */
  isOpen = (tree: Tree): boolean => {
    const intrinsic = intrinsicOf(tree);
    const name = intrinsic?.name === 'Ref' ? textOf(intrinsic.argument) : undefined;
    return name !== undefined && this.unknowns.has(name);
  };

  #unknown(cause: Reason['cause'], name: string, at: Place): Tree {
    const key = `${cause} ${name}`;
    const id = this.#idByReason.get(key) ?? `ServerlessVariable${this.#idByReason.size + 1}`;
    this.#idByReason.set(key, id);
    this.unknowns.set(id, { cause, name });
    return makeTree(ref(id), at);
  }

  #resolve(tree: Tree, inSub: boolean): Tree {
    if (tree.kind === 'scalar' && (typeof tree.value !== 'string' || !mayHoldVariables(tree.value))) return tree;
    const done = inSub ? this.#doneInSub : this.#done;
    const known = done.get(tree);
    if (known !== undefined) return known;
    if (this.#open.has(tree)) return this.#cyclic(tree);
    if (this.#open.size > DEEPEST) return this.#unknown('bounds', 'nesting', tree.at);
    this.#open.add(tree);
    const made = this.#bounded(this.#resolveNode(tree, inSub), tree);
    this.#open.delete(tree);
    done.set(tree, made);
    return made;
  }

  #cyclic(tree: Tree): Tree {
    const name = tree.kind === 'scalar' ? String(tree.value) : 'variables';
    const message = `\`${name}\` leads back to itself; give one of the variables in the circle a value`;
    if (!this.diagnostics.some((known) => known.message === message))
      this.diagnostics.push({ severity: 'error', place: tree.at, message });
    return this.#unknown('cycle', name, tree.at);
  }

  #bounded(tree: Tree, written: Tree): Tree {
    if (tree === written || this.#size(tree) <= LARGEST) return tree;
    const message = 'variables repeat themselves into a file that is too large to read; include less';
    this.diagnostics.push({ severity: 'error', place: tree.at, message });
    return this.#unknown('bounds', 'variables', tree.at);
  }

  #size(tree: Tree): number {
    const known = this.#sizes.get(tree);
    if (known !== undefined || tree.kind === 'scalar') return known ?? 1;
    const parts = tree.kind === 'list' ? tree.items : [...tree.entries.values()].map((entry) => entry.value);
    const size = parts.reduce((sum, part) => sum + this.#size(part), 1);
    this.#sizes.set(tree, size);
    return size;
  }

  #resolveNode(tree: Tree, inSub: boolean): Tree {
    switch (tree.kind) {
      case 'scalar':
        return this.#resolveScalar(tree, inSub || tree.tag === '!Sub');
      case 'list':
        return this.#resolveList(tree, tree.tag === '!Sub');
      case 'dictionary':
        return this.#resolveDictionary(tree);
      default:
        return tree satisfies never;
    }
  }

  #resolveList(tree: ListTree, isSub: boolean): Tree {
    const items = tree.items.map((item, index) => this.#resolve(item, isSub && index === 0));
    return items.every((item, index) => item === tree.items[index]) ? tree : { ...tree, items };
  }

  #resolveDictionary(tree: DictionaryTree): Tree {
    let changed: Map<string, TreeEntry> | undefined;
    for (const [key, entry] of tree.entries) {
      const value = key === 'Fn::Sub' ? this.#resolveSubArgument(entry.value) : this.#resolve(entry.value, false);
      const name = mayHoldVariables(key) ? (this.#addressText(parseVariables(key), entry.keyAt) ?? key) : key;
      if (changed === undefined && (value !== entry.value || name !== key)) changed = before(tree, key);
      changed?.set(name, { value, keyAt: entry.keyAt });
    }
    return changed === undefined ? tree : { ...tree, entries: changed };
  }

  #resolveSubArgument(tree: Tree): Tree {
    return tree.kind === 'list' ? this.#resolveList(tree, true) : this.#resolve(tree, true);
  }

  #resolveScalar(tree: ScalarTree, inSub: boolean): Tree {
    if (typeof tree.value !== 'string' || !mayHoldVariables(tree.value)) return tree;
    const pieces = parseVariables(tree.value);
    if (pieces.every((piece) => typeof piece === 'string')) return tree;
    const [only] = pieces;
    const isText = inSub || tree.tag !== undefined;
    if (!isText && pieces.length === 1 && typeof only === 'object') return this.#valueOf(only, tree.at);
    const parts = pieces.map((piece) => (typeof piece === 'string' ? piece : this.#valueOf(piece, tree.at)));
    if (!isText) return joinTexts(tree, parts);
    return subText(tree, parts, (at) => this.#unknown('unsupported', 'object in a text', at));
  }

  #valueOf(piece: Variable | PseudoName, at: Place): Tree {
    if (piece.kind === 'pseudo') return makeTree(ref(piece.name), at);
    let why: string | undefined;
    for (const source of piece.sources) {
      const outcome = this.#askOne(source, at);
      if (outcome.kind === 'value') return placedAt(this.resolve(outcome.tree), at);
      if (outcome.kind === 'deferred') return this.#unknown(outcome.cause, outcome.name, at);
      why ??= outcome.why;
    }
    if (why !== undefined) this.diagnostics.push({ severity: 'warning', place: at, message: why });
    return this.#unknown('variable', piece.raw, at);
  }

  #askOne(source: Source, at: Place): Outcome {
    if (source.kind === 'literal') return { kind: 'value', tree: makeTree(source.value ?? undefined, at) };
    if (source.kind === 'nested') {
      const text = this.#addressText(source.pieces, at);
      if (text === undefined) return { kind: 'deferred', cause: 'variable', name: 'nested variable' };
      return { kind: 'value', tree: makeTree(text, at) };
    }
    const address = this.#addressText(source.address, at);
    const params = source.params === undefined ? undefined : this.#addressText(source.params, at);
    if (address === undefined || (source.params !== undefined && params === undefined))
      return { kind: 'deferred', cause: 'variable', name: source.type };
    return this.#ask({ type: source.type, params, address, at }, this);
  }

  /** The text of an address; undefined where a part of it is not known. */
  #addressText(pieces: readonly Piece[], at: Place): string | undefined {
    let text = '';
    for (const piece of pieces) {
      const part = typeof piece === 'string' ? piece : literalOf(this.#valueOf(piece, at), this.#region);
      if (part === undefined) return undefined;
      text += part;
    }
    return text;
  }
}

/** The entries that stand before a key. */
function before(tree: DictionaryTree, key: string): Map<string, TreeEntry> {
  const entries = new Map<string, TreeEntry>();
  for (const [name, entry] of tree.entries) {
    if (name === key) break;
    entries.set(name, entry);
  }
  return entries;
}
