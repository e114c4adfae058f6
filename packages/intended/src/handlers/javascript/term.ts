import type { ArrowFunctionExpression, Class, Function as FunctionNode } from 'oxc-parser';
import type { Module } from './module.ts';
import type { CallRecord, HostRecord } from './record.ts';
import type { Scope } from './scope.ts';
import type { Spot } from './script.ts';

/** What an expression stands for, as far as the code alone tells. Promises stand for what they resolve to. */
export type Term =
  | { readonly kind: 'literal'; readonly value: string | number | boolean | null | undefined }
  /** A string of pieces: template literals and concatenations. */
  | { readonly kind: 'text'; readonly parts: readonly Term[] }
  | EventTerm
  | { readonly kind: 'variable'; readonly name: string }
  | { readonly kind: 'answer'; readonly call: CallRecord; readonly path: readonly string[] }
  | { readonly kind: 'reply'; readonly host: HostRecord; readonly path: readonly string[] }
  /** `process.env` itself. */
  | { readonly kind: 'environment' }
  | ObjectTerm
  | ArrayTerm
  | FunctionTerm
  | ClassTerm
  | { readonly kind: 'module'; readonly module: Module }
  | OutsideTerm
  /** A name that no scope declares, with the members taken: `console.log`. */
  | { readonly kind: 'global'; readonly path: readonly string[] }
  | MadeTerm
  | ClientTerm
  | CommandTerm
  /** A member of something that is not a plain object: to be called, bound or passed on. */
  | { readonly kind: 'method'; readonly of: Term; readonly name: string }
  /** A getter: stands for what its function returns. */
  | { readonly kind: 'accessor'; readonly get: FunctionTerm }
  /** The callback of the handler, or the response object of a web framework: what is passed to it is returned. */
  | { readonly kind: 'responder' }
  | { readonly kind: 'union'; readonly terms: readonly Term[] }
  /** Made from other data in a way that does not matter here: data of each of them may be inside. */
  | { readonly kind: 'mixed'; readonly of: readonly Term[] }
  | UnknownTerm;

interface EventTerm {
  readonly kind: 'event' | 'context';
  readonly path: readonly string[];
}

interface UnknownTerm {
  readonly kind: 'unknown';
  /** The name the code gives it, and that of the object that holds it. */
  readonly name: string | undefined;
  readonly parent: string | undefined;
}

export interface ObjectTerm {
  readonly kind: 'object';
  readonly properties: Map<string, Term>;
  /** Values spread in or set under names that are not known. */
  readonly rest: { readonly key: Term | undefined; readonly value: Term }[];
  readonly spots: Map<string, Spot>;
  readonly of: ClassTerm | undefined;
}

export interface ArrayTerm {
  readonly kind: 'array';
  readonly items: Term[];
}

export interface FunctionTerm {
  readonly kind: 'function';
  readonly node: FunctionNode | ArrowFunctionExpression;
  readonly scope: Scope;
  readonly module: Module;
  /** `this` where the function was made (arrows), or that it was bound to. */
  readonly self: Term | undefined;
  readonly bound: readonly Term[];
  readonly home: ClassTerm | undefined;
  readonly properties: Map<string, Term>;
}

export interface ClassTerm {
  readonly kind: 'class';
  readonly node: Class;
  readonly scope: Scope;
  readonly module: Module;
  readonly parent: Term | undefined;
  readonly statics: Map<string, Term>;
  readonly methods: Map<string, FunctionTerm | { readonly kind: 'accessor'; readonly get: FunctionTerm }>;
}

/** Something of a package that is not part of the app: `{ name: '@aws-sdk/client-s3', path: ['S3Client'] }`. */
export interface OutsideTerm {
  readonly kind: 'outside';
  readonly name: string;
  readonly path: readonly string[];
}

/** What an outside function or constructor gave. */
export interface MadeTerm {
  readonly kind: 'made';
  readonly by: OutsideTerm;
  readonly args: readonly Term[];
  /** The made thing whose method gave this one, for chains, and the method. */
  readonly from: MadeTerm | undefined;
  readonly method: string | undefined;
}

export interface ClientTerm {
  readonly kind: 'client';
  /** IAM prefix. */
  readonly service: string;
  /** Parameters bound to every call: `new S3({ params: { Bucket } })`. */
  readonly bound: Term | undefined;
  /** Made with credentials that are not the function's own: its role neither allows nor explains what it does. */
  readonly isLent?: boolean;
}

export interface CommandTerm {
  readonly kind: 'command';
  readonly service: string;
  readonly operation: string;
  readonly input: Term;
  readonly spot: Spot;
}

export const UNDEFINED: Term = { kind: 'literal', value: undefined };
export const UNKNOWN: UnknownTerm = { kind: 'unknown', name: undefined, parent: undefined };
/** A number, a truth or a time: computed, and no data of anyone. */
export const COMPUTED: Term = { kind: 'mixed', of: [] };
/** What a rejected promise or an error-first callback gives. */
export const ERROR: Term = { kind: 'literal', value: 'error' };
export const EVENT: Term = { kind: 'event', path: [] };
export const CONTEXT: Term = { kind: 'context', path: [] };

export function unknownNamed(name: string | undefined, parent?: string): UnknownTerm {
  return { kind: 'unknown', name, parent };
}

export function emptyObject(of?: ClassTerm): ObjectTerm {
  return { kind: 'object', properties: new Map(), rest: [], spots: new Map(), of };
}

/** Data made of other data; a single piece stands for itself. */
export function mixed(of: readonly Term[]): Term {
  const pieces = of.filter((term) => term.kind !== 'literal' && term.kind !== 'global' && term.kind !== 'outside');
  if (pieces.length === 0) return UNKNOWN;
  const first = pieces[0];
  if (pieces.length === 1 && first !== undefined && (first.kind === 'mixed' || first.kind === 'event')) return first;
  return { kind: 'mixed', of: pieces };
}

/** INVARIANT: a union is flat, its members differ, and it never grows beyond this. */
const MOST_MEMBERS = 48;

/** Either of the two, whichever branch was taken. */
export function join(left: Term, right: Term): Term {
  if (left === right) return left;
  const members: Term[] = [];
  for (const term of [left, right])
    for (const member of term.kind === 'union' ? term.terms : [term])
      if (members.length < MOST_MEMBERS && !members.some((other) => sameTerm(other, member))) members.push(member);
  const known = members.filter((member) => !isVoid(member));
  const kept = known.length > 0 ? known : members.slice(0, 1);
  const only = kept[0];
  return kept.length === 1 && only !== undefined ? only : { kind: 'union', terms: kept };
}

export function joinAll(terms: readonly Term[]): Term {
  return terms.length === 0 ? UNDEFINED : terms.reduce(join);
}

/** `undefined` and `null` carry nothing: a variable not yet set is the value it gets. */
function isVoid(term: Term): boolean {
  return term.kind === 'literal' && (term.value === undefined || term.value === null);
}

function sameTerm(left: Term, right: Term): boolean {
  if (left === right) return true;
  if (left.kind === 'literal') return right.kind === 'literal' && left.value === right.value;
  if (left.kind === 'variable') return right.kind === 'variable' && left.name === right.name;
  if (left.kind === 'event' || left.kind === 'context') return right.kind === left.kind && samePath(left, right);
  if (left.kind === 'answer') return right.kind === 'answer' && left.call === right.call && samePath(left, right);
  if (left.kind === 'reply') return right.kind === 'reply' && left.host === right.host && samePath(left, right);
  if (left.kind === 'global') return right.kind === 'global' && samePath(left, right);
  if (left.kind === 'outside') return right.kind === 'outside' && left.name === right.name && samePath(left, right);
  if (left.kind === 'unknown') return right.kind === 'unknown' && left.name === right.name;
  return left.kind === right.kind && (left.kind === 'environment' || left.kind === 'responder');
}

function samePath(left: { readonly path: readonly string[] }, right: { readonly path: readonly string[] }): boolean {
  return left.path.length === right.path.length && left.path.every((step, index) => step === right.path[index]);
}

/** Every member of a union, or the term itself. */
export function membersOf(term: Term): readonly Term[] {
  return term.kind === 'union' ? term.terms : [term];
}
