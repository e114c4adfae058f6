import type { EligibilityCell, Finding, MatrixRow, StepStatus } from '#finding/finding';
import type { DataClass, Intent } from '#intent/intent';

/** The eleven steps of the first talk and the definition they start from. */
export const STEP_TITLES: readonly string[] = [
  'Works as intended, and only as intended',
  'Know what data is in the app',
  'Know what the data is worth',
  'Know which services access it',
  'Check that they are eligible for it',
  'Configure each service',
  'Test configurations in CI and production',
  'Write better code',
  'Reduce and verify dependencies',
  'Test the code',
  'Security-test and profile',
  'Monitor the flow of information',
];

export interface StepFacts {
  readonly intent: Intent;
  readonly classes: readonly DataClass[];
  readonly matrix: readonly MatrixRow[];
  readonly findings: readonly Finding[];
  readonly eligibility: readonly EligibilityCell[];
  readonly complete: boolean;
  readonly configuration: { readonly asked: number; readonly satisfied: number };
}

/** The scoreboard. What nothing in this version looks at is said to be not measured, never passed. */
export function stepsOf(facts: StepFacts): readonly StepStatus[] {
  return STEP_TITLES.map((title, step) => {
    const open = facts.findings.filter(
      (finding) => finding.accepted === undefined && (step === 0 || finding.step === step),
    );
    return { step, title, findings: open.length, ...statusOf(step, open, facts) };
  });
}

function statusOf(step: number, open: readonly Finding[], facts: StepFacts): Pick<StepStatus, 'status' | 'summary'> {
  switch (step) {
    case 0:
      return proof(open, facts);
    case 1:
      return inventory(facts);
    case 2:
      return worth(facts);
    case 3:
      return access(open, facts);
    case 4:
      return eligible(open, facts);
    case 5:
      return configured(open, facts);
    default:
      return { status: 'not-measured', summary: 'this version does not look at it yet' };
  }
}

function proof(open: readonly Finding[], { matrix, complete }: StepFacts): Pick<StepStatus, 'status' | 'summary'> {
  const beyond = matrix.filter((row) => row.excess.length > 0 || row.leak.length > 0).length;
  if (open.some((finding) => finding.outcome === 'violated'))
    return {
      status: 'attention',
      summary:
        beyond === 0
          ? `no service of ${matrix.length} can do more than intended, but other steps have findings`
          : `${count(beyond, 'service')} of ${matrix.length} can do or already do more than intended`,
    };
  if (matrix.length === 0) return { status: 'unknown', summary: 'no service could be read' };
  if (!complete || matrix.some((row) => !row.complete))
    return { status: 'unknown', summary: 'part of the app could not be read, so this cannot be said' };
  return { status: 'as-intended', summary: `no service of ${matrix.length} can do more than intended` };
}

function inventory({ intent, classes }: StepFacts): Pick<StepStatus, 'status' | 'summary'> {
  if (intent.origin === 'file')
    return {
      status: 'as-intended',
      summary: `${count(classes.length, 'data class', 'data classes')} declared in \`${intent.file ?? 'intended.yaml'}\``,
    };
  return {
    status: 'unknown',
    summary: `${count(classes.length, 'data class', 'data classes')} proposed from templates and code; nobody has accepted them`,
  };
}

function worth({ intent, classes }: StepFacts): Pick<StepStatus, 'status' | 'summary'> {
  const most = classes.reduce((value, dataClass) => Math.max(value, dataClass.value.confidentiality), 0);
  if (intent.origin === 'file') return { status: 'as-intended', summary: `values declared, the highest ${most} of 4` };
  return { status: 'unknown', summary: 'values are defaults by kind of data; nobody has accepted them' };
}

function access(open: readonly Finding[], { matrix, complete }: StepFacts): Pick<StepStatus, 'status' | 'summary'> {
  if (matrix.length === 0) return { status: 'unknown', summary: 'no service could be read' };
  const cells = matrix.reduce((sum, row) => sum + row.excess.length, 0);
  const leaks = matrix.reduce((sum, row) => sum + row.leak.length, 0);
  const unread = matrix.filter((row) => !row.complete).length;
  const summary = `${count(matrix.length, 'service')}: ${count(cells, 'access', 'accesses')} too many, ${count(leaks, 'leak')}${unread === 0 ? '' : `, ${unread} not read to the end`}`;
  if (open.some((finding) => finding.outcome === 'violated')) return { status: 'attention', summary };
  return { status: !complete || unread > 0 || open.length > 0 ? 'unknown' : 'as-intended', summary };
}

function eligible(open: readonly Finding[], { eligibility }: StepFacts): Pick<StepStatus, 'status' | 'summary'> {
  const needed = eligibility.filter(({ data, verdict }) => data.length > 0 && !verdict.startsWith('no list'));
  if (eligibility.length === 0)
    return { status: 'as-intended', summary: 'no class of data asks for a compliance program' };
  const programs = new Set(needed.map(({ program }) => program)).size;
  if (programs === 0)
    return { status: 'as-intended', summary: 'the data asks for laws only, of which no list of services exists' };
  const good = needed.filter(({ verdict }) => verdict === 'eligible').length;
  const summary = `${count(programs, 'program')} asked for: ${good} of ${count(needed.length, 'answer')} eligible`;
  if (open.some((finding) => finding.outcome === 'violated')) return { status: 'attention', summary };
  return { status: good < needed.length ? 'unknown' : 'as-intended', summary };
}

function configured(
  open: readonly Finding[],
  { configuration, findings }: StepFacts,
): Pick<StepStatus, 'status' | 'summary'> {
  const { asked, satisfied } = configuration;
  const undecided = open.filter((finding) => finding.outcome === 'undetermined').length;
  const accepted = findings.filter((finding) => finding.step === 5 && finding.accepted !== undefined).length;
  const summary = [
    `${satisfied} of ${count(asked, 'question')} of configuration as they should be`,
    ...(accepted === 0 ? [] : [`${accepted} accepted`]),
    ...(undecided === 0 ? [] : [`${undecided} not decided by the templates`]),
  ].join(', ');
  if (asked === 0) return { status: 'unknown', summary: 'no resource that a control is about was found' };
  if (open.some((finding) => finding.outcome === 'violated')) return { status: 'attention', summary };
  return { status: undecided > 0 ? 'unknown' : 'as-intended', summary };
}

function count(number: number, one: string, many = `${one}s`): string {
  return `${number} ${number === 1 ? one : many}`;
}
