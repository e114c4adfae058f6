import type { Part, Value } from '#model/value';

/**
 * A value as plain JavaScript in a short notation, for tests: `<Ref Table>`, `<AWS::Region>`, `?parameter Name`,
 * `{choice: [...]}`, `absent`. Places are left out.
 */
export function notation(value: Value | undefined): unknown {
  switch (value?.kind) {
    case undefined:
      return undefined;
    case 'scalar':
      return value.value;
    case 'text':
      return value.parts.map(partNotation).join('');
    case 'list':
      return value.items.map(notation);
    case 'dictionary':
      return Object.fromEntries([...value.entries].map(([key, entry]) => [key, notation(entry.value)] as const));
    case 'choice':
      return { choice: value.condition, of: value.branches.map(notation) };
    case 'deferred':
      return `?${value.why.cause} ${value.why.name}`;
    case 'absent':
      return 'absent';
    default:
      return value satisfies never;
  }
}

function partNotation(part: Part): string {
  if (typeof part === 'string') return part;
  switch (part.kind) {
    case 'reference':
      return `<${part.attribute} ${part.to}>`;
    case 'pseudo':
      return `<${part.name}>`;
    case 'hole':
      return `<?${part.why.cause} ${part.why.name}>`;
    default:
      return part satisfies never;
  }
}
