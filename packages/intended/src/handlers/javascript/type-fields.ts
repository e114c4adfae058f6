import type { Node, TSType } from 'oxc-parser';
import type { Field } from '#model/flow';
import type { Module } from './module.ts';
import { recordFields } from './record.ts';
import type { Frame } from './run.ts';
import { spotOf } from './run.ts';
import { placeOf } from './script.ts';

/** Notes the fields of an interface or type of the app that data of the event is declared to have. */
export function noteType(type: TSType, frame: Frame): void {
  const fields = fieldsOfType(type, frame.module, undefined, 0, frame);
  if (fields.length === 0) return;
  recordFields(frame.run.effects, {
    origin: 'request',
    call: undefined,
    fields,
    at: placeOf(spotOf(type, frame.module)),
  });
}

function fieldsOfType(
  type: TSType,
  module: Module,
  parent: string | undefined,
  depth: number,
  frame: Frame,
): readonly Field[] {
  if (depth > 4) return [];
  switch (type.type) {
    case 'TSTypeLiteral':
      return fieldsOfMembers(type.members, module, parent, depth, frame);
    case 'TSIntersectionType':
    case 'TSUnionType':
      return type.types.flatMap((one) => fieldsOfType(one, module, parent, depth + 1, frame));
    case 'TSArrayType':
      return fieldsOfType(type.elementType, module, parent, depth + 1, frame);
    case 'TSTypeReference': {
      if (type.typeName.type !== 'Identifier') return [];
      const found = declarationOf(type.typeName.name, module, 0, frame);
      if (found !== undefined) return fieldsOfDeclaration(found.node, found.module, parent, depth, frame);
      // `Partial<Ride>`, `Promise<Ride>`, `Omit<Ride, …>`.
      return (type.typeArguments?.params ?? [])
        .slice(0, 1)
        .flatMap((one) => fieldsOfType(one, module, parent, depth + 1, frame));
    }
    default:
      return [];
  }
}

function fieldsOfDeclaration(
  node: Node,
  module: Module,
  parent: string | undefined,
  depth: number,
  frame: Frame,
): readonly Field[] {
  if (node.type === 'TSTypeAliasDeclaration')
    return fieldsOfType(node.typeAnnotation, module, parent ?? node.id.name, depth + 1, frame);
  if (node.type === 'TSInterfaceDeclaration')
    return fieldsOfMembers(node.body.body, module, parent ?? node.id.name, depth, frame);
  return [];
}

function fieldsOfMembers(
  members: readonly Node[],
  module: Module,
  parent: string | undefined,
  depth: number,
  frame: Frame,
): readonly Field[] {
  return members.flatMap((member): readonly Field[] => {
    if (member.type !== 'TSPropertySignature') return [];
    const name =
      member.key.type === 'Identifier'
        ? member.key.name
        : member.key.type === 'Literal'
          ? String(member.key.value)
          : undefined;
    if (name === undefined) return [];
    const type = member.typeAnnotation?.typeAnnotation;
    const own: Field = {
      name,
      parent,
      type: type === undefined ? undefined : typeName(type),
      at: placeOf(spotOf(member.key, module)),
    };
    return type === undefined ? [own] : [own, ...fieldsOfType(type, module, name, depth + 1, frame)];
  });
}

export function typeName(type: TSType): string | undefined {
  if (type.type === 'TSStringKeyword') return 'string';
  if (type.type === 'TSNumberKeyword') return 'number';
  if (type.type === 'TSBooleanKeyword') return 'boolean';
  if (type.type === 'TSArrayType') return 'array';
  return type.type === 'TSTypeReference' && type.typeName.type === 'Identifier' ? type.typeName.name : undefined;
}

interface Declared {
  readonly node: Node;
  readonly module: Module;
}

/** The declaration of a type in this file, or in the file that it is imported from. */
function declarationOf(name: string, module: Module, depth: number, frame: Frame): Declared | undefined {
  if (depth > 4) return undefined;
  for (const statement of module.script.program.body) {
    const node =
      statement.type === 'ExportNamedDeclaration' && statement.declaration !== null ? statement.declaration : statement;
    if ((node.type === 'TSInterfaceDeclaration' || node.type === 'TSTypeAliasDeclaration') && node.id.name === name)
      return { node, module };
    const elsewhere = sourceOf(statement, name);
    if (elsewhere === undefined || !elsewhere.from.startsWith('.')) continue;
    const loaded = frame.run.interpreter.load(elsewhere.from, module, spotOf(statement, module), frame.run);
    const found = loaded.kind === 'module' ? declarationOf(elsewhere.name, loaded.module, depth + 1, frame) : undefined;
    if (found !== undefined) return found;
  }
  return undefined;
}

function sourceOf(statement: Node, name: string): { readonly from: string; readonly name: string } | undefined {
  if (statement.type === 'ExportAllDeclaration') return { from: statement.source.value, name };
  if (statement.type === 'ImportDeclaration')
    for (const specifier of statement.specifiers)
      if (specifier.type === 'ImportSpecifier' && specifier.local.name === name)
        return {
          from: statement.source.value,
          name: specifier.imported.type === 'Identifier' ? specifier.imported.name : specifier.imported.value,
        };
  return undefined;
}
