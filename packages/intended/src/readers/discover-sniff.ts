/** What a file looks like from its text alone: cheap enough for every YAML and JSON file of a repository. */
export type Sniff = 'cloudformation' | 'sam' | 'serverless-framework' | undefined;

const SAM_TRANSFORM = 'AWS::Serverless-2016-10-31';
const YAML_RESOURCES = /^(?:Resources|"Resources"|'Resources')\s*:/m;
const YAML_TYPE = /^\s+(?:Type|"Type"|'Type')\s*:\s*["']?(?:AWS|Custom|Alexa)::/m;
const FLOW_RESOURCES = /^\s*\{(?:[^{}]*,)?\s*["']?Resources["']?\s*:\s*\{/;
const FLOW_TYPE = /[{,]\s*["']?Type["']?\s*:\s*["']?(?:AWS|Custom|Alexa)::/;
const JSON_RESOURCES = /"Resources"\s*:\s*\{/;
const JSON_TYPE = /"Type"\s*:\s*"(?:AWS|Custom|Alexa)::/;
const SERVERLESS_VARIABLE = /\$\{(?:self|opt|sls|param|file\()/;

/**
 * Says whether a text has the shape of a template. The text is not parsed, so a broken template is still found
 * and its reader can say what is wrong with it.
 */
export function sniff(name: string, text: string): Sniff {
  const isJson = name.endsWith('.json') || /^\s*\{/.test(text);
  if (isServerless(text, isJson) || isNamedServerless(name, text)) return 'serverless-framework';
  const version = text.includes('AWSTemplateFormatVersion');
  // Files that `${file()}` of a serverless.yml pulls in have a Resources section too, but are no templates of their own.
  if (!version && SERVERLESS_VARIABLE.test(text)) return undefined;
  const resources = isJson ? JSON_RESOURCES.test(text) || FLOW_RESOURCES.test(text) : YAML_RESOURCES.test(text);
  if (!resources) return undefined;
  const typed = isJson
    ? JSON_TYPE.test(text) || FLOW_TYPE.test(text)
    : YAML_TYPE.test(text) || JSON_TYPE.test(text) || FLOW_TYPE.test(text);
  if (text.includes(SAM_TRANSFORM)) return 'sam';
  return version || typed ? 'cloudformation' : undefined;
}

function isServerless(text: string, isJson: boolean): boolean {
  if (isJson) return /(?:^|[{,])\s*"service"\s*:/m.test(text) && /(?:^|[{,])\s*"provider"\s*:\s*[{"]/m.test(text);
  return /^service\s*:/m.test(text) && /^provider\s*:/m.test(text);
}

/** A file of the framework's own name may have its `service` or `provider` in other files. */
function isNamedServerless(name: string, text: string): boolean {
  return (
    /(?:^|\/)serverless\.(?:ya?ml|json)$/.test(name) &&
    /(?:^|[{,])["\s]*(?:service|provider|functions)"?\s*:/m.test(text)
  );
}

const NESTED = /(?:TemplateURL|Location|"TemplateURL"|"Location")\s*:\s*["']?([^\s"'#,}]+)/g;
const INCLUDED = /\bfile\(\s*["']?([^)"'$]+?)["']?\s*\)/g;

/** Relative paths of the templates that a parent names as nested stacks or applications. */
export function nestedTemplates(text: string): readonly string[] {
  return [...text.matchAll(NESTED)]
    .map((match) => match[1] ?? '')
    .filter((path) => !/^(?:https?|s3):|^!|^\$/.test(path));
}

/** Relative paths that a serverless file includes by literal name. */
export function includedFiles(text: string): readonly string[] {
  return [...text.matchAll(INCLUDED)].map((match) => (match[1] ?? '').trim());
}

const IMPORT =
  /(?:!ImportValue|Fn::ImportValue["']?\s*:)\s*(?:!Sub\s*|\{\s*["']?Fn::Sub["']?\s*:\s*)?["']?([^\s"'}]+(?:\$\{[^}]*\}[^\s"'}]*)*)/g;
const EXPORT =
  /(?:^|[\s{"'])Export["']?\s*:\s*\{?\s*["']?Name["']?\s*:\s*(?:!Sub\s*|\{\s*["']?Fn::Sub["']?\s*:\s*)?["']?([^\s"']+)/g;

/** Export names a text gives and takes, with every `${…}` reduced to `*`; names with too little literal text are left out. */
export function exchanges(text: string): { readonly exports: readonly string[]; readonly imports: readonly string[] } {
  if (!text.includes('ImportValue') && !text.includes('Export')) return { exports: [], imports: [] };
  return { exports: names(text, EXPORT), imports: names(text, IMPORT) };
}

function names(text: string, pattern: RegExp): readonly string[] {
  const found = [...text.matchAll(pattern)].map((match) => (match[1] ?? '').replaceAll(/\$\{[^}]*\}?/g, '*'));
  return found.filter((name) => name.replaceAll('*', '').length > 2);
}
