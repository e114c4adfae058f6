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
}

/** How a type is read where Cloud Control does not. */
export interface TypeReader {
  readonly type: string;
  /** Error codes that mean that the resource is no more. */
  readonly gone: readonly string[];
  readonly parts: readonly Part[];
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

type PartRead = Omit<Extract<Description, { kind: 'read' }>, 'kind' | 'covers'> & {
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
