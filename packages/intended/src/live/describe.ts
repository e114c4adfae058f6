import type { Aws } from './aws.ts';
import { codeOf, isDenied } from './aws.ts';
import type { JsonObject } from './json.ts';

/** A resource of a stack, as CloudFormation names it. */
export interface StackResource {
  readonly logicalId: string;
  readonly physicalId: string;
  readonly type: string;
}

/** What a resource really is. */
export type Description =
  | {
      readonly kind: 'read';
      readonly properties: JsonObject;
      /** Properties that were looked at: what is not in `properties` is not set. Everything but what nobody can read, for `all`. */
      readonly covers: 'all' | readonly string[];
      /** Parts that could not be read, and the action that would be needed. */
      readonly unread: readonly Unread[];
      readonly extras?: readonly Extra[];
    }
  | { readonly kind: 'gone' }
  | { readonly kind: 'unreadable'; readonly why: string; readonly action?: string };

export interface Unread {
  readonly properties: readonly string[];
  readonly action: string;
  readonly why: string;
}

/** One call that tells some properties of a type. */
export interface Part {
  readonly covers: readonly string[];
  /** IAM action that the call needs. */
  readonly action: string;
  /** Error codes that mean that the properties are not set. */
  readonly absent?: readonly string[];
  read(aws: Aws, resource: ReadableResource): Promise<JsonObject>;
}

export interface ReadableResource extends StackResource {
  /** Properties of the template, as far as they can be resolved. */
  readonly expected: JsonObject;
  /** All resources of the stack, this one too. */
  readonly siblings: readonly Sibling[];
}

export type Sibling = Omit<ReadableResource, 'siblings'>;

/** Something that is attached to a resource and that the template does not have. */
export interface Extra {
  readonly type: string;
  /** In words, with its article: `a bucket policy`. */
  readonly what: string;
  readonly properties: JsonObject;
}

/** Looks for what may be attached to a resource. */
export interface ExtraReader {
  readonly action: string;
  /** Error codes that mean that there is none. */
  readonly absent: readonly string[];
  read(aws: Aws, resource: ReadableResource): Promise<readonly Extra[]>;
}

/** How a type is read where Cloud Control does not. */
export interface TypeReader {
  readonly type: string;
  /** Error codes that mean that the resource is no more. */
  readonly gone: readonly string[];
  readonly parts: readonly Part[];
  readonly extras?: readonly ExtraReader[];
}

/** What is attached to a resource besides what the template attaches; what cannot be read is not asked of anyone else. */
export async function findExtras(
  { extras = [] }: TypeReader,
  resource: ReadableResource,
  aws: Aws,
): Promise<{ readonly extras: readonly Extra[]; readonly unread: readonly Unread[] }> {
  const found = await Promise.all(
    extras.map(async ({ action, absent, read }) => {
      try {
        return { extras: await read(aws, resource), unread: [] };
      } catch (error) {
        const code = codeOf(error);
        if (absent.includes(code)) return { extras: [], unread: [] };
        const why = isDenied(error) ? `no permission for \`${action}\`` : `\`${action}\` answered ${code}`;
        return { extras: [], unread: [{ properties: ['what is attached to it'], action, why }] };
      }
    }),
  );
  return { extras: found.flatMap((one) => one.extras), unread: found.flatMap((one) => one.unread) };
}

export async function describeByParts(reader: TypeReader, resource: ReadableResource, aws: Aws): Promise<Description> {
  const read = await Promise.all(reader.parts.map((part) => readPart(part, reader, resource, aws)));
  if (read.includes('gone')) return { kind: 'gone' };
  const known = read.filter((one) => one !== 'gone');
  return {
    kind: 'read',
    properties: Object.assign({}, ...known.map(({ properties }) => properties)),
    covers: known.flatMap(({ covers }) => covers),
    unread: known.flatMap(({ unread }) => unread),
  };
}

type PartRead = Omit<Extract<Description, { kind: 'read' }>, 'kind' | 'covers' | 'extras'> & {
  readonly covers: readonly string[];
};

async function readPart(
  part: Part,
  reader: TypeReader,
  resource: ReadableResource,
  aws: Aws,
): Promise<PartRead | 'gone'> {
  try {
    return { properties: await part.read(aws, resource), covers: part.covers, unread: [] };
  } catch (error) {
    const code = codeOf(error);
    if (reader.gone.includes(code)) return 'gone';
    if (part.absent?.includes(code) === true) return { properties: {}, covers: part.covers, unread: [] };
    const why = isDenied(error) ? `no permission for \`${part.action}\`` : `\`${part.action}\` answered ${code}`;
    return { properties: {}, covers: [], unread: [{ properties: part.covers, action: part.action, why }] };
  }
}
