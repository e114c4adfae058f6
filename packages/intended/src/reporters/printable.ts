/**
 * Text fit for one line of a terminal, log or pull request: names come from templates that anyone may have written,
 * so control characters (escape sequences, carriage returns) and invisible direction marks become spaces.
 */
export function printable(text: string): string {
  return text.replace(UNPRINTABLE, ' ');
}

// Unicode Cc (controls), line and paragraph separators, and the bidirectional marks that can reorder what is read.
const UNPRINTABLE = /[\p{Cc}\u2028\u2029\u200e\u200f\u202a-\u202e\u2066-\u2069]+/gu;
