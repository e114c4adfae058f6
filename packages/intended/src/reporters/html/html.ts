import type { Report, StepStatus } from '#finding/finding';
import { formatPlace } from '#source/place';
import { count, DEFINITION, verdict } from '../verdict.ts';
import { eligibilitySection } from './eligibility-section.ts';
import { findingsSection } from './findings-section.ts';
import { flowPicture } from './flow-picture.ts';
import type { Markup } from './markup.ts';
import { markup, prose, trusted } from './markup.ts';
import { classNumbers, matrixSection } from './matrix-section.ts';
import { PAGE_SCRIPT } from './page-script.ts';
import { PAGE_STYLE } from './page-style.ts';

/**
 * SHA-256 of the page's script, checked by a test: with it in the page's content security policy no other script
 * runs, even if a name from a template should ever slip through as markup.
 */
export const SCRIPT_DIGEST = 'sha256-Ee2QvwL4qwZEwme5TMj/sj+Z4PcCvchgMdStbKEq9Bs=';

/** One self-contained page: no network, readable without its script, all words from templates escaped. */
export function renderHtml(report: Report): string {
  const numberById = classNumbers(report);
  const policy = `default-src 'none'; style-src 'unsafe-inline'; script-src '${SCRIPT_DIGEST}'; base-uri 'none'; form-action 'none'`;
  return markup`<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="${trusted(policy)}"><meta name="viewport" content="width=device-width, initial-scale=1"><meta name="referrer" content="no-referrer"><title>${report.app.name}: intended and potential data</title><style>${trusted(PAGE_STYLE)}</style></head>
<body>${heading(report)}<main>
<ol class="steps" aria-label="The steps">${report.steps.map(step)}</ol>
${doubts(report)}
${flowPicture(report)}
${filter(report, numberById)}
${matrixSection(report)}
${findingsSection(report, numberById)}
${eligibilitySection(report)}
${classes(report)}
</main><footer>${report.tool.name} ${report.tool.version}. Stars are ordinal, 0 to 5: how bad it would be, not how likely. Potential is what arrives if one component misbehaves.</footer>
<script>${trusted(PAGE_SCRIPT)}</script></body></html>
`.html;
}

function heading(report: Report): Markup {
  const { app } = report;
  const about = [app.name, ...app.dialects, count(app.templates.length, 'template'), intentOf(report)].join(' · ');
  return markup`<header><div><p class="about">${about}</p><h1>${verdict(report)}</h1><p class="creed">${DEFINITION}</p></div><button type="button" class="toggle" hidden>Dark</button></header>`;
}

function intentOf({ intent }: Report): string {
  return intent.origin === 'file'
    ? `intent from ${intent.file ?? 'a file'}`
    : 'intent proposed, reviewed by nobody yet';
}

const STATES: Readonly<Record<StepStatus['status'], string>> = {
  'as-intended': 'As intended',
  attention: 'Attention',
  unknown: 'Unknown',
  'not-measured': 'Not measured',
};

function step(one: StepStatus): Markup {
  const findings = one.findings === 0 ? '' : `${count(one.findings, 'finding')}; `;
  return markup`<li class="${one.status}"><span class="number">${one.step}</span><b>${one.title}</b><span class="what"><span class="state">${STATES[one.status]}</span>: ${findings}${prose(one.summary)}</span></li>`;
}

function doubts(report: Report): Markup {
  if (report.complete && report.diagnostics.length === 0) return markup``;
  const items = report.diagnostics.map(
    ({ severity, place, message }) =>
      markup`<li>${severity}: <span class="at">${formatPlace(place)}</span> ${prose(message)}</li>`,
  );
  const head = report.complete ? 'About the files read' : 'The picture is incomplete: it may be wider than shown';
  return markup`<section class="doubts"><strong>${head}</strong>${items.length === 0 ? markup`` : markup`<ul>${items}</ul>`}</section>`;
}

function filter(report: Report, numberById: ReadonlyMap<string, number>): Markup {
  if (report.matrix.length === 0) return markup``;
  const options = [...numberById].map(([id, number]) => markup`<option value="${number}">${id}</option>`);
  const stars = [1, 2, 3, 4, 5].map((number) => markup`<option value="${number}">${number} and more</option>`);
  return markup`<div class="filter" role="search" hidden><input type="search" id="words" placeholder="Filter services and findings  ( / )" aria-label="Filter services and findings"><label>Data <select id="class"><option value="">any</option>${options}</select></label><label>Stars <select id="stars"><option value="0">any</option>${stars}</select></label><label><input type="checkbox" id="beyond"> beyond intent only</label><output id="told" aria-live="polite"></output><button type="button" id="clear" hidden>Clear</button></div>`;
}

function classes(report: Report): Markup {
  if (report.data.length === 0) return markup``;
  const rows = [...report.data]
    .sort((a, b) => b.value - a.value)
    .map((one) => {
      const evidence = one.evidence
        .slice(0, 3)
        .map(({ what, file, line }) => markup`${prose(what)} <span class="at">${file}:${line}</span><br>`);
      return markup`<tr><td><span class="chip">${one.id}</span></td><td>${one.title}</td><td>${one.value} of 4</td><td>${one.class}</td><td>${one.requires.join(', ') || '–'}</td><td class="quiet">${evidence}</td></tr>`;
    });
  return markup`<section aria-labelledby="data-title"><h2 id="data-title">The data</h2><div class="scroll"><table class="classes"><thead><tr><th scope="col">Class</th><th scope="col">What it is</th><th scope="col">Value</th><th scope="col">Kind</th><th scope="col">Requires</th><th scope="col">Seen</th></tr></thead><tbody>${rows}</tbody></table></div></section>`;
}
