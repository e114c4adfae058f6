import type { Compute } from '#model/node';
import type { Files } from '#source/files';
import type { HandlerFacts } from './facts.ts';

/** The language of a compute's code, by its runtime, else by the form of its handler and the files beside it. */
export function languageOf(compute: Compute, files: Files): HandlerFacts['language'] {
  const { code } = compute;
  if (code === undefined || code.kind === 'absent') return 'none';
  const runtime = code.runtime?.kind === 'known' ? code.runtime.value : undefined;
  if (runtime !== undefined) return byRuntime(runtime);
  if (code.kind === 'inline')
    return /\b(?:exports\.|require\(|import .* from|=>)/.test(code.text) ? 'javascript' : 'python';
  const handler = code.handler.kind === 'known' ? code.handler.value : '';
  if (/::/.test(handler)) return 'java';
  const root = code.root.kind === 'known' ? code.root.value : '';
  const path = [root, handler.replace(/\.[^./]*$/, '')].filter((part) => part !== '' && part !== '.').join('/');
  if (files.kind(`${path}.py`) === 'file') return 'python';
  const isNamed = code.handler.kind === 'known' || code.entryPoints.length > 0;
  return isNamed && code.root.kind === 'known' ? 'javascript' : 'other';
}

function byRuntime(runtime: string): HandlerFacts['language'] {
  if (runtime.startsWith('nodejs')) return 'javascript';
  if (runtime.startsWith('python')) return 'python';
  if (runtime.startsWith('go')) return 'go';
  return runtime.startsWith('java') ? 'java' : 'other';
}
