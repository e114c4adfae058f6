import type { Finding, Report } from '#finding/finding';
import type { Difference } from './compare.ts';
import type { Description, StackResource } from './describe.ts';
import type { Json } from './json.ts';
import type { Overlaid } from './overlay.ts';
import { safeValue } from './safe-value.ts';
import type { Judgement } from './verification.ts';

export interface Compared {
  readonly resources: readonly StackResource[];
  readonly descriptions: ReadonlyMap<string, Description>;
  readonly overlaid: ReadonlyMap<string, Overlaid>;
  readonly asWritten: Report;
  readonly asDeployed: Report;
}

/** Every answer about the deployed resources: what controls say, what is not as written, and what could not be read. */
export function judgementsOf(compared: Compared): readonly Judgement[] {
  const { resources, overlaid } = compared;
  const typeOf = new Map(resources.map(({ logicalId, type }) => [logicalId, type]));
  return [
    ...controlJudgements(compared, typeOf),
    ...resources.flatMap((resource) => [
      ...(overlaid.get(resource.logicalId)?.differences ?? []).map((one) => differing(resource, one)),
      ...attached(resource, compared),
      ...notRead(resource, compared),
    ]),
  ];
}

const keyOf = ({ control, resource }: { readonly control: string; readonly resource: string }): string =>
  `${control}\n${resource}`;

function controlJudgements(
  { asWritten, asDeployed, descriptions }: Compared,
  typeOf: ReadonlyMap<string, string>,
): readonly Judgement[] {
  const before = new Map((asWritten.answers ?? []).map((answer) => [keyOf(answer), answer.kind]));
  const findings = new Map(asDeployed.findings.map((finding) => [keyOf(finding), finding]));
  return (asDeployed.answers ?? []).flatMap((answer): Judgement[] => {
    const { control, resource, kind } = answer;
    const description = descriptions.get(resource);
    // A resource that could not be read is said once, not once for each control.
    if (description !== undefined && description.kind !== 'read') return [];
    const common = { control, resource, type: typeOf.get(resource) ?? '' };
    const finding = findings.get(keyOf(answer));
    if (kind === 'satisfied' || finding === undefined || finding.accepted !== undefined) {
      const accepted = finding?.accepted === undefined ? '' : `accepted: ${finding.accepted.because}`;
      return [{ ...common, verdict: 'pass', message: accepted }];
    }
    const verdict =
      kind === 'undetermined' ? 'undetermined' : before.get(keyOf(answer)) === 'satisfied' ? 'drift' : 'fail';
    return [{ ...common, verdict, severity: finding.severity, message: messageOf(finding, verdict) }];
  });
}

function messageOf(finding: Finding, verdict: string): string {
  return verdict === 'drift' ? `${finding.message}; the template is right` : finding.message;
}

function differing({ logicalId, type }: StackResource, difference: Difference): Judgement {
  const expected = safeValue(difference.path, difference.expected);
  const actual = safeValue(difference.path, difference.actual);
  return {
    verdict: 'drift',
    resource: logicalId,
    type,
    property: difference.path,
    message: `\`${difference.path}\` is ${spoken(actual)}, not ${spoken(expected)}`,
    ...(expected === undefined ? {} : { expected }),
    ...(actual === undefined ? {} : { actual }),
  };
}

function attached({ logicalId, type }: StackResource, { descriptions }: Compared): readonly Judgement[] {
  const description = descriptions.get(logicalId);
  const extras = description?.kind === 'read' ? (description.extras ?? []) : [];
  return extras.map(({ what, properties }) => ({
    verdict: 'drift',
    resource: logicalId,
    type,
    message: `\`${logicalId}\` has ${what} that the template does not have`,
    actual: safeValue('', properties) ?? null,
  }));
}

const LONGEST = 120;

function spoken(value: Json | undefined): string {
  if (value === undefined) return 'not set';
  const text = JSON.stringify(value);
  return text.length > LONGEST ? `\`${text.slice(0, LONGEST)}…\`` : `\`${text}\``;
}

function notRead({ logicalId, type }: StackResource, compared: Compared): readonly Judgement[] {
  const description = compared.descriptions.get(logicalId);
  const common = { resource: logicalId, type };
  if (description === undefined) return [];
  if (description.kind === 'gone') {
    return [{ ...common, verdict: 'drift', severity: 'high', message: 'the stack has it, but it is no more' }];
  }
  const isAsked = (compared.asDeployed.answers ?? []).some(({ resource }) => resource === logicalId);
  if (!isAsked) return [];
  if (description.kind === 'unreadable') {
    const action = description.action === undefined ? {} : { action: description.action };
    return [{ ...common, verdict: 'undetermined', message: description.why, ...action }];
  }
  return description.unread.map(({ action, why, properties }) => ({
    ...common,
    verdict: 'undetermined',
    message: `${why}, so \`${properties.join('`, `')}\` was not read`,
    action,
  }));
}
