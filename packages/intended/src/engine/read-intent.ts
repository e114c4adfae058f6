import type { Intent } from '#intent/intent';
import { parseIntent } from '#intent/parse-intent';
import type { Application } from '#model/application';
import type { Files } from '#source/files';
import { wholeFile } from '#source/place';
import type { Diagnostic } from '#source/place';

export const INTENT_FILES = ['intended.yaml', 'intended.yml'] as const;

/**
 * The folder of the app's first template, above what a tool built there: its intent file stands in it, or at the root
 * where there is one app only.
 */
export function intentFolder({ templates }: Application, files: Files, apps: number): string {
  let folder = parentOf(templates[0] ?? '');
  while (isBuilt(folder, files)) folder = parentOf(folder);
  const hasOwn = INTENT_FILES.some((name) => files.kind(join(folder, name)) !== undefined);
  return apps === 1 && !hasOwn ? '' : folder;
}

/** A cloud assembly of the CDK, or what SAM and the Serverless Framework leave behind. */
function isBuilt(folder: string, files: Files): boolean {
  if (folder === '') return false;
  return (
    /(?:^|\/)(?:\.serverless|\.aws-sam(?:\/build)?)$/.test(folder) ||
    files.kind(join(folder, 'manifest.json')) === 'file'
  );
}

function parentOf(path: string): string {
  return path.includes('/') ? path.slice(0, path.lastIndexOf('/')) : '';
}

export function join(folder: string, name: string): string {
  return folder === '' ? name : `${folder}/${name}`;
}

export interface IntentRead {
  readonly intent: Intent | undefined;
  readonly diagnostics: readonly Diagnostic[];
}

/** The intent file beside the templates, or the one that was named; nothing where there is none. */
export function readIntent(files: Files, named: string | undefined, folder: string): IntentRead {
  const path =
    named ?? INTENT_FILES.map((name) => join(folder, name)).find((candidate) => files.kind(candidate) !== undefined);
  if (path === undefined) return { intent: undefined, diagnostics: [] };
  const file = files.read(path);
  if (file.kind === 'text') return parseIntent({ path: file.path, text: file.text });
  return {
    intent: undefined,
    diagnostics: [{ severity: 'error', place: wholeFile(path), message: `intent file: ${file.message}` }],
  };
}
