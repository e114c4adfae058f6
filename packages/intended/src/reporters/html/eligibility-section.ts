import type { EligibilityCell, Report } from '#finding/finding';
import { eligibilityTable, verdictText } from '../eligibility-table.ts';
import type { Markup } from './markup.ts';
import { markup } from './markup.ts';

/** Which service may hold what the data asks for, with the evidence of each answer. */
export function eligibilitySection(report: Report): Markup {
  const { programs, rows, laws } = eligibilityTable(report);
  if (programs.length === 0 && laws.length === 0) return markup``;
  const law =
    laws.length === 0
      ? markup``
      : markup`<p class="quiet">${laws.join(', ')}: no list exists for a law; it binds the app, whatever it uses.</p>`;
  if (programs.length === 0)
    return markup`<section aria-labelledby="eligible-title"><h2 id="eligible-title">Eligibility</h2>${law}</section>`;
  const heads = programs.flatMap((program) => [
    markup`<th scope="col">${program}, intended</th>`,
    markup`<th scope="col">${program}, potential</th>`,
  ]);
  const body = rows.map(({ service, intended, potential }) => {
    const cells = programs.flatMap((_, index) => [cellMarkup(intended[index]), cellMarkup(potential[index])]);
    return markup`<tr><th scope="row">${service}</th>${cells}</tr>`;
  });
  return markup`<section aria-labelledby="eligible-title"><h2 id="eligible-title">Eligibility</h2><div class="scroll"><table class="classes"><thead><tr><th scope="col">Service</th>${heads}</tr></thead><tbody>${body}</tbody></table></div>${law}</section>`;
}

function cellMarkup(cell: EligibilityCell | undefined): Markup {
  if (cell === undefined) return markup`<td class="quiet">–</td>`;
  return markup`<td>${verdictText(cell)}<br><span class="quiet">${cell.data.join(', ')}: ${cell.evidence}</span></td>`;
}
