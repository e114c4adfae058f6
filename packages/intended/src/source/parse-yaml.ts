import { YAMLException } from 'js-yaml';
import { buildYamlTree } from './build-yaml-tree.ts';
import { lenientEvents } from './lenient-events.ts';
import { lineIndex } from './line-index.ts';
import type { Diagnostic } from './place.ts';
import { wholeFile } from './place.ts';
import { treeBounds } from './tree-bounds.ts';
import type { Tree } from './tree.ts';

export interface ParsedDocument {
  /** Undefined for an empty document and for one that cannot be read. */
  readonly tree: Tree | undefined;
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Reads one YAML document with the place of every key and value. Aliases and merge keys are expanded within bounds,
 * the last of two equal keys wins, keys become strings. Never throws: what is wrong is in `diagnostics`.
 */
export function parseYaml(source: { readonly path: string; readonly text: string }): ParsedDocument {
  const text = source.text.startsWith('\uFEFF') ? source.text.slice(1) : source.text;
  try {
    const parsed = lenientEvents(source.path, text);
    return buildYamlTree(parsed.text, parsed.events, parsed.lines);
  } catch (error) {
    return { tree: undefined, diagnostics: [invalid(source.path, text, error)] };
  }
}

function invalid(path: string, text: string, error: unknown): Diagnostic {
  if (!(error instanceof YAMLException))
    return {
      severity: 'error',
      place: wholeFile(path),
      message: 'the file is not readable as YAML; check its nesting',
    };
  const position = error.mark?.position ?? 0;
  const place = lineIndex(path, text).place(position, position);
  return {
    severity: 'error',
    place,
    message: `invalid YAML: ${error.reason}; ${advice(error.reason, text, position)}`,
  };
}

function advice(reason: string, text: string, position: number): string {
  const before = text.slice(
    Math.max(text.lastIndexOf('\n', position - 1), text.lastIndexOf('\r', position - 1)) + 1,
    position,
  );
  if (/^\s*\t/.test(before) || reason.includes('tab character')) return 'indent with spaces';
  if (text[position] === '!') return 'write the outer function in its long form, such as `Fn::Base64:`';
  if (reason.includes('alias node')) return 'put `*` in quotes';
  if (reason.includes('maxDepth')) return `nest at most ${treeBounds.depth} levels`;
  if (reason.includes('null byte')) return 'save the file as UTF-8 text';
  if (reason.includes('end of the stream')) return 'close the quote or bracket that is still open';
  if (reason.includes('non-printable')) return 'remove the control character here';
  if (reason.includes('indentation') && before.trim() === '') return 'align this line with its siblings';
  return 'correct this line or put the value in quotes';
}
