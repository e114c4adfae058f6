import pc from 'picocolors';
import type { Judgement, Verdict, Verification } from '#live/verification';

/** The judgements as a table, worst first; what passes is only counted unless all is asked for. */
export function verifyTable(verification: Verification, withPasses: boolean, colors: boolean): string {
  const { stack, summary, judgements } = verification;
  const paint = pc.createColors(colors);
  const paintOf: Readonly<Record<Verdict, (text: string) => string>> = {
    drift: paint.red,
    fail: paint.red,
    undetermined: paint.yellow,
    pass: paint.green,
  };
  const rows = judgements.filter(({ verdict }) => withPasses || verdict !== 'pass').map(rowOf);
  const widths = [0, 1, 2, 3].map((column) => Math.max(0, ...rows.map(({ cells }) => cells[column]?.length ?? 0)));
  const lines = rows.map(({ verdict, cells, message }) => {
    const padded = cells.map((cell, column) => cell.padEnd(widths[column] ?? 0));
    return [paintOf[verdict](padded[0] ?? ''), ...padded.slice(1), message].join('  ').trimEnd();
  });
  const counts = `${summary.drift} drift, ${summary.fail} fail, ${summary.undetermined} undetermined, ${summary.pass} pass`;
  const title = paint.bold(`${stack.name} in ${stack.region}`);
  return `${[`${title}: ${counts}`, ...(lines.length === 0 ? [] : ['', ...lines])].join('\n')}\n`;
}

function rowOf(one: Judgement): { verdict: Verdict; cells: readonly string[]; message: string } {
  const cells = [one.verdict, one.severity ?? '', one.resource, one.control ?? ''];
  // Values come from an account: no control character may reach the terminal.
  return { verdict: one.verdict, cells, message: one.message.replaceAll(/\p{Cc}+/gu, ' ') };
}
