import type { Report } from '#finding/finding';
import { starRange } from '../stars.ts';
import { count } from '../verdict.ts';
import { textWidth } from '../text-width.ts';
import type { EdgeKind } from './flow-graph.ts';
import { flowGraph } from './flow-graph.ts';
import type { PlacedEdge, PlacedNode } from './flow-layout.ts';
import { layoutFlow, NODE_HEIGHT, NODE_WIDTH } from './flow-layout.ts';
import type { Markup } from './markup.ts';
import { markup } from './markup.ts';

const LETTERS = 21;

/** The data-flow map: intended edges solid, what is beyond them dashed; a click on a node filters the page. */
export function flowPicture(report: Report): Markup {
  const graph = flowGraph(report);
  if (graph.nodes.length === 0) return markup``;
  const { width, height, nodes, edges } = layoutFlow(graph);
  const titleById = new Map(report.data.map((one) => [one.id, one.title]));
  const note =
    graph.hidden === 0
      ? markup``
      : markup`<p class="quiet">${count(graph.hidden, 'service')} not drawn: milder ones, or those with no known flow. The table below has all.</p>`;
  return markup`<section id="map" aria-labelledby="map-title">
<h2 id="map-title">Where the data goes</h2>
<ul class="legend">${(['intended', 'path', 'leak', 'excess'] as const).map(legend)}</ul>
<div class="scroll" tabindex="0" role="group" aria-label="Data-flow map">
<svg viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="group" aria-label="Services and the data that flows between them">
<defs>${(['intended', 'path', 'leak', 'excess'] as const).map(arrowHead)}</defs>
${edges.toReversed().map((edge) => edgeMarkup(edge, titleById))}
${nodes.map(nodeMarkup)}
</svg></div>${note}</section>`;
}

const LEGEND: Readonly<Record<EdgeKind, string>> = {
  intended: 'intended',
  path: 'the way there',
  leak: 'happens, undeclared',
  excess: 'could happen, not intended',
};

function legend(kind: EdgeKind): Markup {
  return markup`<li><svg width="34" height="10" aria-hidden="true"><path class="edge ${kind}" d="M1 5H33"/></svg>${LEGEND[kind]}</li>`;
}

function arrowHead(kind: EdgeKind): Markup {
  return markup`<marker id="head-${kind}" viewBox="0 0 8 8" refX="2" refY="4" markerWidth="8" markerHeight="8" markerUnits="userSpaceOnUse" orient="auto"><path class="head ${kind}" d="M0 0.5L8 4L0 7.5z"/></marker>`;
}

function edgeMarkup({ edge, path }: PlacedEdge, titleById: ReadonlyMap<string, string>): Markup {
  const data = edge.data.map((id) => titleById.get(id) ?? id).join(', ');
  const words = `${edge.from} → ${edge.to}: ${edge.how.join(', ')}${data === '' ? '' : ` (${data})`} – ${LEGEND[edge.kind]}`;
  return markup`<g class="flow" data-from="${edge.from}" data-to="${edge.to}"><title>${words}</title><path class="touch" d="${path}"/><path class="edge ${edge.kind}" d="${path}" marker-end="url(#head-${edge.kind})"/></g>
`;
}

function nodeMarkup({ node, x, y }: PlacedNode): Markup {
  const risk = Math.max(node.stars, node.starsMax);
  const stars = starRange(node.stars, node.starsMax);
  const words = `${node.id}, ${node.kind}${risk > 0 ? `, ${stars} stars` : ''}`;
  const rating =
    risk > 0
      ? markup`<text class="rating" x="${NODE_WIDTH - 12}" y="38" text-anchor="end">${'★'.repeat(node.stars)}${'✩'.repeat(risk - node.stars)}</text>`
      : markup``;
  return markup`<g class="node risk-${risk}" tabindex="0" role="button" aria-pressed="false" aria-label="${words}" data-node="${node.id}" transform="translate(${x} ${y})"><title>${words}</title><rect width="${NODE_WIDTH}" height="${NODE_HEIGHT}" rx="9"/><rect class="band" width="5" height="${NODE_HEIGHT - 18}" x="0" y="9" rx="2.5"/><text class="name" x="16" y="${21}">${shortened(node.id)}</text><text class="kind" x="16" y="38">${node.kind}</text>${rating}</g>
`;
}

function shortened(name: string): string {
  if (textWidth(name) <= LETTERS) return name;
  const signs = [...name];
  return `${signs.slice(0, 12).join('')}…${signs.slice(-7).join('')}`;
}
