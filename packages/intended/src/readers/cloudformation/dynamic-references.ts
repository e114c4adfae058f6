import type { Part } from '#model/value';
import { displayParts } from './display-name.ts';
import { hole, mergeLiterals } from './parts-in.ts';

const opening = '{{resolve:';

/**
 * Makes one hole of every `{{resolve:service:key}}`, also where its key is put together from parts. What stands there
 * is read at deployment; the name says service and key, never a value. One that is not closed stays text.
 */
export function withDynamicReferences(parts: readonly Part[]): readonly Part[] {
  if (!parts.some((part) => typeof part === 'string' && part.includes(opening))) return parts;
  const done: Part[] = [];
  /** What follows an opening mark that is not closed yet. */
  let open: Part[] | undefined;
  for (const token of parts.flatMap(tokens)) {
    if (open === undefined) {
      if (token === opening) open = [];
      else done.push(token);
    } else if (token === '}}') {
      done.push(hole('dynamic-reference', displayParts(open)));
      open = undefined;
    } else open.push(token);
  }
  if (open !== undefined) done.push(opening, ...open);
  return mergeLiterals(done);
}

function tokens(part: Part): readonly Part[] {
  return typeof part === 'string' ? part.split(/(\{\{resolve:|\}\})/) : [part];
}
