import type { MatrixRow } from '#finding/finding';

/** What was accepted as the state of an app: kept as JSON beside the intent file, compared in CI. */
export interface RatchetFacts {
  readonly version: 1;
  /** `service capability class store`, sorted: what was possible beyond intent. */
  readonly cells: readonly string[];
  /** The same, for what already happens. */
  readonly leaks: readonly string[];
  /** Highest stars of each service. */
  readonly stars: Readonly<Record<string, number>>;
}

export interface RatchetChange {
  readonly kind: 'cell' | 'leak' | 'stars';
  readonly service: string;
  /** What changed, and what to do. */
  readonly message: string;
}

export interface RatchetResult {
  /** Each is a failure until somebody declares or removes it. */
  readonly worse: readonly RatchetChange[];
  /** Facts of the baseline that are gone: the baseline can be tightened. */
  readonly better: readonly string[];
}

/** The facts of a matrix that a ratchet holds. */
export function ratchetFacts(matrix: readonly MatrixRow[]): RatchetFacts {
  const keys = (pick: (row: MatrixRow) => MatrixRow['excess']): readonly string[] =>
    [
      ...new Set(
        matrix.flatMap((row) =>
          pick(row).map((fact) => [row.service, fact.capability, fact.data, fact.store].join(' ')),
        ),
      ),
    ].sort();
  const stars = matrix.map((row): [string, number] => [row.service, row.starsMax]);
  return {
    version: 1,
    cells: keys((row) => row.excess),
    leaks: keys((row) => row.leak),
    stars: Object.fromEntries(stars.sort(([a], [b]) => (a < b ? -1 : 1))),
  };
}

/** What got worse and what got better since the accepted facts. A service that was not there before starts at 0 stars. */
export function compareRatchet(before: RatchetFacts, now: RatchetFacts): RatchetResult {
  const cells = newKeys(before.cells, now.cells).map((key) => factChange('cell', key));
  const leaks = newKeys(before.leaks, now.leaks).map((key) => factChange('leak', key));
  const stars = Object.entries(now.stars).flatMap(([service, count]) =>
    starChange(service, starsOf(before, service), count),
  );
  const lower = Object.entries(before.stars).filter(([service, count]) => starsOf(now, service) < count);
  return {
    worse: [...leaks, ...cells, ...stars],
    better: [
      ...newKeys(now.cells, before.cells),
      ...newKeys(now.leaks, before.leaks),
      ...lower.map(([service]) => `stars of ${service}`),
    ],
  };
}

function starsOf(facts: RatchetFacts, service: string): number {
  return Object.hasOwn(facts.stars, service) ? (facts.stars[service] ?? 0) : 0;
}

function newKeys(before: readonly string[], now: readonly string[]): readonly string[] {
  const known = new Set(before);
  return now.filter((key) => !known.has(key));
}

function factChange(kind: 'cell' | 'leak', key: string): RatchetChange {
  const [service = '', capability = '', data = '', ...store] = key.split(' ');
  const verb = kind === 'leak' ? 'does' : 'could';
  const message = `new ${kind}: \`${service}\` ${verb} ${capability} \`${data}\` in \`${store.join(' ')}\`; remove the access or declare it in the intent file`;
  return { kind, service, message };
}

function starChange(service: string, before: number, now: number): readonly RatchetChange[] {
  if (now <= before) return [];
  return [
    {
      kind: 'stars',
      service,
      message: `\`${service}\` rose from ${before} to ${now} stars; mend it or accept the new baseline`,
    },
  ];
}

/** Text of the baseline file; equal facts give equal text. */
export function writeRatchet(facts: RatchetFacts): string {
  return `${JSON.stringify(facts, undefined, 2)}\n`;
}

/** Reads a baseline file; undefined for anything that is not one. Never throws. */
export function parseRatchet(text: string): RatchetFacts | undefined {
  let read: unknown;
  try {
    read = JSON.parse(text);
  } catch {
    return undefined;
  }
  if (typeof read !== 'object' || read === null || !('version' in read) || read.version !== 1) return undefined;
  if (!('cells' in read) || !('leaks' in read) || !('stars' in read)) return undefined;
  const { cells, leaks, stars } = read;
  if (!isTexts(cells) || !isTexts(leaks) || typeof stars !== 'object' || stars === null) return undefined;
  const counts = Object.entries(stars).flatMap(([service, count]): [string, number][] =>
    typeof count === 'number' ? [[service, count]] : [],
  );
  return { version: 1, cells, leaks, stars: Object.fromEntries(counts) };
}

function isTexts(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every((item) => typeof item === 'string');
}
