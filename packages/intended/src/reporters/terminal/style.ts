import { createColors } from 'picocolors';
import type { Severity } from '#finding/finding';
import { starBar } from '../stars.ts';
import type { Paint } from './layout.ts';

export interface TerminalOptions {
  /** Columns; text is laid out for 72 to 140 of them. */
  readonly width: number;
  readonly colors: boolean;
  /** False for terminals that show plain ASCII only. */
  readonly unicode: boolean;
  /** Every finding and every diagnostic, not only the worst. */
  readonly verbose: boolean;
  /** The path that was judged, as typed: what to run next names it, too. Absent for the folder itself. */
  readonly path?: string;
}

export interface Style {
  readonly width: number;
  readonly verbose: boolean;
  readonly bold: Paint;
  readonly dim: Paint;
  readonly good: Paint;
  readonly bad: Paint;
  readonly warn: Paint;
  readonly code: Paint | undefined;
  readonly rule: string;
  readonly arrow: string;
  readonly dot: string;
  readonly ok: string;
  readonly cross: string;
  readonly question: string;
  readonly dash: string;
  /** Stars in the colour of their number. */
  stars(stars: number, starsMax: number): { readonly text: string; readonly paint: Paint };
  severity(severity: Severity): Paint;
}

export function styleOf(options: TerminalOptions): Style {
  const colors = createColors(options.colors);
  const { unicode } = options;
  const byStars = (stars: number): Paint =>
    stars >= 4
      ? (text) => colors.bold(colors.red(text))
      : stars >= 3
        ? colors.yellow
        : stars >= 1
          ? String
          : colors.dim;
  return {
    width: Math.min(140, Math.max(72, options.width)),
    verbose: options.verbose,
    bold: colors.bold,
    dim: colors.dim,
    good: colors.green,
    bad: colors.red,
    warn: colors.yellow,
    code: options.colors ? colors.cyan : undefined,
    rule: unicode ? '─' : '-',
    arrow: unicode ? '→' : '->',
    dot: unicode ? '·' : '-',
    ok: unicode ? '✔' : '+',
    cross: unicode ? '✖' : 'x',
    question: '?',
    dash: unicode ? '–' : '-',
    stars: (stars, starsMax) => ({
      text: starBar(stars, starsMax, unicode),
      paint: byStars(Math.max(stars, starsMax)),
    }),
    severity: (severity) =>
      severity === 'critical' || severity === 'high' ? colors.red : severity === 'medium' ? colors.yellow : colors.dim,
  };
}
