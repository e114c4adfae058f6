import { parseYaml } from '../../src/source/parse-yaml.ts';
import type { Tree } from '../../src/source/tree.ts';

/** Plain JSON of a template. */
export type Json = null | string | number | boolean | readonly Json[] | { readonly [key: string]: Json };
type Template = { readonly [key: string]: Json };

/** Other ways to write the same template, as files; undefined where a way does not fit. The first file is the template. */
export const WAYS: Readonly<Record<string, (template: Template) => Readonly<Record<string, string>> | undefined>> = {
  JSON: (template) => ({ 'template.json': JSON.stringify(template, undefined, 2) }),
  'a nested stack': (template) =>
    'Transform' in template || 'Parameters' in template
      ? undefined
      : {
          'template.json': JSON.stringify({
            Resources: { Inner: { Type: 'AWS::CloudFormation::Stack', Properties: { TemplateURL: './inner.json' } } },
          }),
          'inner.json': JSON.stringify(template),
        },
  'parameters with defaults': (template) => {
    const parameters: Record<string, Json> = {};
    const changed = mapScalars(template, (value) => {
      const name = `P${Object.keys(parameters).length}`;
      parameters[name] = { Type: 'String', Default: String(value) };
      return { Ref: name };
    });
    return { 'template.json': JSON.stringify(merged(changed, 'Parameters', parameters)) };
  },
  'a decided Fn::If': (template) => ({
    'template.json': JSON.stringify(
      merged(
        mapScalars(template, (value) => ({ 'Fn::If': ['Always', value, 'something-else'] })),
        'Conditions',
        { Always: { 'Fn::Equals': ['a', 'a'] } },
      ),
    ),
  }),
  'Fn::FindInMap': (template) => {
    const values: Record<string, Json> = {};
    const changed = mapScalars(template, (value) => {
      const name = `V${Object.keys(values).length}`;
      values[name] = value;
      return { 'Fn::FindInMap': ['Settings', 'all', name] };
    });
    if (Object.keys(values).length === 0) return undefined;
    return { 'template.json': JSON.stringify(merged(changed, 'Mappings', { Settings: { all: values } })) };
  },
  'a Serverless Framework file': (template) =>
    'Transform' in template || 'Parameters' in template
      ? undefined
      : {
          'serverless.json': JSON.stringify({
            service: 'app',
            provider: { name: 'aws', runtime: 'nodejs22.x' },
            resources: template,
          }),
        },
};

/** Values that a person may take from elsewhere: single properties of resources, not policies, bodies and code. */
function mapScalars(template: Template, change: (value: string | number | boolean) => Json): Template {
  const resources = Object.entries(record(template['Resources'])).map(([id, resource]) => {
    const { Properties: properties, ...rest } = record(resource);
    if (properties === undefined) return [id, resource] as const;
    return [id, { ...rest, Properties: deep(properties, change, false) }] as const;
  });
  return { ...template, Resources: Object.fromEntries(resources) };
}

/** Free-form documents mean what they mean to another service: an intrinsic in a key of theirs would be another document. */
const DOCUMENTS =
  /Document$|^Policy$|^Policies$|Body$|Definition|^KeyPolicy$|^ZipFile$|^InlineCode$|^Statement$|^Events$|^Auth$|Schema|^ResourcePolicy$|^Content$|^EventPattern$|^Code$|^Runtime$|^Handler$|^CodeUri$/;

function deep(value: Json, change: (value: string | number | boolean) => Json, isDocument: boolean): Json {
  if (value === null) return value;
  if (typeof value !== 'object') return isDocument ? value : change(value);
  if (Array.isArray(value)) return value.map((item: Json) => deep(item, change, isDocument));
  const entries = Object.entries(record(value));
  if (entries.some(([key]) => key === 'Ref' || key.startsWith('Fn::'))) return value;
  return Object.fromEntries(entries.map(([key, one]) => [key, deep(one, change, isDocument || DOCUMENTS.test(key))]));
}

function merged(template: Template, section: string, more: Readonly<Record<string, Json>>): Template {
  return { ...template, [section]: { ...record(template[section]), ...more } };
}

function record(value: Json | undefined): Readonly<Record<string, Json>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Readonly<Record<string, Json>>)
    : {};
}

/** An example as JSON, its short tags spelled out. */
export function toJson(text: string): Template {
  const { tree } = parseYaml({ path: 'example.yaml', text });
  return tree === undefined ? {} : record(jsonOf(tree));
}

function jsonOf(tree: Tree): Json {
  const plain = untagged(tree);
  if (tree.tag === undefined) return plain;
  const name = tree.tag.replace(/^!/, '');
  const key = name === 'Ref' || name === 'Condition' ? name : `Fn::${name}`;
  if (name === 'GetAtt' && typeof plain === 'string') {
    const dot = plain.indexOf('.');
    return { [key]: [plain.slice(0, dot), plain.slice(dot + 1)] };
  }
  return { [key]: plain };
}

function untagged(tree: Tree): Json {
  switch (tree.kind) {
    case 'scalar':
      return tree.value;
    case 'list':
      return tree.items.map(jsonOf);
    case 'dictionary':
      return Object.fromEntries([...tree.entries].map(([key, { value }]) => [key, jsonOf(value)]));
    default:
      return tree satisfies never;
  }
}
