import type { Diagnostic } from '#source/place';
import { wholeFile } from '#source/place';
import type { Acceptance } from './intent.ts';

/** As much of a finding as decides whether somebody answers for it. */
export interface AcceptableFinding {
  readonly control: string;
  /** Id of the resource or service. */
  readonly resource: string;
  /** Data classes concerned; empty where data plays no part. */
  readonly data: readonly string[];
  /** Stores concerned; empty where none is. */
  readonly stores: readonly string[];
}

/**
 * The acceptance that covers a finding on a day (`YYYY-MM-DD`), or undefined. Acceptances that name a data class or a store
 * cover only that part: the finding is accepted when together they cover all of it; the first of them is returned.
 */
export function matchAcceptance(
  finding: AcceptableFinding,
  acceptances: readonly Acceptance[],
  today: string,
): Acceptance | undefined {
  return acceptancesFor(finding, acceptances, today)[0];
}

/** All acceptances that together cover a finding, empty where they leave a part of it open. For telling which are used. */
export function acceptancesFor(
  finding: AcceptableFinding,
  acceptances: readonly Acceptance[],
  today: string,
): readonly Acceptance[] {
  const near = acceptances.filter((acceptance) => !isExpired(acceptance, today) && isAbout(acceptance, finding));
  const used = new Set<Acceptance>();
  for (const data of finding.data.length === 0 ? [undefined] : finding.data) {
    for (const store of finding.stores.length === 0 ? [undefined] : finding.stores) {
      const covering = near.find((acceptance) => covers(acceptance.data, data) && covers(acceptance.in, store));
      if (covering === undefined) return [];
      used.add(covering);
    }
  }
  return acceptances.filter((acceptance) => used.has(acceptance));
}

function covers(named: string | undefined, actual: string | undefined): boolean {
  return named === undefined || named === actual;
}

function isAbout(acceptance: Acceptance, finding: AcceptableFinding): boolean {
  const { finding: control, on } = acceptance;
  const isControl = control.endsWith('*')
    ? finding.control.startsWith(control.slice(0, -1))
    : control === finding.control;
  return isControl && (on === '*' || on === finding.resource);
}

/** The day named by `until` is the last on which it counts. */
export function isExpired(acceptance: Acceptance, today: string): boolean {
  return acceptance.until !== undefined && acceptance.until < today;
}

/** Acceptances that ended, and those that no finding of this run needed. */
export function reportAcceptances(
  acceptances: readonly Acceptance[],
  used: ReadonlySet<Acceptance>,
  today: string,
): readonly Diagnostic[] {
  const found: Diagnostic[] = [];
  for (const acceptance of acceptances) {
    const place = acceptance.at ?? wholeFile('intended.yaml');
    const what = `the acceptance of \`${acceptance.finding}\` on \`${acceptance.on}\``;
    if (isExpired(acceptance, today))
      found.push({
        severity: 'warning',
        place,
        message: `${what} ended on ${acceptance.until ?? ''}; mend the finding, or accept it anew with a later \`until\``,
      });
    else if (!used.has(acceptance))
      found.push({ severity: 'warning', place, message: `${what} matches no finding; remove it` });
  }
  return found;
}
