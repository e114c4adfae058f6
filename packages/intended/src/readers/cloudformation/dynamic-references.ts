import type { Part } from '#model/value';
import { displayPart } from './display-name.ts';
import { hole, mergeLiterals } from './parts-in.ts';

const opening = '{{resolve:';

/**
 * Makes one hole of every `{{resolve:service:key}}`, also where its key is put together from parts. What stands there
 * is read at deployment; the name says service and key, never a value.
 */
export function withDynamicReferences(parts: readonly Part[]): readonly Part[] {
  if (!parts.some((part) => typeof part === 'string' && part.includes(opening))) return parts;
  const done: Part[] = [];
  let open: string | undefined;
  for (const part of parts) {
    if (typeof part !== 'string') {
      if (open === undefined) done.push(part);
      else open += displayPart(part);
      continue;
    }
    for (const [index, token] of part.split(/(\{\{resolve:|\}\})/).entries()) {
      // Odd tokens are the marks themselves.
      if (index % 2 === 0) {
        if (open === undefined) done.push(token);
        else open += token;
      } else if (token === opening) open = open === undefined ? '' : `${open}${token}`;
      else if (open === undefined) done.push(token);
      else {
        done.push(hole('dynamic-reference', open));
        open = undefined;
      }
    }
  }
  if (open !== undefined) done.push(hole('dynamic-reference', open));
  return mergeLiterals(done);
}
