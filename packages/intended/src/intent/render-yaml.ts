/** What intent files are made of; mappings as pairs of our own keys (`on` is plain to YAML 1.2) and their values. */
export type Plain =
  | string
  | number
  | boolean
  | readonly Plain[]
  | { readonly pairs: readonly (readonly [string, Plain])[] };

/** One entry of a section, ready for a block and for a flow collection. */
export interface RenderedEntry {
  /** Comments included, without indentation. */
  readonly lines: readonly string[];
  readonly flow: string;
}

const WIDTH = 110;

/** Words that some YAML reader takes for something else than a text. */
const RESERVED = new Set(['true', 'false', 'null', 'yes', 'no', 'on', 'off', 'y', 'n']);

/** A text as a YAML scalar that is safe in block and flow, quoted only where it must be. */
export function renderText(text: string): string {
  const isPlain = /^[A-Za-z_](?:[\w .\-/*@+]*[\w/*@+])?$/.test(text) && !RESERVED.has(text.toLowerCase());
  if (isPlain || /^\d{4}-\d{2}-\d{2}$/.test(text)) return text;
  // JSON leaves these as they are; YAML readers break lines or refuse there.
  return JSON.stringify(text).replace(
    /[\u007f-\u009f\u2028\u2029\ufeff\ufffe\uffff]/g,
    (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

export function renderFlow(value: Plain): string {
  if (typeof value === 'string') return renderText(value);
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  if ('pairs' in value)
    return value.pairs.length === 0
      ? '{}'
      : `{ ${value.pairs.map(([key, item]) => `${key}: ${renderFlow(item)}`).join(', ')} }`;
  return `[${value.map(renderFlow).join(', ')}]`;
}

/** `key: value` of a mapping: one line where it fits, a block where it does not. */
export function renderEntry(key: string, value: Plain, comments: readonly string[]): RenderedEntry {
  const name = renderText(key);
  const flow = `${name}: ${renderFlow(value)}`;
  const isBlock = flow.length > WIDTH && typeof value === 'object' && 'pairs' in value;
  const lines = isBlock
    ? [`${name}:`, ...value.pairs.flatMap(([inner, item]) => indent(renderProperty(inner, item)))]
    : [flow];
  return { lines: [...comments.map(commentLine), ...lines], flow };
}

/** `- value` of a list. */
export function renderItem(value: Plain, comments: readonly string[]): RenderedEntry {
  const flow = renderFlow(value);
  const isBlock = flow.length > WIDTH && typeof value === 'object' && 'pairs' in value;
  const body = isBlock ? value.pairs.map(([key, item]) => `${key}: ${renderFlow(item)}`) : [flow];
  const lines = body.map((line, index) => (index === 0 ? `- ${line}` : `  ${line}`));
  return { lines: [...comments.map(commentLine), ...lines], flow };
}

function renderProperty(key: string, value: Plain): readonly string[] {
  const flow = `${key}: ${renderFlow(value)}`;
  if (flow.length <= WIDTH || !Array.isArray(value)) return [flow];
  if (value.some((item) => typeof item === 'object'))
    return [`${key}:`, ...value.map((item: Plain) => `  - ${renderFlow(item)}`)];
  // The closing bracket may not stand in the key's own column.
  const lines = wrap(value.map((item: Plain, index) => `${renderFlow(item)}${index === value.length - 1 ? ']' : ','}`));
  return [`${key}: [`, ...indent(lines)];
}

function wrap(pieces: readonly string[]): readonly string[] {
  const lines: string[] = [];
  for (const piece of pieces) {
    const last = lines.at(-1);
    if (last === undefined || last.length + piece.length + 1 > WIDTH - 10) lines.push(piece);
    else lines[lines.length - 1] = `${last} ${piece}`;
  }
  return lines;
}

export function indent(lines: readonly string[], by: number = 2): readonly string[] {
  return lines.map((line) => (line === '' ? line : ' '.repeat(by) + line));
}

/** A comment is one line, whatever a file name or a field name has in it. */
export function commentLine(text: string): string {
  return `# ${text
    .replace(/[\p{Cc}\u2028\u2029\ufeff\p{Cs}\ufffe\uffff]+/gu, ' ')
    .trim()
    .slice(0, 200)}`.trimEnd();
}
