/** More than this is read at both ends: what breaks out stands at the start, what follows at the end. */
const LONGEST = 2048;
const END = LONGEST / 2;

/**
 * One spelling for many: lower case, percent signs, entities, escapes and compatibility forms decoded (twice, for
 * attackers do it twice), comments of SQL read as spaces, white space joined. At most about 2,048 characters.
 */
export function normalText(value: string): string {
  let text = value.length > LONGEST ? `${value.slice(0, END)} ${value.slice(-END)}` : value;
  for (let round = 0; round < 2; round++) {
    const before = text;
    if (text.includes('%')) text = percent(text);
    if (text.includes('&')) text = entities(text);
    if (text.includes('\\')) text = escapes(text);
    if (text === before) break;
  }
  if (NOT_ASCII.test(text)) text = text.normalize('NFKC');
  // Runs of white space are one character, so that no pattern can spend its time in them.
  return text.toLowerCase().replaceAll(/\s+/g, (run) => (run.includes('\n') || run.includes('\r') ? '\n' : ' '));
}

const NOT_ASCII = /[^\0-\x7f]/;

function percent(text: string): string {
  return text
    .replaceAll(/%u00([0-9a-f]{2})/gi, (_, hex: string) => character(Number.parseInt(hex, 16)))
    .replaceAll(/(?:%[0-9a-f]{2})+/gi, (run) => {
      try {
        return decodeURIComponent(run);
      } catch {
        // Overlong and broken sequences are a sign of their own, so they stay.
        return run.replaceAll(/%([0-7][0-9a-f])/gi, (_, hex: string) => character(Number.parseInt(hex, 16)));
      }
    });
}

const NAMED: Readonly<Record<string, string>> = {
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  amp: '&',
  colon: ':',
  lpar: '(',
  rpar: ')',
  tab: ' ',
  newline: '\n',
  nbsp: ' ',
  sol: '/',
  grave: '`',
  equals: '=',
};

function entities(text: string): string {
  return text
    .replaceAll(/&#x0{0,6}([0-9a-f]{1,6});?/gi, (_, hex: string) => character(Number.parseInt(hex, 16)))
    .replaceAll(/&#0{0,6}(\d{1,7});?/g, (_, digits: string) => character(Number(digits)))
    .replaceAll(/&([a-z]{2,7});/gi, (whole, name: string) => NAMED[name.toLowerCase()] ?? whole);
}

function escapes(text: string): string {
  return text
    .replaceAll(/\\u\{?0{0,4}([0-9a-f]{2,4})\}?/gi, (_, hex: string) => character(Number.parseInt(hex, 16)))
    .replaceAll(/\\x([0-9a-f]{2})/gi, (_, hex: string) => character(Number.parseInt(hex, 16)));
}

function character(code: number): string {
  return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : '\0';
}
