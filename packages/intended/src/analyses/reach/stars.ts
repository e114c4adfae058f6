import type { DataClass } from '#intent/intent';
import type { Capability } from '#policy/access';
import type { Exposure } from './exposure.ts';

/** The constants of the scale, in one versioned place. Ordinal: five stars are worse than four, not "a quarter more". */
export const STAR_SCALE = {
  version: 1,
  evidence: { intended: -1, possible: 0, unused: 1, leak: 2 },
  least: 1,
  most: 5,
} as const;

export type EvidenceKind = keyof typeof STAR_SCALE.evidence;

export interface Rating {
  readonly least: number;
  readonly most: number;
  readonly why: string;
}

export const NOTHING_AT_RISK: Rating = { least: 0, most: 0, why: 'only public data is within reach' };

/** stars = clamp(v(class, dimension) + exposure + evidence, 1..5), as a range where the exposure is one. */
export function rate(dataClass: DataClass, capability: Capability, exposure: Exposure, evidence: EvidenceKind): Rating {
  const worth = worthOf(dataClass, capability);
  if (worth === 0) return NOTHING_AT_RISK;
  const byClass = ratings.get(exposure) ?? new Map<DataClass, Map<string, Rating>>();
  ratings.set(exposure, byClass);
  const bySum = byClass.get(dataClass) ?? new Map<string, Rating>();
  byClass.set(dataClass, bySum);
  const key = evidence + worth;
  const known = bySum.get(key) ?? rateWorth(dataClass.title, worth, exposure, evidence);
  bySum.set(key, known);
  return known;
}

/** A role with `*` has the same few sums on hundreds of stores. */
const ratings = new WeakMap<Exposure, Map<DataClass, Map<string, Rating>>>();

/** Rates what is worth so much. `why` is the whole sum, so that every point can be traced. */
export function rateWorth(what: string, worth: number, exposure: Exposure, evidence: EvidenceKind): Rating {
  const points = STAR_SCALE.evidence[evidence];
  const least = worth + exposure.least + points;
  const most = worth + exposure.most + points;
  const sum = `${what} ${worth} ${signedRange(exposure)} (${exposure.why}) ${signed(points)} (${evidence})`;
  return { least: clamp(least), most: clamp(most), why: sum + beyondTheScale(least, most) };
}

/** The greater of two ratings; of equals the first, so that output is stable. */
export function worse(one: Rating, other: Rating): Rating {
  if (other.most > one.most || (other.most === one.most && other.least > one.least))
    return { ...other, least: Math.max(one.least, other.least) };
  return other.least > one.least ? { ...one, least: other.least } : one;
}

function worthOf({ value }: DataClass, capability: Capability): number {
  switch (capability) {
    case 'read':
    case 'tap':
    case 'list':
    case 'invoke':
      return value.confidentiality;
    case 'write':
      return value.integrity;
    case 'delete':
      return value.availability;
    case 'admin':
    case 'pass':
      return Math.max(value.confidentiality, value.integrity, value.availability);
    default:
      return capability satisfies never;
  }
}

function clamp(points: number): number {
  return Math.min(STAR_SCALE.most, Math.max(STAR_SCALE.least, points));
}

/** A sum that leaves the scale says what it came to: else it would not add up to the stars shown. */
function beyondTheScale(least: number, most: number): string {
  const sum = least === most ? `${most}` : `${least}…${most}`;
  if (least < STAR_SCALE.least) return ` = ${sum}, at least ${STAR_SCALE.least}`;
  return most > STAR_SCALE.most ? ` = ${sum}, at most ${STAR_SCALE.most}` : '';
}

/** Exposures are never above zero: `− 1…0` is a range. */
function signedRange({ least, most }: Exposure): string {
  return least === most ? signed(most) : `− ${-least}…${-most}`;
}

function signed(points: number): string {
  return points < 0 ? `− ${-points}` : `+ ${points}`;
}
