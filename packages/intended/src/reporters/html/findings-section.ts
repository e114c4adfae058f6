import { compareFindings } from '#finding/compare';
import type { Finding, Report } from '#finding/finding';
import { formatPlace } from '#source/place';
import { openFindings } from '../verdict.ts';
import type { Markup } from './markup.ts';
import { markup, prose } from './markup.ts';
import { starsMarkup } from './matrix-section.ts';

/** Every finding, the worst first, accepted ones last and paler. */
export function findingsSection(report: Report, numberById: ReadonlyMap<string, number>): Markup {
  if (report.findings.length === 0) return markup``;
  const open = openFindings(report).length;
  const accepted = report.findings.length - open;
  const about = accepted === 0 ? '' : `, ${accepted} accepted`;
  const findings = [...report.findings].sort(compareFindings).map((one) => findingMarkup(one, numberById));
  return markup`<section aria-labelledby="findings-title"><h2 id="findings-title">Findings <span class="quiet">${open} open${about}</span></h2>${findings}<p class="none" data-none=".finding" hidden>No finding fits the filter.</p></section>`;
}

function findingMarkup(finding: Finding, numberById: ReadonlyMap<string, number>): Markup {
  const numbers = finding.data.map((id) => numberById.get(id) ?? '').join(' ');
  const words = [
    finding.resource,
    finding.control,
    finding.title,
    finding.message,
    finding.location.file,
    ...finding.data,
  ].join(' ');
  const { accepted } = finding;
  const outcome = finding.outcome === 'undetermined' ? markup` <span class="tag">undetermined</span>` : markup``;
  const acceptance =
    accepted === undefined ? markup`` : markup`<p><span class="label">Accepted</span>${prose(accepted.because)}</p>`;
  return markup`<article class="finding${accepted === undefined ? '' : ' accepted'}" data-item="${finding.resource}" data-words="${words}" data-classes="${numbers}" data-stars="${finding.starsMax}" data-beyond="yes">
<h3>${starsMarkup(finding.stars, finding.starsMax)}<span>${finding.resource}: ${finding.title}</span>${outcome}</h3>
<div class="where"><span class="at">${formatPlace(finding.location)}</span><span>${finding.severity}</span><span>${finding.control}</span><span class="at">${finding.fingerprint}</span></div>
<p class="message">${prose(finding.message)}</p>${acceptance}
<p><span class="label">Why</span>${prose(finding.why)}</p>
<p><span class="label">Fix</span>${prose(finding.fix)}</p>
${pathOf(finding)}</article>
`;
}

function pathOf(finding: Finding): Markup {
  if (finding.related.length === 0) return markup``;
  const hops = finding.related.map(
    (hop) => markup`<li>${prose(hop.message)}<span class="at">${formatPlace(hop.location)}</span></li>`,
  );
  return markup`<details><summary>Evidence, hop by hop</summary><ol class="path">${hops}</ol></details>`;
}
