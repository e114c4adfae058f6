import type { Finding, MatrixRow, ReportFlow } from '#finding/finding';
import { computeAccess } from '#policy/compute-access';
import type { Tables } from '#policy/tables';
import type { PackageTables } from '#source/package-tables';
import { actionMask } from '#policy/action-mask';
import { judgeReach, traceWired } from '#analyses/reach/reach';
import type { WiredPicture } from '#analyses/reach/reach';
import type { Faults } from '#analyses/reach/holdings';
import type { JudgedControls } from '#analyses/controls/judge-controls';
import { checkIntent } from '#intent/check-intent';
import { declaredNodes } from '#intent/declared-nodes';
import type { DataClass, Intent } from '#intent/intent';
import { proposeIntent } from '#intent/propose-intent';
import type { Diagnostic } from '#source/place';
import type { Gathered } from './gather.ts';
import { flowsToPropose } from './flows-to-propose.ts';
import { proposeInventory } from './inventory.ts';
import { judgeConfiguration } from './judge-configuration.ts';
import type { Clock } from './timings.ts';

export interface JudgedApp {
  readonly intent: Intent;
  readonly classes: readonly DataClass[];
  readonly matrix: readonly MatrixRow[];
  readonly findings: readonly Finding[];
  readonly flows: readonly ReportFlow[];
  readonly diagnostics: readonly Diagnostic[];
  /** Questions of configuration: how many were asked, how many had a good answer. */
  readonly configuration: Pick<JudgedControls, 'asked' | 'satisfied' | 'answers'>;
}

/** The intent of an app: the person's file, or a proposal from what the app does today. */
export async function intentOf(gathered: Gathered, file: Intent | undefined, tables: Tables): Promise<Intent> {
  if (file !== undefined) return file;
  const classes = proposeInventory(gathered);
  const nothing: Intent = {
    version: 1,
    app: gathered.application.name,
    origin: 'proposed',
    file: undefined,
    data: classes,
    services: new Map(),
    routes: [],
    external: [],
    accept: [],
  };
  const traced = traceWired({
    ...gathered,
    classes,
    intent: nothing,
    declared: [],
    capabilitiesOf: masksOf(tables),
  });
  return nameHosts(proposeIntent(gathered.application, classes, flowsToPropose(traced)), traced);
}

/** Third parties are no services of the app: what is sent to them stands under `external`, by their host. */
function nameHosts(intent: Intent, { landscape }: WiredPicture): Intent {
  const hosts = landscape.stores.filter((store) => store.type === 'host' && store.origin === 'referenced');
  const services = new Map(intent.services);
  const external = hosts.map((store): Intent['external'][number] => {
    const holds = services.get(store.id)?.holds ?? [];
    services.delete(store.id);
    return { id: store.id, kind: 'store', host: store.id, name: undefined, service: undefined, holds, at: store.at };
  });
  return { ...intent, services, external };
}

/** Judges one app: what is intended, what flows, what could, and the findings between them. */
export async function judgeApp(
  gathered: Gathered,
  file: Intent | undefined,
  options: {
    readonly tables: PackageTables;
    readonly faults: Faults;
    readonly clock: Clock;
    readonly today: string;
  },
): Promise<JudgedApp> {
  const { tables, faults, clock, today } = options;
  const { application } = gathered;
  const intent = await clock.time('intent', () => intentOf(gathered, file, tables));
  const declared = declaredNodes(intent, application);
  const traced = await clock.time('flows', () =>
    traceWired({
      ...gathered,
      classes: intent.data,
      intent,
      declared: [...declared.stores, ...declared.computes],
      capabilitiesOf: masksOf(tables),
    }),
  );
  const access = await clock.time('policies', () => computeAccess(application, { tables }));
  const reach = await clock.time('reach', () => judgeReach(traced, access, faults));
  const configuration = await clock.time('controls', () =>
    judgeConfiguration({ gathered, intent, access, matrix: reach.matrix, tables, today }),
  );
  return {
    intent,
    classes: intent.data,
    matrix: reach.matrix,
    findings: [...reach.findings, ...configuration.findings],
    flows: reach.flows,
    diagnostics: [
      ...checkIntent(intent, application),
      ...access.diagnostics,
      ...reach.diagnostics,
      ...configuration.diagnostics,
    ],
    configuration,
  };
}

const masksByTables = new WeakMap<Tables, ReturnType<typeof actionMask>>();

/** Capabilities of actions, read once for a set of tables: a run over many apps asks for the same few again and again. */
function masksOf(tables: Tables): ReturnType<typeof actionMask> {
  const known = masksByTables.get(tables) ?? actionMask(tables);
  masksByTables.set(tables, known);
  return known;
}
