import type { Diagnostic } from '#source/place';
import { formatPlace } from '#source/place';
import type { Io } from './io.ts';

/** One line each to standard error. Names in messages come from templates: no control character may reach the terminal. */
export function printDiagnostics(diagnostics: readonly Diagnostic[], io: Io): void {
  for (const { severity, place, message } of diagnostics) {
    const line = `${formatPlace(place)}: ${severity}: ${message}`;
    io.stderr.write(`${line.replace(/\p{Cc}+/gu, ' ')}\n`);
  }
}
