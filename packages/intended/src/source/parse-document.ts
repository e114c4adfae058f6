import { parseJson } from './parse-json.ts';
import type { ParsedDocument } from './parse-yaml.ts';
import { parseYaml } from './parse-yaml.ts';

/**
 * Reads a document by what it holds: JSON if it starts like JSON, whatever the file is called, YAML otherwise.
 * A flow-style YAML document that is not JSON is read as YAML, unless the file says `.json`.
 */
export function parseDocument(source: { readonly path: string; readonly text: string }): ParsedDocument {
  if (!/^\uFEFF?\s*[[{]/.test(source.text)) return parseYaml(source);
  const json = parseJson(source);
  const strict = json.diagnostics.every((diagnostic) => diagnostic.severity !== 'error');
  if (strict || source.path.toLowerCase().endsWith('.json')) return json;
  const yaml = parseYaml(source);
  return yaml.tree === undefined ? json : yaml;
}
