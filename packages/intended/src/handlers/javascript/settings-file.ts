import { parse } from 'jsonc-parser';
import type { Files } from '#source/files';

/** A JSON object of settings (`package.json`, `tsconfig.json`, comments allowed), or undefined. Nothing in it is trusted. */
export function readSettings(
  file: string,
  { files, settings }: { readonly files: Files; readonly settings: Map<string, Settings | undefined> },
): Settings | undefined {
  if (settings.has(file)) return settings.get(file);
  const read = files.kind(file) === 'file' ? files.read(file) : undefined;
  const value: unknown = read?.kind === 'text' ? parse(read.text, [], { allowTrailingComma: true }) : undefined;
  const found = asSettings(value);
  settings.set(file, found);
  return found;
}

export type Settings = Readonly<Record<string, unknown>>;

export function asSettings(value: unknown): Settings | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value))
    : undefined;
}

export function textsIn(value: unknown): readonly string[] {
  if (typeof value === 'string') return [value];
  return Array.isArray(value) ? value.filter((item) => typeof item === 'string') : [];
}
