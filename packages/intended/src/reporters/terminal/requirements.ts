import type { Requirement } from '#frameworks/requirements';
import type { Framework } from '#frameworks/table';
import { count } from '../verdict.ts';
import { columns, wordsOf } from './layout.ts';
import type { TerminalOptions } from './style.ts';
import { styleOf } from './style.ts';

const ORDER: readonly Requirement['status'][] = ['not met', 'undetermined', 'met', 'not judged here'];

/** A report grouped by the requirements of one framework. */
export function renderRequirements(
  framework: Framework,
  requirements: readonly Requirement[],
  options: TerminalOptions,
): string {
  const style = styleOf(options);
  const paint = { 'not met': style.bad, undetermined: style.warn, met: style.good, 'not judged here': style.dim };
  const sums = ORDER.map((status) => `${requirements.filter((one) => one.status === status).length} ${status}`);
  const widths = [22, 16, Math.max(30, style.width - 44)];
  const lines = requirements
    .filter(({ status }) => options.verbose || status !== 'not judged here')
    .flatMap((one) =>
      columns([wordsOf(one.id, style.bold), wordsOf(one.status, paint[one.status]), wordsOf(wordsFor(one))], widths),
    );
  const head = `${framework.title} ${framework.version}: ${count(requirements.length, 'requirement')} that configuration speaks to: ${sums.join(', ')}`;
  return `\n ${head}\n\n${lines.map((line) => ` ${line}`.trimEnd()).join('\n')}\n`;
}

function wordsFor({ status, findings, asked, satisfied, controls }: Requirement): string {
  if (status === 'not judged here') return controls.join(', ');
  const what = findings.map(({ control, resource }) => `${control} on ${resource}`);
  const shown = what.slice(0, 6).join(', ');
  const more = what.length > 6 ? ` and ${what.length - 6} more` : '';
  return `${satisfied} of ${asked} as they should be${what.length === 0 ? '' : `; ${shown}${more}`}`;
}
