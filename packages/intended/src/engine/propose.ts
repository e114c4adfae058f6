import type { DataClass, Intent } from '#intent/intent';
import { mergeIntent, writeIntent } from '#intent/write-intent';
import type { Files } from '#source/files';
import type { Diagnostic } from '#source/place';
import type { CheckRequest } from './check.ts';
import { gather } from './gather.ts';
import type { Gathered } from './gather.ts';
import { intentOf } from './judge-app.ts';
import { INTENT_FILES, intentFolder, join } from './read-intent.ts';
import { startClock } from './timings.ts';

export interface Proposal {
  /** The whole intent file: a new one, or the person's own with what it does not mention yet. */
  readonly text: string;
  /** Relative to the root. */
  readonly file: string;
  readonly exists: boolean;
  readonly classes: readonly { readonly id: string; readonly title: string; readonly value: number }[];
  readonly services: number;
  /** What was added to a person's file, in words. */
  readonly added: readonly string[];
  /** Why nothing could be added; undefined when all is well. */
  readonly trouble: string | undefined;
  readonly diagnostics: readonly Diagnostic[];
  /** Proposals for further apps, whose files stand elsewhere. */
  readonly more?: readonly Proposal[];
  /** The text of a new file with what a person decided about its classes. */
  refine(choices: Choices): string;
}

/** What a person says of the proposed classes. */
export interface Choices {
  /** Ids of the classes that are none, or not worth a line. */
  readonly dropped: ReadonlySet<string>;
  /** Values that differ from the proposed ones, 0–4 by class id. */
  readonly values: ReadonlyMap<string, number>;
}

/**
 * Proposes an intent file for every app found, apps that share a file in one; undefined where there is no app. The first
 * stands for itself, the others are its `more`. A person's lines are never changed.
 */
export async function propose(request: CheckRequest): Promise<Proposal | undefined> {
  const { apps, diagnostics } = await gather(request, startClock(request.now));
  const byFile = new Map<string, Gathered[]>();
  for (const app of apps) {
    const file = request.intent ?? intentFile(app, request.files, apps.length);
    byFile.set(file, [...(byFile.get(file) ?? []), app]);
  }
  const proposals: Proposal[] = [];
  for (const [file, sharing] of byFile) proposals.push(await proposeFile(file, sharing, request));
  const [first, ...more] = proposals;
  if (first === undefined) return undefined;
  return { ...first, diagnostics: [...diagnostics, ...first.diagnostics], more };
}

function intentFile({ application }: Gathered, files: Files, apps: number): string {
  const folder = intentFolder(application, files, apps);
  const names = INTENT_FILES.map((name) => join(folder, name));
  return names.find((name) => files.kind(name) === 'file') ?? join(folder, INTENT_FILES[0]);
}

async function proposeFile(file: string, apps: readonly Gathered[], request: CheckRequest): Promise<Proposal> {
  const intents: Intent[] = [];
  for (const app of apps) intents.push(await intentOf(app, undefined, request.tables));
  const proposal = joined(intents);
  const existing = request.files.read(file);
  const base = {
    file,
    classes: proposal.data.map(shortClass),
    services: proposal.services.size,
    diagnostics: apps.flatMap((app) => app.application.diagnostics),
    refine: (choices: Choices) => writeIntent(applyChoices(proposal, choices)),
  };
  if (existing.kind !== 'text')
    return { ...base, text: writeIntent(proposal), exists: false, added: [], trouble: undefined };
  const merged = mergeIntent({ path: file, text: existing.text }, proposal);
  return { ...base, text: merged.text, exists: true, added: merged.added, trouble: merged.trouble };
}

/** One file for apps that share it: the first to name a class, a service or a route says what it is. */
function joined(intents: readonly Intent[]): Intent {
  const [first, ...others] = intents;
  if (first === undefined) throw new RangeError('an intent file is proposed for one app at least');
  return others.reduce(
    (all, one) => ({
      ...all,
      data: onceBy([...all.data, ...one.data], ({ id }) => id),
      services: new Map([...one.services, ...all.services]),
      routes: onceBy([...all.routes, ...one.routes], ({ route }) => route),
      external: onceBy([...all.external, ...one.external], ({ id }) => id),
    }),
    first,
  );
}

function onceBy<T>(items: readonly T[], keyOf: (item: T) => string): readonly T[] {
  const kept = new Map<string, T>();
  for (const item of items) if (!kept.has(keyOf(item))) kept.set(keyOf(item), item);
  return [...kept.values()];
}

function shortClass({ id, title, value }: DataClass): { id: string; title: string; value: number } {
  return { id, title, value: Math.max(value.confidentiality, value.integrity, value.availability) };
}

/** A dropped class disappears from every line; a line that named nothing else goes with it. */
function applyChoices(proposal: Intent, { dropped, values }: Choices): Intent {
  const keep = (ids: readonly string[]): readonly string[] => ids.filter((id) => !dropped.has(id));
  const data = proposal.data
    .filter((dataClass) => !dropped.has(dataClass.id))
    .map((dataClass) => {
      const value = values.get(dataClass.id);
      return value === undefined
        ? dataClass
        : { ...dataClass, value: { confidentiality: value, integrity: value, availability: value } };
    });
  const services = [...proposal.services].map(([id, service]) => {
    const may = service.may.map((one) => ({ ...one, data: keep(one.data), named: one.data.length > 0 }));
    const kept = may.filter((one) => one.data.length > 0 || !one.named).map(({ named: _named, ...one }) => one);
    return [id, { ...service, may: kept, holds: keep(service.holds) }] as const;
  });
  const routes = proposal.routes.map((route) => ({
    ...route,
    accepts: keep(route.accepts),
    returns: keep(route.returns),
  }));
  return { ...proposal, data, services: new Map(services), routes };
}
