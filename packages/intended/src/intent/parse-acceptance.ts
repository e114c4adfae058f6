import type { Tree, TreeEntry } from '#source/tree';
import type { Acceptance } from './intent.ts';
import type { IntentReader } from './intent-reader.ts';
import { entryOf, readMapping, readText, report, reportUnknownKeys, shorten } from './intent-reader.ts';
import { didYouMean } from './near-name.ts';

export const ACCEPTANCE_KEYS = ['finding', 'on', 'data', 'in', 'because', 'until'] as const;

/** `accept:` a list of findings that somebody answers for, each with its reason. */
export function parseAcceptances(
  reader: IntentReader,
  entry: TreeEntry | undefined,
  classIds: readonly string[],
): readonly Acceptance[] {
  if (entry === undefined || (entry.value.kind === 'scalar' && entry.value.value === null)) return [];
  if (entry.value.kind !== 'list') {
    report(reader, entry.value.at, '`accept` is not a list; start every acceptance with `- finding: <control>`');
    return [];
  }
  const found: Acceptance[] = [];
  for (const item of entry.value.items) {
    const acceptance = readAcceptance(reader, item, classIds);
    if (acceptance !== undefined) found.push(acceptance);
  }
  return found;
}

function readAcceptance(reader: IntentReader, tree: Tree, classIds: readonly string[]): Acceptance | undefined {
  const mapping = readMapping(reader, tree, 'an acceptance');
  if (mapping === undefined) return undefined;
  reportUnknownKeys(reader, mapping, ACCEPTANCE_KEYS, 'an acceptance');
  const finding = readText(reader, entryOf(mapping, 'finding'), '`finding`');
  const because = readText(reader, entryOf(mapping, 'because'), '`because`');
  const missing = [finding === undefined && '`finding`', because === undefined && '`because`'].filter(
    (name) => name !== false,
  );
  for (const name of missing)
    report(
      reader,
      tree.at,
      `an acceptance has no ${name}; say ${name === '`because`' ? 'why it is acceptable' : 'which control it is about'}`,
    );
  const until = entryOf(mapping, 'until');
  const day = readDay(reader, until);
  // An acceptance whose reason or end cannot be read must not silence anything.
  if (finding === undefined || because === undefined || (until !== undefined && day === undefined)) return undefined;
  const data = readText(reader, entryOf(mapping, 'data'), '`data`');
  if (data !== undefined && !classIds.includes(data)) {
    const hint = didYouMean(data, classIds) || '; add it under `data` or remove it here';
    report(
      reader,
      entryOf(mapping, 'data')?.value.at ?? tree.at,
      `data class \`${shorten(data)}\` is not declared${hint}`,
    );
  }
  return {
    finding,
    on: readText(reader, entryOf(mapping, 'on'), '`on`') ?? '*',
    data,
    in: readText(reader, entryOf(mapping, 'in'), '`in`'),
    because,
    until: day,
    at: tree.at,
  };
}

/** A day under `until`; undefined, and reported, where it is none. */
export function readDay(reader: IntentReader, entry: TreeEntry | undefined): string | undefined {
  const text = readText(reader, entry, '`until`');
  if (text === undefined || entry === undefined) return undefined;
  if (isDay(text)) return text;
  report(
    reader,
    entry.value.at,
    `\`${shorten(text)}\` is not a day; write \`until\` as year-month-day, such as 2027-06-01`,
  );
  return undefined;
}

/** A real day as `YYYY-MM-DD`. */
export function isDay(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const [year = 0, month = 0, day = 0] = text.split('-').map(Number);
  const days = [
    31,
    year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28,
    31,
    30,
    31,
    30,
    31,
    31,
    30,
    31,
    30,
    31,
  ];
  return month >= 1 && month <= 12 && day >= 1 && day <= (days[month - 1] ?? 0);
}
