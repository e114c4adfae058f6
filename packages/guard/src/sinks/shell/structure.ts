import { type Breach, placesOf, type Taint } from '../taint.ts';
import { type Part, type ShellToken, shellTokens, type Word } from './words.ts';

const SHELLS = /^(?:.*\/)?(?:sh|bash|dash|zsh|ash|ksh|busybox)$/;
/** Programs whose next argument after a flag is a program text. */
const INTERPRETERS = /^(?:.*\/)?(?:node|deno|bun|python[\d.]*|perl|ruby|php|lua|awk|gawk|osascript|pwsh|powershell)$/;
const DEEPEST = 4;

/**
 * Says which input supplies a command word, an option, an operator or an expansion of `command`. Text of an input
 * inside one quoted or plain argument is data.
 */
export function shellBreach(command: string, taints: readonly Taint[]): Breach | undefined {
  for (const taint of taints) {
    const reason = commandShapedBy(command, taint, 0);
    if (reason !== undefined) return breach(taint, reason);
  }
  return undefined;
}

/** The same for a program started without a shell: it may not be chosen by input, nor be given an option by it. */
export function argumentBreach(file: string, args: readonly string[], taints: readonly Taint[]): Breach | undefined {
  for (const taint of taints) {
    const reason = programFrom(file, taint) ?? argumentShapedBy(file, args, taint);
    if (reason !== undefined) return breach(taint, reason);
  }
  return undefined;
}

function breach(taint: Taint, because: string): Breach {
  return { code: 'sink-shell', rule: 'shell.structure', input: taint.sent, because };
}

function programFrom(file: string, taint: Taint): string | undefined {
  for (const form of taint.forms) {
    // Handlers split a line at its spaces and start the first word.
    const first = /^\S+/.exec(form)?.[0] ?? form;
    if (file === form || file === first || baseOf(file) === baseOf(first)) return 'the value names the program';
    if (form.includes('/') && file.includes(form)) return 'the value holds a folder of the program';
  }
  return undefined;
}

function baseOf(file: string): string {
  return file.slice(file.lastIndexOf('/') + 1);
}

function argumentShapedBy(file: string, args: readonly string[], taint: Taint): string | undefined {
  const base = baseOf(file);
  const shellText = SHELLS.test(base) ? args[args.findIndex((arg) => /^-[a-z]*c[a-z]*$/.test(arg)) + 1] : undefined;
  if (shellText !== undefined) {
    const reason = commandShapedBy(shellText, taint, 0);
    if (reason !== undefined) return reason;
  }
  const operandsFrom = args.indexOf('--');
  for (const [at, arg] of args.entries()) {
    if (arg === shellText) continue;
    const isOperand = operandsFrom >= 0 && at > operandsFrom;
    const isCode = INTERPRETERS.test(base) && /^-{1,2}(?:e|c|p|r|eval|print|command)$/i.test(args[at - 1] ?? '');
    const isAwk = base.endsWith('awk') && !arg.startsWith('-') && args.slice(0, at).every((one) => one.startsWith('-'));
    for (const form of taint.forms) {
      if (!isOperand && isOption(form) && arg.startsWith(form.slice(0, 64))) return 'the value is an option';
      if (!isOperand && isOption(arg) && wordsOf(form).includes(arg)) return 'the value holds an option';
      if ((isCode || isAwk) && !taint.plain && form.length > 1 && arg.includes(form))
        return 'the value is program text';
    }
  }
  return undefined;
}

function wordsOf(form: string): readonly string[] {
  return form.length > 4096 ? [] : form.split(/\s+/);
}

/** `-5` and `-0.2` are numbers, a lone dash is standard input. */
function isOption(text: string): boolean {
  return /^-(?:-|[A-Za-z@])/.test(text);
}

function commandShapedBy(command: string, taint: Taint, depth: number): string | undefined {
  let tokens: readonly ShellToken[] | undefined;
  for (const form of taint.forms) {
    // One character does no harm, and stands in every command.
    if (form.length < 2) continue;
    for (const start of placesOf(form, command)) {
      tokens ??= shellTokens(command);
      const reason = placeShapes({ command, form, taint, depth }, start, start + form.length, tokens);
      if (reason !== undefined && !isQuotedByHand(command, form, start, tokens)) return reason;
    }
  }
  return undefined;
}

/**
 * A quote within single quotes is written `'\''`. Where the whole value stands so, a piece of it that is found
 * again there, shifted, is the same data.
 */
function isQuotedByHand(command: string, form: string, start: number, tokens: readonly ShellToken[]): boolean {
  if (!form.includes("'")) return false;
  const escaped = form.replaceAll("'", String.raw`'\''`);
  const isWithinSingle = (at: number): boolean =>
    tokens.some(
      (token) =>
        token.kind === 'word' &&
        !token.isCommand &&
        token.parts.some((part) => part.kind === 'single' && part.start < at && at < part.end),
    );
  return placesOf(escaped, command).some((at) => {
    const end = at + escaped.length;
    return start >= at - 1 && start + form.length <= end + 1 && isWithinSingle(at) && isWithinSingle(end);
  });
}

interface Search {
  readonly command: string;
  readonly form: string;
  readonly taint: Taint;
  readonly depth: number;
}

function placeShapes(search: Search, start: number, end: number, tokens: readonly ShellToken[]): string | undefined {
  const touched = tokens.filter((token) => token.start < end && token.end > start);
  const [token] = touched;
  if (token === undefined) return undefined;
  if (touched.length > 1 || start < token.start || end > token.end) return 'the value spans several words or operators';
  if (token.kind !== 'word') {
    if (token.kind === 'operator') return search.form.length > 1 ? 'the value is an operator' : undefined;
    return start === token.start ? 'the value opens a comment' : undefined;
  }
  return wordShapes(search, start, end, token) ?? innerShell(search, token, tokens);
}

function wordShapes(search: Search, start: number, end: number, word: Word): string | undefined {
  const { command, form } = search;
  const said = command.slice(word.start, word.end);
  if (word.isCommand && suppliesCommand(said, form)) return 'the value names the program';
  const part = word.parts.find((one) => start >= one.start && end <= one.end);
  if (part === undefined) return quotedWhole(word, start, end) ? undefined : 'the value spans a quote or an expansion';
  const reason = partShapes(search, start, end, part);
  if (reason !== undefined) return reason;
  const isAtStart = start === word.start || (start === word.start + 1 && part.kind !== 'bare');
  return isAtStart && !word.isOperand && isOption(form) ? 'the value is an option' : undefined;
}

function suppliesCommand(said: string, form: string): boolean {
  const name = said.replaceAll(/['"\\]/g, '');
  return name === form || baseOf(name) === form || (form.includes('/') && name.includes(form));
}

/** A client may send an argument with quotes of its own: whole and balanced it is one literal. */
function quotedWhole(word: Word, start: number, end: number): boolean {
  const inside = word.parts.filter((part) => part.start < end && part.end > start);
  return (
    !word.isCommand &&
    inside.length > 0 &&
    inside.every((part) => part.kind === 'single' && part.start >= start && part.end <= end)
  );
}

function partShapes(search: Search, start: number, end: number, part: Part): string | undefined {
  switch (part.kind) {
    case 'bare':
      return undefined;
    case 'single':
      return start > part.start && end < part.end ? undefined : 'the value opens or closes a quote';
    case 'double':
      return undefined;
    case 'glob':
      return search.form.length > 1 || !search.taint.plain ? 'the value is a pattern of the shell' : undefined;
    case 'escape':
      return 'the value is an escape';
    case 'expansion':
      return insideExpansion(search, start, end, part);
    default:
      return part.kind satisfies never;
  }
}

function insideExpansion(search: Search, start: number, end: number, part: Part): string | undefined {
  const { body } = part;
  if (body === undefined || start < body.start || end > body.end)
    return search.taint.plain ? undefined : 'the value is an expansion';
  if (search.depth >= DEEPEST) return 'the value stands too deep in substitutions';
  return commandShapedBy(search.command.slice(body.start, body.end), search.taint, search.depth + 1);
}

/** `sh -c '…'`, `eval '…'` and `ssh host '…'` read their argument as commands once more. */
function innerShell(search: Search, word: Word, tokens: readonly ShellToken[]): string | undefined {
  const at = tokens.indexOf(word);
  const earlier = tokens.slice(Math.max(0, at - 6), at).map((token) => search.command.slice(token.start, token.end));
  const isShellText =
    (/^-[a-z]*c$/.test(earlier.at(-1) ?? '') && earlier.some((said) => SHELLS.test(said))) ||
    earlier.at(-1) === 'eval' ||
    earlier.includes('ssh');
  if (!isShellText || search.depth >= DEEPEST) return undefined;
  const text = search.command.slice(word.start, word.end).replaceAll(/^['"]|['"]$/g, '');
  return commandShapedBy(text, search.taint, search.depth + 1);
}
