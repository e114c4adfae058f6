import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { judgeText } from '../support/judge-text.ts';
import { essence, fingerprints } from './essence.ts';
import { plainTemplate } from './plain-template.ts';
import { toYaml } from './to-yaml.ts';

const apps = {
  talk: new URL('../apps/talk/', import.meta.url),
  'all-powerful': new URL('../apps/all-powerful/', import.meta.url),
  'least-privilege': new URL('../apps/least-privilege/', import.meta.url),
  'wild-rydes': new URL('../../../../examples/wild-rydes/', import.meta.url),
  'wild-rydes-repaired': new URL('../../../../examples/wild-rydes-repaired/', import.meta.url),
};

/** Files of an app but its template; the intent file stays out, so that a proposal is compared too. */
function codeOf(folder: URL): Readonly<Record<string, string>> {
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' });
  const wanted = names.filter((name) => /\.(?:[cm]?[jt]s|html)$/.test(name));
  return Object.fromEntries(wanted.map((name) => [name, readFileSync(new URL(name, folder), 'utf8')]));
}

describe.each(Object.entries(apps))('the app `%s`', (_, folder) => {
  const yaml = readFileSync(new URL('template.yaml', folder), 'utf8');
  const template = plainTemplate(yaml);
  const code = codeOf(folder);
  const original = judgeText({ 'template.yaml': yaml, ...code });

  test.each([
    ['as JSON', { 'template.json': JSON.stringify(template) }],
    ['as JSON over many lines', { 'template.json': JSON.stringify(template, undefined, 4) }],
    ['with long forms', { 'template.yaml': toYaml(template, { tags: false }) }],
    ['with short tags', { 'template.yaml': toYaml(template, { tags: true }) }],
    ['with its resources the other way round', { 'template.json': JSON.stringify(turned(template)) }],
  ])('%s is judged the same, and its findings keep their identity', async (__, files) => {
    const [before, after] = [await original, await judgeText({ ...files, ...code })];
    expect(essence(after)).toEqual(essence(before));
    expect(fingerprints(after)).toEqual(fingerprints(before));
  });
});

function turned(template: unknown): unknown {
  if (typeof template !== 'object' || template === null || !('Resources' in template)) return template;
  const resources = typeof template.Resources === 'object' ? (template.Resources ?? {}) : {};
  return { ...template, Resources: Object.fromEntries(Object.entries(resources).toReversed()) };
}
