import type { StepStatus } from '#finding/finding';
import { count } from '../verdict.ts';
import { textWidth } from '../text-width.ts';
import type { Word } from './layout.ts';
import { columns, wordsOf } from './layout.ts';
import type { Style } from './style.ts';

/** The scoreboard: one line a step, and what is not measured said as plainly as the rest. */
export function stepLines(steps: readonly StepStatus[], style: Style): string[] {
  const title = Math.min(style.width < 96 ? 34 : 40, Math.max(...steps.map((step) => textWidth(step.title)), 10));
  const widths = [2, 1, title, Math.max(20, style.width - title - 10)];
  return steps.flatMap((step) => columns(cellsOf(step, style), widths).map((line) => ` ${line}`));
}

function cellsOf(step: StepStatus, style: Style): readonly (readonly Word[])[] {
  const number = [sign(String(step.step).padStart(2), style.dim)];
  const findings = step.findings > 0 ? `${count(step.findings, 'finding')}; ` : '';
  switch (step.status) {
    case 'as-intended':
      return [number, [sign(style.ok, style.good)], wordsOf(step.title), wordsOf(`${findings}${step.summary}`)];
    case 'attention':
      return [
        number,
        [sign(style.cross, style.bad)],
        wordsOf(step.title, style.bold),
        wordsOf(`${findings}${step.summary}`),
      ];
    case 'unknown':
      return [
        number,
        [sign(style.question, style.warn)],
        wordsOf(step.title),
        wordsOf(`unknown: ${findings}${step.summary}`),
      ];
    case 'not-measured':
      return [
        number,
        [sign(style.dash, style.dim)],
        wordsOf(step.title, style.dim),
        wordsOf(`not measured: ${step.summary}`, style.dim),
      ];
    default:
      return step.status satisfies never;
  }
}

function sign(text: string, paint: Word['paint']): Word {
  return { text, paint };
}
