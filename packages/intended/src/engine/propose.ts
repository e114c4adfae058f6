import type { DataClass, Intent } from '#intent/intent';
import { mergeIntent, writeIntent } from '#intent/write-intent';
import type { Diagnostic } from '#source/place';
import type { CheckRequest } from './check.ts';
import { gather } from './gather.ts';
import { intentOf } from './judge-app.ts';
import { INTENT_FILES } from './read-intent.ts';
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

/** Proposes the intent file of the first app found; undefined where there is no app. A person's lines are never changed. */
export async function propose(request: CheckRequest): Promise<Proposal | undefined> {
  const { apps, diagnostics } = await gather(request, startClock(request.now));
  const [app] = apps;
  if (app === undefined) return undefined;
  const proposal = await intentOf(app, undefined, request.tables);
  const file = request.intent ?? INTENT_FILES.find((name) => request.files.kind(name) === 'file') ?? INTENT_FILES[0];
  const existing = request.files.read(file);
  const base = {
    file,
    classes: proposal.data.map(shortClass),
    services: proposal.services.size,
    refine: (choices: Choices) => writeIntent(applyChoices(proposal, choices)),
  };
  const found = [...diagnostics, ...app.application.diagnostics];
  if (existing.kind !== 'text')
    return { ...base, text: writeIntent(proposal), exists: false, added: [], trouble: undefined, diagnostics: found };
  const merged = mergeIntent({ path: file, text: existing.text }, proposal);
  return { ...base, text: merged.text, exists: true, added: merged.added, trouble: merged.trouble, diagnostics: found };
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
