import type { Application, Resource } from '#model/application';
import type { Part, Reference, Value } from '#model/value';
import { partsOf, referencesIn, valueAt } from '#model/read-value';
import { clean, firstUnknown, HOLE, ONE, STAR, symbolTable } from './alphabet.ts';
import type { SymbolTable } from './alphabet.ts';
import { itemAt } from './item-at.ts';
import { QUALIFIED, referenceKind } from './reference.ts';

/** Something that has an ARN: a store, compute, gate or identity. */
export interface Subject {
  readonly id: string;
  readonly type: string;
  readonly resources: readonly string[];
  readonly arn: readonly Part[] | undefined;
  readonly name: Value | undefined;
}

/** Turns parts into strings of the alphabet; `scope` is the stack in which parameters are meant. */
export interface Encoder {
  readonly symbols: SymbolTable;
  /** A pattern of a policy: `*` and `?` are wildcards, `${aws:…}` is a hole. */
  pattern(parts: readonly Part[], scope: string): string;
  /** A plain string: nothing in it is a wildcard. */
  text(parts: readonly Part[], scope: string): string;
  /**
   * ARN of a subject: with its name as written, and, where that is not wholly known, also with a symbol for its identity,
   * which is what references to it mean. Empty where it has none.
   */
  arns(id: string): readonly string[];
  /** Stack of a resource, `''` when unknown. */
  scopeOf(resource: string | undefined): string;
}

const DEPTH = 6;

export function encoder(application: Application, subjects: readonly Subject[]): Encoder {
  const symbols = symbolTable();
  const byResource = new Map<string, Subject>();
  for (const subject of subjects) {
    for (const first of subject.resources.slice(0, 1)) if (!byResource.has(first)) byResource.set(first, subject);
    byResource.set(subject.id, subject);
  }
  const context: Context = { resources: application.resources, byResource, symbols, arns: new Map(), depth: 0 };
  return {
    symbols,
    pattern: (parts, scope) => encode(parts, scope, true, context),
    text: (parts, scope) => encode(parts, scope, false, context),
    arns: (id) => arnsOf(id, context),
    scopeOf: (resource) => scopeOf(resource, context),
  };
}

interface Context {
  readonly resources: ReadonlyMap<string, Resource>;
  readonly byResource: ReadonlyMap<string, Subject>;
  readonly symbols: SymbolTable;
  readonly arns: Map<string, readonly string[]>;
  readonly depth: number;
}

function scopeOf(resource: string | undefined, context: Context): string {
  return (resource === undefined ? undefined : context.resources.get(resource)?.stack) ?? '';
}

function encode(parts: readonly Part[], scope: string, asPattern: boolean, context: Context): string {
  let text = '';
  for (const part of parts) {
    if (typeof part === 'string') text += asPattern ? patternText(part) : clean(part);
    else if (part.kind === 'pseudo') text += pseudo(part.name, scope, context);
    else if (part.kind === 'reference') text += reference(part, asPattern, context);
    else text += hole(part.why.cause, part.why.name, scope, context);
  }
  return text;
}

/** `${*}`, `${?}` and `${$}` are the characters themselves; any other `${…}` is a value of the request. */
function patternText(text: string): string {
  const plain = clean(text);
  if (!/[*?$]/.test(plain)) return plain;
  return plain.replaceAll(/\$\{([^}]*)\}|\*+|\?/g, (found: string, variable: string | undefined) => {
    if (variable !== undefined) return /^[*?$]$/.test(variable) ? variable : HOLE;
    return found === '?' ? ONE : STAR;
  });
}

function pseudo(name: string, scope: string, context: Context): string {
  switch (name) {
    case 'AWS::Partition':
      return 'aws';
    case 'AWS::URLSuffix':
      return 'amazonaws.com';
    case 'AWS::Region':
    case 'AWS::AccountId':
      return context.symbols.opaque(name);
    default:
      return context.symbols.opaque(`${scope}|${name}`);
  }
}

/** Unknowns with a name are equal to themselves: one parameter has one value in its stack, one export in the account. */
function hole(cause: string, name: string, scope: string, context: Context): string {
  if (cause === 'parameter' || cause === 'variable') return context.symbols.opaque(`${scope}|${cause}|${name}`);
  if (cause === 'import' || cause === 'dynamic-reference' || cause === 'attribute')
    return context.symbols.opaque(`${cause}|${name}`);
  return HOLE;
}

function reference(part: Reference, asPattern: boolean, context: Context): string {
  const type = context.resources.get(part.to)?.type ?? context.byResource.get(part.to)?.type;
  const key = `${part.to}.${part.attribute}`;
  if (type === undefined || context.depth > DEPTH) return context.symbols.opaque(key);
  const deeper = { ...context, depth: context.depth + 1 };
  const kind = referenceKind(type, part.attribute);
  switch (kind) {
    case 'anything':
      return context.symbols.opaque(key);
    case 'other':
      return context.symbols.generated(key);
    case 'name':
      return nameOf(part.to, deeper);
    case 'qualified':
      return qualified(part.to, type, deeper);
    case 'arn':
      return arnOrSymbol(part.to, key, deeper);
    case 'stream':
      return `${arnOrSymbol(part.to, key, deeper)}/stream/${context.symbols.generated(key)}`;
    case 'log-group':
      return `${arnOrSymbol(part.to, key, deeper)}:${asPattern ? STAR : '*'}`;
  }
  return kind satisfies never;
}

function arnOrSymbol(id: string, key: string, context: Context): string {
  return arnsOf(id, context).at(-1) ?? context.symbols.generated(key);
}

function qualified(id: string, type: string, context: Context): string {
  const [parent] = referencesIn(valueAt(context.resources.get(id)?.properties, String(QUALIFIED[type])));
  if (parent === undefined) return context.symbols.opaque(id);
  return `${arnOrSymbol(parent, parent, context)}:${context.symbols.generated(id)}`;
}

/** Identity of a name: the name where it is wholly known, otherwise a symbol that only references to it share. */
function nameOf(id: string, context: Context): string {
  const written = writtenName(id, context);
  return written !== undefined && firstUnknown(written) === written.length ? written : context.symbols.generated(id);
}

function writtenName(id: string, context: Context): string | undefined {
  const subject = context.byResource.get(id);
  if (subject === undefined || context.depth > DEPTH) return undefined;
  const named = partsOf(subject.name);
  if (named !== undefined)
    return encode(named, scopeOf(subject.resources[0], context), false, { ...context, depth: context.depth + 1 });
  const tail =
    subject.arn === undefined ? undefined : encodeOwn(subject, subject.arn, context).split(':').slice(5).join(':');
  return tail?.replace(/^[a-zA-Z-]+[:/]/, '');
}

function arnsOf(id: string, context: Context): readonly string[] {
  const subject = context.byResource.get(id);
  if (subject?.arn === undefined) return [];
  const known = context.arns.get(subject.id);
  if (known !== undefined) return known;
  const written = encodeOwn(subject, subject.arn, context);
  const tailAt = written.split(':', 5).join(':').length + 1;
  const tail = written.slice(tailAt);
  const forms =
    firstUnknown(tail) === tail.length
      ? [written]
      : [written, written.slice(0, tailAt) + identified(tail, subject, context)];
  context.arns.set(subject.id, forms);
  return forms;
}

/** The resource part with everything from its first unknown to its last replaced by the identity's symbol. */
function identified(tail: string, subject: Subject, context: Context): string {
  const head = tail.slice(0, firstUnknown(tail));
  const lead = /^[a-zA-Z-]+[:/]/.exec(head)?.[0] ?? '';
  return lead + context.symbols.generated(subject.resources[0] ?? subject.id);
}

/** In its own ARN, a reference to itself is the generated name, whatever `Ref` of that type gives elsewhere. */
function encodeOwn(subject: Subject, arn: readonly Part[], context: Context): string {
  const deeper = { ...context, depth: context.depth + 1 };
  const scope = scopeOf(subject.resources[0], context);
  return arn
    .map((part) => {
      const own = typeof part === 'object' && part.kind === 'reference' && subject.resources.includes(part.to);
      return own ? context.symbols.generated(itemAt(subject.resources, 0)) : encode([part], scope, false, deeper);
    })
    .join('');
}
