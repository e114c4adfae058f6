import type { Part, Value } from '#model/value';
import { partsIn } from './parts-in.ts';

/** A value as one string for names and messages: what is not plain as `${Name}`. */
export function displayName(value: Value): string {
  return partsIn(value).map(displayPart).join('');
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
