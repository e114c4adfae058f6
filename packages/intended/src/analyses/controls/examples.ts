import type { Plain } from './define-control.ts';

/** What an example of one property shows; `parameter` for a value that a parameter without default decides. */
interface Example {
  readonly type: string;
  readonly path: string;
  readonly base: Readonly<Record<string, Plain>>;
  readonly value: Plain | 'parameter' | undefined;
}

const PARAMETER = { Ref: 'Given' } as const;

/** The smallest template with one resource `Subject` of the type, in YAML. */
export function writeExample({ type, path, base, value }: Example): string {
  const properties =
    value === undefined ? base : withPath(base, path.split('.'), value === 'parameter' ? PARAMETER : value);
  const parameters = value === 'parameter' ? 'Parameters:\n  Given: { Type: String }\n' : '';
  return `${parameters}Resources:\n  Subject:\n    Type: ${type}\n${Object.keys(properties).length === 0 ? '' : `    Properties:\n${block(properties, 6)}`}`;
}

/** Properties with the value at a path of keys set. */
export function withPath(
  properties: Readonly<Record<string, Plain>>,
  [key = '', ...rest]: readonly string[],
  value: Plain,
): Readonly<Record<string, Plain>> {
  if (rest.length === 0) return { ...properties, [key]: value };
  const below = properties[key];
  return { ...properties, [key]: withPath(isRecord(below) ? below : {}, rest, value) };
}

/** Block style for mappings and lists, so that a person reads it as they would write it. */
export function block(value: Readonly<Record<string, Plain>>, indent: number): string {
  const pad = ' '.repeat(indent);
  return Object.entries(value)
    .map(([key, item]) => {
      if (isRecord(item)) {
        if (typeof item['Ref'] === 'string') return `${pad}${key}: !Ref ${item['Ref']}\n`;
        return Object.keys(item).length === 0 ? `${pad}${key}: {}\n` : `${pad}${key}:\n${block(item, indent + 2)}`;
      }
      return `${pad}${key}: ${flow(item)}\n`;
    })
    .join('');
}

function flow(value: Plain): string {
  if (Array.isArray(value)) return `[${value.map(flow).join(', ')}]`;
  if (isRecord(value))
    return `{ ${Object.entries(value)
      .map(([key, item]) => `${key}: ${flow(item)}`)
      .join(', ')} }`;
  if (typeof value !== 'string') return String(value);
  return /^[A-Za-z_][\w./-]*$/.test(value) && !/^(true|false|null|yes|no|on|off)$/i.test(value)
    ? value
    : `'${value.replaceAll("'", "''")}'`;
}

function isRecord(value: Plain | undefined): value is { readonly [key: string]: Plain } {
  return typeof value === 'object' && !Array.isArray(value);
}
