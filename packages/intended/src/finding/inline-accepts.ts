import type { Diagnostic, Place } from '#source/place';
import type { Finding } from './finding.ts';

/** A comment `intended:accept <control> because … [until YYYY-MM-DD]` in a template or in code. */
export interface InlineAccept {
  readonly control: string;
  readonly because: string;
  /** ISO date after which it no longer counts. */
  readonly until: string | undefined;
  readonly at: Place;
  /** The line it speaks about: its own where code stands before it, else the next line that is no comment. */
  readonly covers: number;
}

export interface InlineAccepts {
  readonly accepts: readonly InlineAccept[];
  /** Comments that cannot count, and why. */
  readonly diagnostics: readonly Diagnostic[];
}

const MARK = 'intended:accept';
const COMMENT = /^(?<lead>.*?)(?<open>#|\/\/|\/\*+|\*|<!--|--)\s*intended:accept\b(?<rest>.*)$/;
const ONLY_COMMENT = /^\s*(?:#|\/\/|\/\*|\*|<!--|--)/;

/** Reads every acceptance in a text, in order. `file` is named in places only. */
export function readInlineAccepts(file: string, text: string): InlineAccepts {
  if (!text.includes(MARK)) return { accepts: [], diagnostics: [] };
  const accepts: InlineAccept[] = [];
  const diagnostics: Diagnostic[] = [];
  const lines = text.split(/\r\n|\r|\n/);
  for (const [index, line] of lines.entries()) {
    if (!line.includes(MARK)) continue;
    const lead = COMMENT.exec(line)?.groups?.['lead'];
    if (lead === undefined || insideString(lead)) continue;
    const at = placeOf(file, index, line);
    const read = readWords(line.slice(line.indexOf(MARK) + MARK.length));
    if (typeof read === 'string') diagnostics.push({ severity: 'warning', place: at, message: read });
    else accepts.push({ ...read, at, covers: coveredLine(lines, index, lead) });
  }
  return { accepts, diagnostics };
}

/** Marks what comments accept, and reports those that are unused or over. `today` is an ISO date. */
export function applyInlineAccepts(
  findings: readonly Finding[],
  accepts: readonly InlineAccept[],
  today: string,
): { readonly findings: readonly Finding[]; readonly diagnostics: readonly Diagnostic[] } {
  if (accepts.length === 0) return { findings, diagnostics: [] };
  const byKey = new Map<string, InlineAccept[]>();
  for (const accept of accepts) {
    const key = keyOf(accept.at.file, accept.control);
    byKey.set(key, [...(byKey.get(key) ?? []), accept]);
  }
  const used = new Set<InlineAccept>();
  const marked = findings.map((finding) => {
    const candidates = byKey.get(keyOf(finding.location.file, finding.control)) ?? [];
    const accept = candidates.find((one) => covers(one, finding.location));
    if (accept === undefined || finding.accepted !== undefined) return finding;
    used.add(accept);
    if (isOver(accept, today)) return finding;
    return { ...finding, accepted: { by: 'inline' as const, because: accept.because } };
  });
  return { findings: marked, diagnostics: accepts.flatMap((accept) => complain(accept, used.has(accept), today)) };
}

function complain(accept: InlineAccept, isUsed: boolean, today: string): readonly Diagnostic[] {
  if (!isUsed) {
    return [note(accept, `nothing here is accepted by \`${MARK} ${accept.control}\`; remove the comment`)];
  }
  if (!isOver(accept, today)) return [];
  return [
    note(
      accept,
      `\`${MARK} ${accept.control}\` ended on ${accept.until}; fix the finding or give a new date and reason`,
    ),
  ];
}

function note(accept: InlineAccept, message: string): Diagnostic {
  return { severity: 'warning', place: accept.at, message };
}

function readWords(
  rest: string,
): { readonly control: string; readonly because: string; readonly until: string | undefined } | string {
  const words = rest.replace(/\s*(?:\*\/|-->)\s*$/, '').trim();
  const found = /^(?<control>[\w.-]+)\s+because\s+(?<because>\S.*)$/.exec(words)?.groups;
  const control = found?.['control'];
  const because = found?.['because'];
  if (control === undefined || because === undefined) {
    return `this acceptance does not count; write \`${MARK} <control> because <reason>\``;
  }
  const until = /\s+until\s+(\d{4}-\d{2}-\d{2})$/.exec(because);
  if (until === null) return { control, because, until: undefined };
  return { control, because: because.slice(0, until.index), until: until[1] };
}

function covers(accept: InlineAccept, place: Place): boolean {
  return accept.covers >= place.line && accept.covers <= Math.max(place.line, place.endLine);
}

function isOver(accept: InlineAccept, today: string): boolean {
  return accept.until !== undefined && accept.until < today;
}

function coveredLine(lines: readonly string[], index: number, lead: string): number {
  if (lead.trim() !== '') return index + 1;
  for (let next = index + 1; next < lines.length; next++) {
    const line = lines[next] ?? '';
    if (line.trim() !== '' && !ONLY_COMMENT.test(line)) return next + 1;
  }
  return index + 1;
}

/** Does a quote opened in `lead` still stand open? An apostrophe inside a word opens nothing. */
function insideString(lead: string): boolean {
  let open = '';
  for (let i = 0; i < lead.length; i++) {
    const unit = lead.charAt(i);
    if (unit === '\\') i++;
    else if (open !== '') open = unit === open ? '' : open;
    else if ('"\'`'.includes(unit) && !/\w/.test(lead.charAt(i - 1))) open = unit;
  }
  return open !== '';
}

function placeOf(file: string, index: number, line: string): Place {
  const column = line.indexOf(MARK) + 1;
  return { file, line: index + 1, column, endLine: index + 1, endColumn: line.length + 1 };
}

function keyOf(file: string, control: string): string {
  return `${file}\n${control}`;
}
