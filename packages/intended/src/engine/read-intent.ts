import type { Intent } from '#intent/intent';
import { parseIntent } from '#intent/parse-intent';
import type { Files } from '#source/files';
import { wholeFile } from '#source/place';
import type { Diagnostic } from '#source/place';

export const INTENT_FILES = ['intended.yaml', 'intended.yml'] as const;

export interface IntentRead {
  readonly intent: Intent | undefined;
  readonly diagnostics: readonly Diagnostic[];
}

/** The intent file beside the templates, or the one that was named; nothing where there is none. */
export function readIntent(files: Files, named: string | undefined, folder: string): IntentRead {
  const path =
    named ??
    INTENT_FILES.map((name) => (folder === '' ? name : `${folder}/${name}`)).find(
      (candidate) => files.kind(candidate) !== undefined,
    );
  if (path === undefined) return { intent: undefined, diagnostics: [] };
  const file = files.read(path);
  if (file.kind === 'text') return parseIntent({ path: file.path, text: file.text });
  return {
    intent: undefined,
    diagnostics: [{ severity: 'error', place: wholeFile(path), message: `intent file: ${file.message}` }],
  };
}
