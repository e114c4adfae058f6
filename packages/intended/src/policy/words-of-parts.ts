import type { Part } from '#model/value';

/** Parts in words for a person: literals as they are, what is unknown by its name in braces. */
export function wordsOfParts(parts: readonly Part[]): string {
  return parts
    .map((part) => {
      if (typeof part === 'string') return part;
      if (part.kind === 'reference') return `\${${part.to}${part.attribute === 'Ref' ? '' : `.${part.attribute}`}}`;
      return part.kind === 'pseudo' ? `\${${part.name}}` : `\${${part.why.name}}`;
    })
    .join('');
}
