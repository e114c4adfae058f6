import type { CapabilityMask } from './access.ts';
import { readService } from './actions.ts';
import type { ActionService } from './actions.ts';
import { ANY, CHARACTER, isSymbolic } from './alphabet.ts';
import { capabilityTable } from './capabilities.ts';
import { segments } from './compare.ts';
import type { Segments } from './compare.ts';
import type { Encoder, Subject } from './encode.ts';
import type { Tables } from './tables.ts';

/** Actions that apply to one kind of member of a node: to a bucket, or to its objects. Shared by all nodes of the kind. */
export interface FacetKind {
  readonly index: number;
  readonly service: string;
  readonly actions: readonly string[];
  readonly masks: readonly CapabilityMask[];
  readonly curated: readonly boolean[];
  /** Lower-case name → position in `actions`. */
  readonly positions: ReadonlyMap<string, number>;
  /** False for actions that have a broader member on the same node: what an index allows is part of the table. */
  readonly main: readonly boolean[];
}

/** One kind of member of one node: its texts are alternatives for the same thing; none: only `*` reaches it. */
export interface Facet {
  readonly node: number;
  readonly kind: FacetKind;
  readonly texts: readonly FacetText[];
}

export interface FacetText {
  readonly text: string;
  /** Only patterns that contain this symbol, a reference to the node, are compared with the text. */
  readonly identity: string | undefined;
}

/** The resource-less actions of a service stand beside those on its resources; some services act on others' resources. */
const COMPANIONS: Readonly<Record<string, readonly string[]>> = {
  rds: ['rds-data'],
  'execute-api': ['apigateway'],
  kafka: ['kafka-cluster'],
  events: ['schemas'],
  neptune: ['neptune-db'],
};

/** Members whose published format does not extend the resource's own. `~` is the resource part, `#` its name. */
const MEMBERS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  kinesis: { consumer: `~/consumer/${ANY}` },
  states: { execution: `execution:#:${ANY}`, express: `express:#:${ANY}` },
};

/** Families that the provider lets policies name with a wildcard behind the resource itself. */
const OPEN_ENDED: Readonly<Record<string, string>> = { logs: `:${ANY}`, es: `/${ANY}`, appsync: `/${ANY}` };

interface Shape {
  readonly kind: FacetKind;
  /** Turns the node's ARN into the member's. */
  readonly member: (arn: string) => readonly string[];
}

/** Makes the facets of nodes; shapes and services are read once for all nodes alike. */
export function facetMaker(
  tables: Tables,
  encoder: Encoder,
): { readonly kinds: readonly FacetKind[]; of(subject: Subject, node: number, service: string): readonly Facet[] } {
  const kinds: FacetKind[] = [];
  const shapes = new Map<string, readonly Shape[]>();
  const capabilities = capabilityTable(tables);
  const kindOf: KindMaker = (service, picked) => {
    const kind: FacetKind = {
      index: kinds.length,
      service,
      actions: picked.map((one) => one.name),
      ...maskColumns(picked.map((one) => capabilities.of(service, one.name, one.level, one.wholeService))),
      positions: new Map(picked.map((one, position) => [one.name.toLowerCase(), position])),
      main: picked.map((one) => one.main),
    };
    kinds.push(kind);
    return kind;
  };
  return {
    kinds,
    of(subject, node, service) {
      const arns = encoder.arns(subject.id);
      const written = arns[0];
      const key = `${service}|${written === undefined ? '' : skeleton(written)}`;
      let made = shapes.get(key);
      if (made === undefined) {
        made = [service, ...(COMPANIONS[service] ?? [])].flatMap((one) =>
          shapesOf(one, written, readService(tables, one), kindOf),
        );
        shapes.set(key, made);
      }
      return made.map((shape) => ({ node, kind: shape.kind, texts: textsOf(shape, arns) }));
    },
  };
}

interface Picked {
  readonly name: string;
  readonly level: string;
  readonly wholeService: boolean;
  readonly main: boolean;
}

type KindMaker = (service: string, picked: readonly Picked[]) => FacetKind;

function maskColumns(
  found: readonly { readonly mask: CapabilityMask; readonly curated: boolean }[],
): Pick<FacetKind, 'masks' | 'curated'> {
  return { masks: found.map((one) => one.mask), curated: found.map((one) => one.curated) };
}

/** What is no ARN (a parameter, a name) has nothing but a resource part. */
function segmentsOf(arn: string): Segments {
  return segments(arn) ?? ['', '', '', '', '', arn];
}

/** Form of an ARN without its names, so that nodes of one form share their shapes. */
function skeleton(arn: string): string {
  const [, , service, , , tail] = segmentsOf(arn);
  const [lead = ''] = /^[a-zA-Z-]+[:/]/.exec(tail) ?? [];
  return `${service}|${lead}|${tail
    .slice(lead.length)
    .replaceAll(/[^:/]+/g, 'x')
    .replace(/^x(?:\/x)+$/, 'x/x')}`;
}

function textsOf(shape: Shape, arns: readonly string[]): readonly FacetText[] {
  return arns.flatMap((arn, form) => {
    const identity = form === 0 ? undefined : identityOf(arn);
    return shape.member(form === 0 ? withSecretSuffix(arn) : arn).map((text) => ({ text, identity }));
  });
}

function identityOf(arn: string): string | undefined {
  return /[\uDB80-\uDBBF][\uDC00-\uDFFF]/.exec(arn)?.[0];
}

/** Secrets Manager appends a hyphen and six characters, which policies name as `-??????`. */
function withSecretSuffix(arn: string): string {
  return arn.includes(':secretsmanager:')
    ? arn.replace(/-[\uDBC0-\uDBFF][\uDC00-\uDFFF]$/, `-${CHARACTER.repeat(6)}`)
    : arn;
}

function shapesOf(
  service: string,
  arn: string | undefined,
  published: ActionService | undefined,
  kindOf: KindMaker,
): readonly Shape[] {
  if (published === undefined) return [];
  // Without an ARN, or with one that is given from outside, the resource may be anything that the service's actions take.
  const isOpen = arn === undefined || segments(arn) === undefined;
  const members = isOpen ? new Map<string, Set<number>>() : membersOf(service, arn, published);
  const base = members.get('~');
  const shapes: Shape[] = [];
  for (const [form, types] of members) {
    const picked = published.actions
      .filter((action) => action.types.some((type) => types.has(type)))
      .map((action) => ({
        ...action,
        wholeService: false,
        main: form === '~' || !action.types.some((type) => base?.has(type) === true),
      }));
    if (picked.length > 0) shapes.push({ kind: kindOf(service, picked), member: memberMaker(form, service) });
  }
  const loose = isOpen ? published.actions : published.actions.filter((action) => action.types.length === 0);
  if (loose.length > 0)
    shapes.push({
      kind: kindOf(
        service,
        loose.map((action) => ({ ...action, wholeService: action.types.length === 0, main: true })),
      ),
      member: (one) => (isOpen ? [one + ANY] : []),
    });
  return shapes;
}

function membersOf(service: string, arn: string, published: ActionService): Map<string, Set<number>> {
  const pieces = segmentsOf(arn);
  const tail = plainTail(pieces[5]);
  const members = new Map<string, Set<number>>();
  for (const [index, type] of published.types.entries()) {
    const format = segmentsOf(type.arn);
    const own = MEMBERS[service]?.[type.name];
    const foreign = service === 'apigateway' ? apiMember(format[5]) : undefined;
    const form = own ?? foreign ?? (format[2] === pieces[2] ? memberForm(format[5], tail) : undefined);
    if (form === undefined) continue;
    const there = members.get(form);
    if (there === undefined) members.set(form, new Set([index]));
    else there.add(index);
  }
  return members;
}

/** Management of an API is authorized on another ARN than calls to it. */
function apiMember(format: string): string | undefined {
  const lead = ['/restapis/', '/apis/'].find((one) => format.startsWith(`${one}\${`));
  return lead === undefined ? undefined : `@${lead}#${openEnd(format.slice(format.indexOf('}') + 1))}`;
}

function plainTail(tail: string): string {
  return Array.from(tail, (character) => (isSymbolic(character) ? 'x' : character)).join('');
}

/** `~` when the format is that of the resource itself, `~/index/…` when it extends it, undefined when it is another's. */
function memberForm(format: string, tail: string): string | undefined {
  const pieces = format.split(/(\$\{[^}]*\})/).filter((piece) => piece !== '');
  let longest: string | undefined;
  for (let count = 1; count <= pieces.length; count += 1) {
    if (pieces[count - 1]?.startsWith('${') !== true && count < pieces.length) continue;
    const shape = pieces
      .slice(0, count)
      .map((piece, at) => (piece.startsWith('${') ? variableShape(pieces[at + 1]) : escapeText(piece)));
    if (new RegExp(`^${shape.join('')}$`, 's').test(tail)) longest = `~${openEnd(pieces.slice(count).join(''))}`;
  }
  return longest;
}

/** What a variable of a format stands for, by what follows it: names before a colon may hold slashes, as those of log groups do. */
function variableShape(next: string | undefined): string {
  if (next === undefined) return '.+';
  return next.startsWith(':') ? '[^:]+' : '[^/:]+';
}

/** Everything from the first variable on is the family. */
function openEnd(rest: string): string {
  const variable = rest.indexOf('${');
  return variable < 0 ? rest : rest.slice(0, variable) + ANY;
}

function escapeText(text: string): string {
  return text.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);
}

function memberMaker(form: string, service: string): (arn: string) => readonly string[] {
  return (arn) => {
    const pieces = segmentsOf(arn);
    const tail = pieces[5];
    const name = tail.replace(/^[a-zA-Z-]+[:/]/, '');
    if (form.startsWith('@')) return [`arn:aws:apigateway:${pieces[3]}::${form.slice(1).replace('#', name)}`];
    const head = `${pieces.slice(0, 5).join(':')}:`;
    const text = head + form.replace('~', () => tail).replace('#', () => name);
    const open = form === '~' ? OPEN_ENDED[service] : undefined;
    return open === undefined ? [text] : [text, text + open];
  };
}
