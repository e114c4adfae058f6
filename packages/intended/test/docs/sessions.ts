import type { Block } from './markdown.ts';

/** A command of a `sh` block and what the page says that it prints; undefined where the page says nothing. */
export interface Typed {
  readonly command: string;
  readonly line: number;
  readonly expected: readonly string[] | undefined;
}

/** `$ command` starts a command, the lines up to the next one are what it prints. A lone `…` stands for any lines. */
export function commandsOf(block: Block): readonly Typed[] {
  const typed: { command: string; line: number; expected: string[] }[] = [];
  for (const [index, line] of block.lines.entries()) {
    if (line.startsWith('$ ')) typed.push({ command: line.slice(2), line: block.line + index, expected: [] });
    else typed.at(-1)?.expected.push(line);
  }
  return typed.map(({ command, line, expected }) => {
    const lines = trimmed(expected);
    return { command, line, expected: lines.length === 0 ? undefined : lines };
  });
}

/** Lines without blanks at their ends, and without blank lines around them. */
export function trimmed(lines: readonly string[]): readonly string[] {
  const clean = lines.map((line) => line.trimEnd());
  const first = clean.findIndex((line) => line !== '');
  return first < 0 ? [] : clean.slice(first, clean.findLastIndex((line) => line !== '') + 1);
}

export function isElision(line: string): boolean {
  return line.trim() === '…';
}

/** Does what was printed match what the page shows? */
export function matches(expected: readonly string[], actual: readonly string[]): boolean {
  const pattern = expected.map((line) =>
    isElision(line) ? '(?:.*\\n)*?' : `${line.split('…').map(escaped).join('.*?')}\\n`,
  );
  return new RegExp(`^${pattern.join('')}$`).test(actual.map((line) => `${line}\n`).join(''));
}

function escaped(text: string): string {
  return text.replaceAll(/[\\^$.*+?()[\]{}|]/g, String.raw`\$&`);
}

/** The new text for a page: what is printed now, elided where it was elided. Undefined where a part cannot be found again. */
export function renewed(expected: readonly string[], actual: readonly string[]): readonly string[] | undefined {
  if (!expected.some(isElision)) return actual;
  const lines: string[] = [];
  let from = 0;
  for (const part of partsOf(expected)) {
    if (part.length === 1 && isElision(part[0] ?? '')) {
      lines.push(part[0] ?? '');
      continue;
    }
    const found = part.map((line) => actual.findIndex((other, index) => index >= from && matches([line], [other])));
    const first = found.findIndex((index) => index >= 0);
    const last = found.findLastIndex((index) => index >= 0);
    if (first < 0) return undefined;
    const start = (found[first] ?? 0) - first;
    const end = (found[last] ?? 0) + part.length - last;
    lines.push(...actual.slice(Math.max(from, start), end));
    from = end;
  }
  return lines;
}

function partsOf(lines: readonly string[]): readonly (readonly string[])[] {
  const parts: string[][] = [];
  for (const line of lines) {
    const last = parts.at(-1);
    if (last === undefined || isElision(line) || isElision(last[0] ?? '')) parts.push([line]);
    else last.push(line);
  }
  return parts;
}

/** The words of a command line, quotes taken off. */
export function wordsOf(command: string): readonly string[] {
  return [...command.matchAll(/"([^"]*)"|'([^']*)'|[^\s"']+/g)].map(([all, double, single]) => double ?? single ?? all);
}
