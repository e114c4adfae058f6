import type { Acceptance } from './intent.ts';
import { insertEntries } from './insert-entries.ts';
import { isDay } from './parse-acceptance.ts';
import { parseIntent } from './parse-intent.ts';
import { renderAcceptance, renderSections } from './render-intent.ts';
import { SCHEMA_URL } from './write-intent.ts';

export type AddedAcceptance =
  | { readonly kind: 'added'; readonly text: string }
  | { readonly kind: 'refused'; readonly message: string };

/**
 * Adds an acceptance to the text of an intent file, all else unchanged; an empty text becomes a file with nothing but it.
 * Refused without a reason, with an impossible day, for what is accepted already, and where the file cannot be read.
 */
export function addAcceptance(
  file: { readonly path: string; readonly text: string },
  acceptance: Acceptance,
): AddedAcceptance {
  if (acceptance.because.trim() === '')
    return refused('say why it is acceptable: an acceptance without a reason says nothing to the next reader');
  if (acceptance.until !== undefined && !isDay(acceptance.until))
    return refused(`\`${acceptance.until}\` is not a day; write it as year-month-day, such as 2027-06-01`);
  const text = file.text.trim() === '' ? `# yaml-language-server: $schema=${SCHEMA_URL}\nversion: 1\n` : file.text;
  const before = parseIntent({ path: file.path, text }).intent;
  if (before === undefined) return refused('the intent file cannot be read; mend what is reported about it first');
  if (before.accept.some((known) => isSame(known, acceptance))) return refused('the intent file accepts this already');
  const next = insertEntries(text, 'accept', 'list', [renderAcceptance(acceptance)]);
  const after = next === undefined ? undefined : parseIntent({ path: file.path, text: next }).intent;
  const isAdded = after !== undefined && after.accept.length === before.accept.length + 1 && isUnchanged(before, after);
  if (next === undefined || !isAdded)
    return refused('`accept` of the intent file cannot be added to safely; write it as a list in block style');
  return { kind: 'added', text: next };
}

function refused(message: string): AddedAcceptance {
  return { kind: 'refused', message };
}

function isSame(left: Acceptance, right: Acceptance): boolean {
  return (
    left.finding === right.finding &&
    left.on === right.on &&
    left.data === right.data &&
    left.in === right.in &&
    left.until === right.until
  );
}

function isUnchanged(
  before: Parameters<typeof renderSections>[0],
  after: Parameters<typeof renderSections>[0],
): boolean {
  const rest = (intent: typeof before): string =>
    JSON.stringify(
      renderSections({ ...intent, accept: [] }).map(([name, , entries]) => [name, entries.map((entry) => entry.flow)]),
    );
  return rest(before) === rest(after);
}
