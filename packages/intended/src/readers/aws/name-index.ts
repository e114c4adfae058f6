import type { Part, Value } from '#model/value';
import { partsOf } from '#model/read-value';

/** Something that values may name: by reference, by physical name, by ARN. */
export interface Named {
  readonly id: string;
  /** IAM prefix. */
  readonly service: string;
  readonly name: readonly Part[] | undefined;
  /** Resource part of the ARN. */
  readonly tail: readonly Part[];
}

/** Finds what a value names. Each look-up costs the length of the value, whatever the size of the application. */
export interface NameIndex {
  /** Id that a text names, as a whole or as the part of an ARN, URL or host that decides. `service` breaks ties of equal names. */
  find(parts: readonly Part[] | undefined, service?: string): string | undefined;
}

/** `settle` follows a referenced resource to the node it stands for, or gives undefined. */
export function nameIndex(named: readonly Named[], settle: (id: string) => string | undefined): NameIndex {
  const byName = new Map<string, Named[]>();
  const byTail = new Map<string, string>();
  for (const one of named) {
    if (one.name !== undefined && one.name.length > 0) add(byName, keyOf(one.name), one);
    if (one.tail.length > 0) byTail.set(`${one.service}|${keyOf(one.tail)}`, one.id);
  }
  return {
    find(parts, service) {
      if (parts === undefined || parts.length === 0) return undefined;
      // A name or ARN that is written the same on both sides says more than a reference somewhere inside it:
      // `/aws/lambda/${Fn}` is a log group.
      const whole = parts.length === 1 ? settled(parts, settle) : undefined;
      return whole ?? byArn(parts, byTail) ?? byPlainName(parts, byName, service) ?? settled(parts, settle);
    },
  };
}

/** Text form of parts that is equal for equal parts; attributes of a reference are told apart. */
export function keyOf(parts: readonly Part[]): string {
  return parts
    .map((part) => {
      if (typeof part === 'string') return part;
      if (part.kind === 'reference') return `\u0000ref:${part.to}.${part.attribute}\u0000`;
      if (part.kind === 'pseudo') return `\u0000${part.name}\u0000`;
      return `\u0000hole:${part.why.cause}:${part.why.name}\u0000`;
    })
    .join('');
}

/**
 * Parts of a string value; a deferred parameter is a text of one hole, so that two uses of it are equal.
 * `${AWS::Region}` in a plain string, as documents beside the template have it, is the pseudo parameter.
 */
export function textOf(value: Value | undefined): readonly Part[] | undefined {
  if (value?.kind === 'deferred') return [{ kind: 'hole', why: value.why }];
  const parts = partsOf(value);
  const only = value?.kind === 'scalar' ? parts?.[0] : undefined;
  if (typeof only !== 'string' || !only.includes('${AWS::')) return parts;
  return only
    .split(/\$\{(AWS::[A-Za-z]+)\}/)
    .map((piece, index): Part => (index % 2 === 0 ? piece : { kind: 'pseudo', name: piece }))
    .filter((piece) => piece !== '');
}

function add(map: Map<string, Named[]>, key: string, one: Named): void {
  const there = map.get(key);
  if (there === undefined) map.set(key, [one]);
  else there.push(one);
}

const SEPARATOR = /[/:.@,;?&=\s"'{}()]/;

// `${Table}-backup` is another table; `${Table}/index/*`, `${Bucket}.s3.amazonaws.com` and `${Fn.Arn}:live` are the same thing.
// `:parameter${Name}` is right where the parameter's own name begins with the slash.
function settled(parts: readonly Part[], settle: (id: string) => string | undefined): string | undefined {
  for (const [index, part] of parts.entries()) {
    const to = typeof part === 'string' ? undefined : idIn(part);
    if (to === undefined) continue;
    const before = parts[index - 1];
    const after = parts[index + 1];
    if (typeof before === 'string' && !SEPARATOR.test(before.at(-1) ?? ' ') && !before.endsWith(':parameter')) continue;
    if (typeof after === 'string' && !SEPARATOR.test(after[0] ?? ' ')) continue;
    if (before !== undefined && typeof before !== 'string') continue;
    // A nested stack's attribute keeps the path that it was read by.
    const found = settle(to) ?? settle(to.slice(to.lastIndexOf('/') + 1));
    if (found !== undefined) return found;
  }
  return undefined;
}

// What is made of an attribute (the host of `Url.FunctionUrl`) is a hole that keeps the attribute's name.
function idIn(part: Exclude<Part, string>): string | undefined {
  if (part.kind === 'reference') return part.to;
  if (part.kind !== 'hole' || part.why.cause !== 'attribute') return undefined;
  const dot = part.why.name.lastIndexOf('.');
  return dot < 0 ? undefined : part.why.name.slice(0, dot);
}

function byArn(parts: readonly Part[], byTail: ReadonlyMap<string, string>): string | undefined {
  const arn = parseArn(parts);
  if (arn === undefined) return undefined;
  let key = `${arn.service}|${keyOf(arn.tail)}`;
  // A resource ARN may go on: `/index/*`, `/stream/*`, `:*`, `/*`, `:alias`.
  for (let cuts = 0; cuts < 8; cuts += 1) {
    const found = byTail.get(key);
    if (found !== undefined) return found;
    const cut = Math.max(key.lastIndexOf('/'), key.lastIndexOf(':'));
    if (cut <= arn.service.length) return undefined;
    key = key.slice(0, cut);
  }
  return undefined;
}

export interface ParsedArn {
  readonly service: string;
  readonly region: readonly Part[];
  readonly account: readonly Part[];
  readonly tail: readonly Part[];
}

/** Takes `arn:partition:service:region:account:tail` apart; undefined when it is none or its service is not plain. */
export function parseArn(parts: readonly Part[]): ParsedArn | undefined {
  const first = parts[0];
  if (typeof first !== 'string' || !first.startsWith('arn:')) return undefined;
  const fields: Part[][] = [[]];
  for (const part of parts) {
    if (typeof part !== 'string') {
      fields.at(-1)?.push(part);
      continue;
    }
    let rest = part;
    while (fields.length < 6) {
      const colon = rest.indexOf(':');
      if (colon < 0) break;
      if (colon > 0) fields.at(-1)?.push(rest.slice(0, colon));
      fields.push([]);
      rest = rest.slice(colon + 1);
    }
    if (rest !== '') fields.at(-1)?.push(rest);
  }
  const [, , service, region, account, tail] = fields;
  const name = service?.[0];
  if (service?.length !== 1 || typeof name !== 'string' || tail === undefined) return undefined;
  return { service: name, region: region ?? [], account: account ?? [], tail };
}

function byPlainName(
  parts: readonly Part[],
  byName: ReadonlyMap<string, readonly Named[]>,
  service: string | undefined,
): string | undefined {
  const candidates = byName.get(keyOf(parts)) ?? byName.get(keyOf(hostOrQueue(parts)));
  if (candidates === undefined) return undefined;
  const fitting = service === undefined ? candidates : candidates.filter((one) => one.service === service);
  const [only, second] = fitting;
  // Two things of one name: naming either would be a guess.
  return second === undefined ? only?.id : undefined;
}

/** The name inside `https://sqs.….amazonaws.com/account/name` or `name.s3.….amazonaws.com`. */
function hostOrQueue(parts: readonly Part[]): readonly Part[] {
  const only = parts.at(-1);
  if (typeof only === 'string' && /^(https:\/\/sqs\.|https:\/\/queue\.)/.test(String(parts[0])))
    return [only.slice(only.lastIndexOf('/') + 1)];
  if (parts.length === 1 && typeof only === 'string') {
    const host = /^(?:https?:\/\/)?([a-z0-9.-]+?)\.s3(?:[.-][a-z0-9-]+)*\.amazonaws\.com/.exec(only);
    if (host?.[1] !== undefined) return [host[1]];
  }
  return parts;
}
