import type { Application } from '#model/application';
import type { Compute } from '#model/node';
import type { Files } from '#source/files';
import type { HandlerFacts } from './facts.ts';
import type { Library } from './javascript/load.ts';
import { foreignFacts } from './foreign-entry.ts';
import { readJavaScript } from './javascript/read-handler.ts';
import { languageOf } from './language.ts';

/**
 * Reads the handler of every compute that has code: one entry each, in the order of the application.
 * Languages other than JavaScript and TypeScript have no facts yet and one unknown for all services.
 * Each file is parsed and loaded once for all handlers. Never throws, never runs any code.
 */
export async function readHandlers(application: Application, files: Files): Promise<readonly HandlerFacts[]> {
  const computes = application.computes.filter((compute) => compute.code !== undefined);
  const languages = new Map(computes.map((compute) => [compute, languageOf(compute, files)] as const));
  const isNeeded = [...languages.values()].some((language) => language === 'javascript' || language === 'typescript');
  const library = isNeeded ? await openLibrary(files, layersOf(computes)) : undefined;
  return computes.map((compute) => {
    const language = languages.get(compute) ?? 'other';
    if (library !== undefined && (language === 'javascript' || language === 'typescript'))
      return readJavaScript(compute, library);
    return foreignFacts(compute, language, files);
  });
}

/** The parser is native code and costs some milliseconds to load: only where there is something to parse. */
async function openLibrary(files: Files, layers: readonly string[]): Promise<Library> {
  const { parseSync } = await import('oxc-parser');
  return {
    files,
    parse: parseSync,
    scripts: new Map(),
    modules: new Map(),
    resolved: new Map(),
    settings: new Map(),
    workspaces: new Map(),
    handlers: new Map(),
    spent: { steps: 0 },
    layers,
  };
}

function layersOf(computes: readonly Compute[]): readonly string[] {
  return [...new Set(computes.flatMap(({ code }) => (code?.kind === 'files' ? code.layers : [])))];
}
