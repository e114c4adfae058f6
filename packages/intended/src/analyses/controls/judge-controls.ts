import type { Answer, Finding } from '#finding/finding';
import { fingerprint } from '#finding/fingerprint';
import { starsOfSeverity } from '#finding/severity';
import type { Resource } from '#model/application';
import type { Diagnostic } from '#source/place';
import type { Context } from './context.ts';
import type { ControlFacts, ControlTable } from './control-table.ts';
import type { Control, Outcome } from './define-control.ts';
import { ownersOf } from './owners.ts';
import type { DataAt } from './severity-by-data.ts';
import { severityByData } from './severity-by-data.ts';
import { writtenName } from './written-name.ts';

export interface JudgedControls {
  readonly findings: readonly Finding[];
  /** The answer to every question, in order of asking. */
  readonly answers: readonly Answer[];
  /** How many questions had an answer, of how many asked. */
  readonly asked: number;
  readonly satisfied: number;
  readonly diagnostics: readonly Diagnostic[];
}

/** Asks every control of every resource of its types. One finding per control and resource as a person wrote it. */
export function judgeControls(controls: readonly Control[], table: ControlTable, context: Context): JudgedControls {
  const findings = new Map<string, Finding>();
  const diagnostics: Diagnostic[] = [];
  const answers: Answer[] = [];
  let asked = 0;
  let satisfied = 0;
  for (const control of controls) {
    const facts = table.get(control.id);
    for (const resource of context.ofType(...control.types)) {
      const outcome = judgeSafely(control, resource, context, diagnostics);
      if (outcome.kind === 'not-applicable') continue;
      asked++;
      answers.push({ control: control.id, resource: writtenName(resource, context.application), kind: outcome.kind });
      if (outcome.kind === 'satisfied') satisfied++;
      else keepWorse(findings, makeFinding(control, facts, resource, outcome, context));
    }
  }
  return { findings: [...findings.values()], answers, asked, satisfied, diagnostics };
}

/** A fault of ours in one control must not take the rest of the report with it. */
function judgeSafely(control: Control, resource: Resource, context: Context, diagnostics: Diagnostic[]): Outcome {
  try {
    return control.judge(resource, context);
  } catch (error) {
    const message = `control \`${control.id}\` failed on \`${resource.id}\`; please report this (${error instanceof Error ? error.message : String(error)})`;
    diagnostics.push({ severity: 'error', place: resource.at, message });
    return { kind: 'not-applicable' };
  }
}

/** Several resources may be expanded from one that a person wrote: a violation speaks for an open question. */
function keepWorse(findings: Map<string, Finding>, finding: Finding): void {
  const known = findings.get(finding.fingerprint);
  if (known === undefined || (known.outcome === 'undetermined' && finding.outcome === 'violated'))
    findings.set(finding.fingerprint, finding);
}

function makeFinding(
  control: Control,
  facts: ControlFacts | undefined,
  resource: Resource,
  outcome: Extract<Outcome, { kind: 'violated' | 'undetermined' }>,
  context: Context,
): Finding {
  const data = dataAbout(control, resource, context);
  const id = writtenName(resource, context.application);
  const severity = facts?.dataAware === true ? severityByData(control.severity, data) : control.severity;
  const stars = starsOfSeverity(severity);
  return {
    fingerprint: fingerprint(control.id, id),
    control: control.id,
    title: control.title,
    severity,
    confidence: outcome.kind === 'violated' ? 'high' : 'low',
    outcome: outcome.kind,
    stars: outcome.kind === 'violated' ? stars : 0,
    starsMax: stars,
    data: data.classes,
    resource: id,
    location: outcome.kind === 'violated' ? outcome.at : outcome.why.at,
    related: [],
    message: outcome.kind === 'violated' ? outcome.message : openMessage(control, id, outcome.why.why),
    why: control.why,
    fix: control.fix,
    step: 5,
    wip: 'provided',
    owasp2017: facts?.owasp2017,
    cwe: control.cwe,
    frameworks: [],
    accepted: undefined,
  };
}

function openMessage(control: Control, id: string, why: { cause: string; name: string }): string {
  return `cannot tell for \`${id}\`: ${control.title.toLowerCase()}? ${why.cause} \`${why.name}\` decides`;
}

function dataAbout(control: Control, resource: Resource, context: Context): DataAt {
  const ids = control.about?.(resource, context) ?? ownersOf(resource, context);
  const found = ids.flatMap((id) => context.dataOf(id) ?? []);
  const values = found.flatMap(({ value }) => value ?? []);
  return {
    classes: [...new Set(found.flatMap(({ classes }) => classes))],
    value: values.length === 0 ? undefined : Math.max(...values),
    exposed: found.some(({ exposed }) => exposed),
  };
}
