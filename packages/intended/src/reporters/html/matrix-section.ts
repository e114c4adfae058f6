import { compareRows } from '#finding/compare';
import type { Hop, MatrixRow, Report, ReportClass } from '#finding/finding';
import { formatPlace } from '#source/place';
import type { AccessGroup } from '../access-groups.ts';
import { accessGroups, accessPhrase } from '../access-groups.ts';
import { starRange } from '../stars.ts';
import type { Markup } from './markup.ts';
import { markup } from './markup.ts';

/** The matrix: one row a service, each departure from intent unfolding to its path. */
export function matrixSection(report: Report): Markup {
  if (report.matrix.length === 0) return markup``;
  const classById = new Map(report.data.map((one) => [one.id, one]));
  const numberById = classNumbers(report);
  const rows = [...report.matrix].sort(compareRows).map((row) => rowMarkup(row, classById, numberById));
  return markup`<section aria-labelledby="matrix-title"><h2 id="matrix-title" class="after">What each service could touch</h2>
<div class="scroll"><table class="matrix"><thead><tr><th scope="col">Service</th><th scope="col">Intended</th><th scope="col">Potential</th><th scope="col">Excess</th><th scope="col">Risk</th></tr></thead>
<tbody>${rows}</tbody></table></div><p class="none" data-none="tr[data-item]" hidden>No service fits the filter.</p></section>`;
}

/** Classes by number: ids are a person's words, and may hold spaces that a list in an attribute cannot. */
export function classNumbers(report: Report): ReadonlyMap<string, number> {
  const ids = new Set(report.data.map((one) => one.id));
  for (const row of report.matrix) for (const id of [...row.intended, ...row.potential]) ids.add(id);
  return new Map([...ids].map((id, index) => [id, index]));
}

export function starsMarkup(stars: number, starsMax: number): Markup {
  const high = Math.max(stars, starsMax);
  return markup`<span class="stars r${high}" role="img" aria-label="${starRange(stars, starsMax)} of 5 stars">${'★'.repeat(stars)}${'✩'.repeat(high - stars)}<i>${'★'.repeat(Math.max(0, 5 - high))}</i></span>`;
}

export function pathMarkup(hops: readonly Hop[]): Markup {
  if (hops.length === 0) return markup``;
  const items = hops.map((hop) => {
    const at = hop.at === undefined ? markup`` : markup`<span class="at">${formatPlace(hop.at)}</span>`;
    const from = hop.from === hop.to ? markup`` : markup`<b>${hop.from}</b> → `;
    return markup`<li>${from}<b>${hop.to}</b> ${hop.how}${at}</li>`;
  });
  return markup`<ol class="path">${items}</ol>`;
}

type Classes = ReadonlyMap<string, ReportClass>;

function rowMarkup(row: MatrixRow, classById: Classes, numberById: ReadonlyMap<string, number>): Markup {
  const groups = accessGroups(row);
  const intended = new Set(row.intended);
  const potential = row.potential.toSorted((a, b) => Number(!intended.has(a)) - Number(!intended.has(b)));
  const numbers = [...new Set([...row.intended, ...row.potential])].map((id) => numberById.get(id) ?? '').join(' ');
  const touched = [
    ...new Set(groups.flatMap((group) => [group.store, ...group.path.flatMap((hop) => [hop.from, hop.to])])),
  ];
  const words = [
    row.service,
    row.kind,
    row.type,
    ...row.intended,
    ...row.potential,
    ...groups.map((group) => accessPhrase(group, row.service)),
  ];
  const isBeyond = row.excess.length + row.leak.length > 0 ? 'yes' : 'no';
  const kind = row.complete ? row.kind : `${row.kind}, not read to the end`;
  const type = row.type === row.kind ? '' : row.type;
  return markup`<tr data-item="${row.service}" data-touches="${JSON.stringify(touched)}" data-words="${words.join(' ')}" data-classes="${numbers}" data-stars="${Math.max(row.stars, row.starsMax)}" data-beyond="${isBeyond}">
<td class="service"><b>${row.service}</b><span class="quiet">${kind}${type === '' ? '' : ` · ${type}`}</span></td>
<td class="set" data-head="Intended">${chips(row.intended, classById)}</td>
<td class="set" data-head="Potential">${chips(potential, classById, intended)}${cellsMarkup(row)}</td>
<td data-head="Excess">${groups.length === 0 ? markup`<span class="quiet">none</span>` : groups.map((group) => groupMarkup(group, row, classById))}</td>
<td class="risk" data-head="Risk">${starsMarkup(row.stars, row.starsMax)}<span class="quiet">${row.why}</span></td></tr>
`;
}

/** The path of every class of the row, folded until somebody asks. */
function cellsMarkup(row: MatrixRow): Markup {
  const cells = (row.cells ?? []).filter((cell) => cell.path.length > 0);
  if (cells.length === 0) return markup``;
  const parts = cells.map(
    (cell) =>
      markup`<p class="quiet"><b>${cell.data}</b> ${cell.column === 'wired' ? 'arrives as things stand' : 'could arrive if one component misbehaves'}</p>${pathMarkup(cell.path)}`,
  );
  return markup`<details class="cells"><summary class="quiet">how</summary>${parts}</details>`;
}

function groupMarkup(group: AccessGroup, row: MatrixRow, classById: Classes): Markup {
  const actions = group.actions.map((action) => markup`<code>${action}</code> `);
  return markup`<details class="access ${group.kind}"><summary><span class="phrase">${accessPhrase(group, row.service)}</span> ${chips(group.data, classById)}</summary>${pathMarkup(group.path)}${actions.length === 0 ? markup`` : markup`<p class="quiet">through ${actions}</p>`}</details>`;
}

function chips(ids: readonly string[], classById: Classes, intended?: ReadonlySet<string>): Markup | readonly Markup[] {
  if (ids.length === 0) return markup`<span class="quiet">nothing</span>`;
  return ids.map((id) => {
    const known = classById.get(id);
    const beyond = intended !== undefined && !intended.has(id) ? ' beyond' : '';
    const title = known === undefined ? id : `${known.title}, value ${known.value} of 4`;
    return markup`<span class="chip${beyond}" title="${title}">${id}</span>`;
  });
}
