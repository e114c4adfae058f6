import { relative, resolve } from 'node:path';
import type { Io } from './io.ts';
import { CannotDo, WrongUse } from './wrong-use.ts';

export interface AcceptFlags {
  readonly on: string;
  readonly because: string;
  readonly until?: string;
  readonly data?: string;
  readonly in?: string;
  readonly intent?: string;
}

/** `intended accept`: adds one reasoned line to the intent file and leaves every other line as it is. */
export function accept(finding: string, flags: AcceptFlags, io: Io): number {
  if (!/^[a-z][\w.-]*$/i.test(finding))
    throw new WrongUse(`\`${finding}\` is no finding; write its id, such as \`s3-website\``);
  if (flags.because.trim() === '') throw new WrongUse('`--because` needs a reason that a reviewer can judge');
  if (flags.until !== undefined && !isDate(flags.until)) {
    throw new WrongUse(`\`--until ${flags.until}\`: write a date as YYYY-MM-DD`);
  }
  const file = resolve(io.cwd, flags.intent ?? 'intended.yaml');
  const name = relative(io.cwd, file);
  const text = io.readFile(file);
  if (text === undefined) throw new CannotDo(`\`${name}\` does not exist; make it with \`intended init\``);
  const line = entryOf(finding, flags);
  const changed = withAcceptance(text, line);
  if (changed === undefined) {
    throw new CannotDo(
      `\`accept\` in \`${name}\` is written in a form that cannot be extended safely; add this line by hand: ${line}`,
    );
  }
  io.writeFile(file, changed);
  io.stdout.write(`${name}: added ${line}\n`);
  return 0;
}

/** The text with one more item under `accept`; undefined where `accept` is not a block list. */
export function withAcceptance(text: string, line: string): string | undefined {
  const newline = text.includes('\r\n') ? '\r\n' : '\n';
  const lines = text.split(/\r?\n/);
  const at = lines.findIndex((one) => /^accept\s*:/.test(one));
  if (at === -1) {
    const body = text.trimEnd();
    return `${body}${body === '' ? '' : newline}accept:${newline}  ${line}${newline}`;
  }
  if (/^accept\s*:\s*(?:\[\s*\])?\s*(?:#.*)?$/.test(lines[at] ?? '')) {
    const indent = /^(?<indent> *)- /.exec(lines.slice(at + 1).find(isContent) ?? '')?.groups?.['indent'] ?? '  ';
    const head = (lines[at] ?? '').replace(/\[\s*\]/, '').trimEnd();
    return [...lines.slice(0, at), head, `${indent}${line}`, ...lines.slice(at + 1)].join(newline);
  }
  return undefined;
}

function entryOf(finding: string, flags: AcceptFlags): string {
  const fields = [
    `finding: ${finding}`,
    `on: ${scalar(flags.on)}`,
    ...(flags.data === undefined ? [] : [`data: ${scalar(flags.data)}`]),
    ...(flags.in === undefined ? [] : [`in: ${scalar(flags.in)}`]),
    `because: ${scalar(flags.because)}`,
    ...(flags.until === undefined ? [] : [`until: ${flags.until}`]),
  ];
  return `- { ${fields.join(', ')} }`;
}

/** Plain where YAML reads it back as the same string in a flow mapping, else quoted as JSON, which is YAML too. */
function scalar(text: string): string {
  const isPlain = /^[A-Za-z][\w ./-]*\w$/.test(text) && !/^(?:true|false|yes|no|on|off|null)$/i.test(text);
  return isPlain ? text : JSON.stringify(text);
}

function isContent(line: string): boolean {
  return line.trim() !== '' && !line.trimStart().startsWith('#');
}

function isDate(text: string): boolean {
  return /^\d{4}-\d{2}-\d{2}$/.test(text) && new Date(`${text}T00:00:00Z`).toJSON()?.startsWith(text) === true;
}
