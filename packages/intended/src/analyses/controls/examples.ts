import type { Plain } from './define-control.ts';

/** What an example of one property shows. */
interface Example {
  readonly type: string;
  readonly path: string;
  readonly base: Readonly<Record<string, Plain>>;
  readonly value: Plain | undefined;
  /** Leaves the value open: to a parameter without default, or to a condition that decides whether it is there. */
  readonly open?: 'parameter' | 'condition';
}

const PARAMETER = { Ref: 'Given' } as const;

/** The smallest template with one resource `Subject` of the type, in YAML. */
export function writeExample({ type, path, base, value, open }: Example): string {
  const shown = open === 'parameter' ? PARAMETER : value;
  const properties = shown === undefined ? base : withPath(base, path.split('.'), open === 'condition' ? MARK : shown);
  const parameters = open === undefined ? '' : 'Parameters:\n  Given: { Type: String }\n';
  const conditions = open === 'condition' ? "Conditions:\n  IsGiven: !Not [!Equals [!Ref Given, '']]\n" : '';
  const body = Object.keys(properties).length === 0 ? '' : `    Properties:\n${block(properties, 6)}`;
  const text = `${parameters}${conditions}Resources:\n  Subject:\n    Type: ${type}\n${body}`;
  return text.replace(MARK, `!If [IsGiven, ${flow(value ?? '')}, !Ref AWS::NoValue]`);
}

/** Stands for an undecided `Fn::If` until the text is written. */
const MARK = 'UndecidedValue';
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
