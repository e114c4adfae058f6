import type { Part, Value } from '#model/value';
import { partsIn } from './parts-in.ts';

/** Longer names are cut: nothing real has them. */
const maxLength = 2_048;

/** A value as one string for names and messages: what is not plain as `${Name}`. */
export function displayName(value: Value): string {
  return displayParts(partsIn(value));
}

export function displayParts(parts: readonly Part[]): string {
  let name = '';
  for (const part of parts) {
    name += displayPart(part);
    if (name.length > maxLength) return `${name.slice(0, maxLength)}…`;
  }
  return name;
}

export function displayPart(part: Part): string {
  if (typeof part === 'string') return part;
  switch (part.kind) {
    case 'reference':
      return part.attribute === 'Ref' ? `\${${part.to}}` : `\${${part.to}.${part.attribute}}`;
    case 'pseudo':
      return `\${${part.name}}`;
    case 'hole':
      return `\${${part.why.name}}`;
    default:
      return part satisfies never;
  }
}
