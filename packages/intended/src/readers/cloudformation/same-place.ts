import type { Place, TextPosition } from '#source/place';

/** Does a run that starts a text stand where the text's own place starts? */
export function samePlace(run: TextPosition, at: Place): boolean {
  return run.offset === 0 && run.file === at.file && run.line === at.line && run.column === at.column;
}
