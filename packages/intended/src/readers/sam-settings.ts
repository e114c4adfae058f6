import type { Files } from '#source/files';

/** What `samconfig.toml` says for one environment. */
export interface SamSettings {
  readonly parameters: Readonly<Record<string, string>>;
  readonly region: string | undefined;
}

const NOTHING: SamSettings = { parameters: {}, region: undefined };

/**
 * Reads the parameter overrides and the region of an environment from the `samconfig.toml` of an app's folder. Only
 * these two settings are looked for, in the sections `global` and `deploy`; the second wins. Other forms than strings
 * and lists of strings are left out.
 * @see https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/serverless-sam-cli-config.html
 */
export function samSettings(files: Files, folder: string, environment: string): SamSettings {
  const read = files.read(folder === '' ? 'samconfig.toml' : `${folder}/samconfig.toml`);
  if (read.kind === 'trouble') return NOTHING;
  let parameters: Readonly<Record<string, string>> = {};
  let region: string | undefined;
  for (const command of ['global', 'deploy']) {
    const section = sectionOf(read.text, `${environment}.${command}.parameters`);
    parameters = { ...parameters, ...overrides(settingOf(section, 'parameter_overrides') ?? '') };
    region = /^"([a-z0-9-]+)"/.exec(settingOf(section, 'region') ?? '')?.[1] ?? region;
  }
  return { parameters, region };
}

function sectionOf(text: string, name: string): readonly string[] {
  const lines = text.split(/\r?\n/);
  const start = lines.findIndex((line) => line.trim() === `[${name}]`);
  if (start === -1) return [];
  const length = lines.slice(start + 1).findIndex((line) => /^\s*\[[\w."-]+\]\s*$/.test(line));
  return lines.slice(start + 1, length === -1 ? undefined : start + 1 + length);
}

/** The raw value of a setting; a list goes on to its closing bracket. */
function settingOf(section: readonly string[], name: string): string | undefined {
  const start = section.findIndex((line) => new RegExp(`^\\s*${name}\\s*=`).test(line));
  if (start === -1) return undefined;
  const first = (section[start] ?? '').replace(/^[^=]*=\s*/, '');
  if (!first.startsWith('[') || first.includes(']')) return first;
  const end = section.findIndex((line, index) => index > start && line.includes(']'));
  return [first, ...section.slice(start + 1, end === -1 ? undefined : end + 1)].join('\n');
}

/** `"A=\"x y\" B=z"` or `["A=x", "B=z"]`; also `ParameterKey=A,ParameterValue=x`. */
function overrides(raw: string): Readonly<Record<string, string>> {
  const text = raw.replaceAll(String.raw`\"`, "'");
  const strings = [...text.matchAll(/"([^"]*)"/g)].map((match) => match[1] ?? '');
  const found: [string, string][] = [];
  for (const string of strings)
    for (const match of string.matchAll(/(?:ParameterKey=)?([A-Za-z0-9]+)(?:,ParameterValue)?=(?:'([^']*)'|(\S*))/g))
      found.push([match[1] ?? '', match[2] ?? match[3] ?? '']);
  return Object.fromEntries(found);
}
