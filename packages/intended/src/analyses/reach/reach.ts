import type { Finding, MatrixRow, ReportFlow } from '#finding/finding';
import type { HandlerFacts } from '#handlers/facts';
import type { DataClass, Intent } from '#intent/intent';
import type { Application } from '#model/application';
import type { Compute, Store } from '#model/node';
import type { Access } from '#policy/access';
import type { Diagnostic } from '#source/place';
import { wholeFile } from '#source/place';
import { indexClasses } from './class-set.ts';
import type { ClassIndex } from './class-set.ts';
import { bindClassifier } from './bind-classifier.ts';
import { codeFlows } from './code-flows.ts';
import { computeExposures } from './exposure.ts';
import { reachFindings } from './findings.ts';
import { computeHoldings } from './holdings.ts';
import type { Faults } from './holdings.ts';
import { readIntended } from './intended.ts';
import type { Picture } from './judge.ts';
import { buildLandscape, groupBy } from './landscape.ts';
import type { Landscape, Names } from './landscape.ts';
import { collectPublicAccess } from './public-access.ts';
import type { FlowGraph } from './flow.ts';
import { reportFlows } from './report-flows.ts';
import { requestFlows } from './request-flows.ts';
import { judgeRows } from './row.ts';
import { browserFlows, storeSeeds } from './store-seeds.ts';
import { collectUses } from './uses.ts';
import type { CapabilitiesOf, Uses } from './uses.ts';
import { wireFlows } from './wire-flows.ts';
import { computeWired } from './wired.ts';
import type { Wired } from './wired.ts';

export interface ReachInput {
  readonly application: Application;
  readonly handlers: readonly HandlerFacts[];
  readonly classes: readonly DataClass[];
  readonly intent: Intent;
  /** Nodes that only the intent file knows. */
  readonly declared: readonly (Store | Compute)[];
  readonly names: Names;
  readonly capabilitiesOf: CapabilitiesOf;
}

/** W and what is exercised: all that can be said before any policy is evaluated. */
export interface WiredPicture {
  readonly landscape: Landscape;
  readonly wired: Wired;
  readonly uses: Uses;
  readonly index: ClassIndex;
  readonly graph: FlowGraph;
  readonly capabilitiesOf: CapabilitiesOf;
}

/** The first half: what flows when nothing misbehaves. `init` proposes from it; `judgeReach` goes on from it. */
export function traceWired(input: ReachInput): WiredPicture {
  const index = indexClasses(input.classes);
  const classifier = bindClassifier(index);
  const landscape = buildLandscape(input.application, input.handlers, input.intent, input.names, input.declared);
  const uses = collectUses(landscape, input.capabilitiesOf);
  const code = codeFlows(landscape, uses, classifier);
  const requests = requestFlows(landscape, classifier);
  const graph: FlowGraph = {
    flows: [...requests.flows, ...wireFlows(landscape), ...browserFlows(landscape), ...code.flows],
    seeds: [...storeSeeds(landscape, classifier), ...requests.seeds, ...code.seeds],
  };
  return { landscape, wired: computeWired(graph), uses, index, graph, capabilitiesOf: input.capabilitiesOf };
}

export interface Reach {
  readonly matrix: readonly MatrixRow[];
  readonly findings: readonly Finding[];
  readonly flows: readonly ReportFlow[];
  readonly picture: Picture;
  /** What the analysis could not take into account. */
  readonly diagnostics: readonly Diagnostic[];
}

/** The second half: intended against potential, row by row. */
export function judgeReach(traced: WiredPicture, access: Access, faults: Faults): Reach {
  const { landscape, wired, uses, index, graph, capabilitiesOf } = traced;
  const intended = readIntended(landscape, index);
  const holdings = computeHoldings(landscape, wired, access, uses, faults);
  const exposures = computeExposures(landscape, access, uses);
  const picture: Picture = {
    landscape,
    index,
    access,
    uses,
    capabilitiesOf,
    wired,
    intended,
    holdings,
    exposures,
    publicAccess: collectPublicAccess(access),
    controlByIdentity: groupBy(access.control, (edge) => edge.identity),
  };
  const rows = judgeRows(picture);
  return {
    matrix: rows.map((judged) => judged.row),
    findings: reachFindings(rows, picture),
    flows: reportFlows(graph, picture),
    picture,
    diagnostics: tooManyClasses(index),
  };
}

/** A proposal for a large app may have more classes than a set holds: what is left out is said, not dropped. */
export function tooManyClasses({ classes, left }: Pick<ClassIndex, 'classes' | 'left'>): readonly Diagnostic[] {
  if (left.length === 0) return [];
  const names = left.map(({ id }) => `\`${id}\``).join(', ');
  return [
    {
      severity: 'warning',
      message: `more than ${classes.length} data classes: ${names} ${left.length === 1 ? 'is' : 'are'} not followed; join classes that are treated alike`,
      place: left[0]?.at ?? wholeFile(''),
    },
  ];
}
