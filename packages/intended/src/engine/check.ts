import { compareRows } from '#finding/compare';
import type { EligibilityCell, Finding, MatrixRow, Report, ReportClass, ReportFlow } from '#finding/finding';
import type { DataClass, Intent } from '#intent/intent';
import type { Diagnostic } from '#source/place';
import { wholeFile } from '#source/place';
import type { Faults } from '#analyses/reach/holdings';
import type { PackageTables } from '#source/package-tables';
import { applyAcceptances } from './acceptances.ts';
import { judgeAppEligibility } from './eligibility.ts';
import { gather } from './gather.ts';
import type { GatherRequest, Gathered } from './gather.ts';
import type { JudgedApp } from './judge-app.ts';
import { judgeApp } from './judge-app.ts';
import { intentFolder, readIntent } from './read-intent.ts';
import { stepsOf } from './steps.ts';
import { suppress } from './suppress.ts';
import { tellApart } from './tell-apart.ts';
import { startClock } from './timings.ts';
import type { Clock } from './timings.ts';
import { unreadCode, unreadCodeDiagnostics } from './unread-code.ts';

export interface CheckRequest extends GatherRequest {
  readonly tables: PackageTables;
  /** Intent file relative to the root; undefined to look beside the templates. */
  readonly intent: string | undefined;
  readonly faults: Faults;
  /** Tool whose ids are shown beside ours, such as `checkov`; undefined for none. */
  readonly ids?: string | undefined;
  /** ISO date, for acceptances that end. */
  readonly today: string;
  readonly version: string;
  /** Milliseconds from any start. */
  readonly now: () => number;
}

/** Judges every app that the request names and gives one report. Bad input becomes diagnostics, never an error. */
export async function check(request: CheckRequest): Promise<Report> {
  const clock = startClock(request.now);
  const { apps, diagnostics } = await gather(request, clock);
  const parts: Part[] = [];
  for (const app of apps) parts.push(await judgePart(app, request, clock, apps.length));
  return assemble(parts, diagnostics, request, clock);
}

interface Part {
  readonly gathered: Gathered;
  readonly intent: Intent;
  readonly matrix: readonly MatrixRow[];
  readonly findings: readonly Finding[];
  readonly flows: readonly ReportFlow[];
  readonly eligibility: readonly EligibilityCell[];
  readonly diagnostics: readonly Diagnostic[];
  readonly configuration: JudgedApp['configuration'];
}

async function judgePart(gathered: Gathered, request: CheckRequest, clock: Clock, apps: number): Promise<Part> {
  const file = readIntent(request.files, request.intent, intentFolder(gathered.application, request.files, apps));
  const judged = await judgeApp(gathered, file.intent, {
    tables: request.tables,
    faults: request.faults,
    clock,
    today: request.today,
  });
  const eligibility = await clock.time('eligibility', () =>
    judgeAppEligibility({ ...request, gathered, intent: judged.intent, matrix: judged.matrix }),
  );
  const suppressed = suppress(judged.findings, gathered.application, request);
  const found = [...suppressed.findings, ...eligibility.findings];
  const accepted = applyAcceptances(found, judged.matrix, judged.intent, request.files, request.today);
  const { application, handlers } = gathered;
  return {
    gathered,
    intent: judged.intent,
    matrix: judged.matrix,
    findings: accepted.findings,
    flows: judged.flows,
    eligibility: eligibility.cells,
    configuration: judged.configuration,
    diagnostics: [
      ...application.diagnostics,
      ...handlers.flatMap((facts) => facts.diagnostics),
      ...unreadCodeDiagnostics(application, handlers),
      ...file.diagnostics,
      ...judged.diagnostics,
      ...eligibility.diagnostics,
      ...suppressed.diagnostics,
      ...accepted.diagnostics,
      ...(judged.matrix.length === 0 ? [nothingToJudge(application.templates[0] ?? '.')] : []),
    ],
  };
}

function nothingToJudge(template: string): Diagnostic {
  const message = 'no service that could hold or move data was found in it, so there is nothing to judge';
  return { severity: 'note', place: wholeFile(template), message };
}

function assemble(parts: readonly Part[], found: readonly Diagnostic[], request: CheckRequest, clock: Clock): Report {
  const diagnostics = distinct([...found, ...withoutForeign(parts).flatMap((part) => part.diagnostics)]);
  const named = tellApart(
    parts.map((part) => ({
      ...part,
      app: part.gathered.application.name,
      template: part.gathered.application.templates[0] ?? '',
    })),
  );
  const matrix = named.flatMap((part) => part.matrix).toSorted(compareRows);
  const findings = named.flatMap((part) => part.findings);
  const eligibility = named.flatMap((part) => part.eligibility);
  const allCode = parts.every((part) => unreadCode(part.gathered.handlers).length === 0);
  const complete = allCode && !diagnostics.some((diagnostic) => diagnostic.severity === 'error');
  const classes = [
    ...new Map(
      parts.flatMap((part) => part.intent.data.map((dataClass) => [dataClass.id, dataClass] as const)),
    ).values(),
  ];
  const intent = parts.find((part) => part.intent.origin === 'file')?.intent ?? parts[0]?.intent;
  return {
    schemaVersion: 1,
    tool: { name: 'intended', version: request.version },
    app: {
      name: parts.map((part) => part.gathered.application.name).join(', ') || 'nothing found',
      root: request.files.root,
      dialects: [...new Set(parts.flatMap((part) => part.gathered.application.dialects))],
      templates: parts.flatMap((part) => part.gathered.application.templates),
    },
    intent: { origin: intent?.origin ?? 'proposed', file: intent?.file },
    complete,
    diagnostics,
    data: classes.map(reportClass),
    matrix,
    flows: named.flatMap((part) => part.flows),
    eligibility,
    steps:
      intent === undefined
        ? []
        : stepsOf({ intent, classes, matrix, findings, eligibility, complete, configuration: sumOf(parts) }),
    findings,
    answers: parts.flatMap((part) => part.configuration.answers),
    timings: clock.timings(),
  };
}

/** A file that several apps share says things of each: what one of them does not have is wrong only where none has it. */
function withoutForeign(parts: readonly Part[]): readonly { readonly diagnostics: readonly Diagnostic[] }[] {
  const keyOf = ({ place, message }: Diagnostic): string => `${place.file}:${place.line}:${place.column}:${message}`;
  return parts.map((part) => {
    const { file } = part.intent;
    const others = parts.filter((one) => one !== part && file !== undefined && one.intent.file === file);
    if (others.length === 0) return part;
    const said = others.map(({ diagnostics }) => new Set(diagnostics.map(keyOf)));
    return {
      diagnostics: part.diagnostics.filter(
        (one) => one.place.file !== file || said.every((keys) => keys.has(keyOf(one))),
      ),
    };
  });
}

function sumOf(parts: readonly Part[]): { readonly asked: number; readonly satisfied: number } {
  return {
    asked: parts.reduce((sum, { configuration }) => sum + configuration.asked, 0),
    satisfied: parts.reduce((sum, { configuration }) => sum + configuration.satisfied, 0),
  };
}

function reportClass(dataClass: DataClass): ReportClass {
  const { confidentiality, integrity, availability } = dataClass.value;
  return {
    id: dataClass.id,
    title: dataClass.title,
    value: Math.max(confidentiality, integrity, availability),
    class: dataClass.kind,
    requires: dataClass.requires,
    evidence: dataClass.evidence.map(({ what, strength, at }) => ({ what, strength, file: at.file, line: at.line })),
  };
}

function distinct(diagnostics: readonly Diagnostic[]): readonly Diagnostic[] {
  const byText = new Map(
    diagnostics.map((diagnostic) => [
      `${diagnostic.place.file}:${diagnostic.place.line}:${diagnostic.place.column}:${diagnostic.message}`,
      diagnostic,
    ]),
  );
  return [...byText.values()];
}
