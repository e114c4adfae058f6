import type { Proposal as EngineProposal } from '#engine/propose';
import type { FixPlan, FixRequest } from '#engine/fix/fix';
import type { Generated } from '#engine/tests/generate';
import type { Generator } from '#engine/tests/generators';
import type { Report } from '#finding/finding';

export type { FixPlan } from '#engine/fix/fix';

/** What the commands ask of the engine. Paths are absolute. */
export interface Engine {
  check(request: CheckRequest): Promise<Report>;
  /** A proposed intent file; undefined where there is no app. */
  propose(request: CheckRequest): Promise<Proposal | undefined>;
  /** Patches for what has a mechanical remedy; nothing is written. */
  fix(request: CheckRequest & Pick<FixRequest, 'wants'>): Promise<FixPlan>;
  /** Tests of the app as it is. */
  generate(request: CheckRequest & { readonly kind: Generator; readonly app: string }): Promise<Generated>;
}

/** What the engine proposes, and the folder that its file is relative to. */
export interface Proposal extends EngineProposal {
  readonly root: string;
}

export interface CheckRequest {
  /** Folder or template to judge. */
  readonly path: string;
  /** Only this template of the folder. */
  readonly template: string | undefined;
  /** Only this stack (CDK assemblies, several root stacks). */
  readonly stack: string | undefined;
  /** Named set of parameters, such as a `samconfig` environment or a Serverless stage. */
  readonly environment: string | undefined;
  readonly parameters: ReadonlyMap<string, string>;
  readonly intent: string | undefined;
  /** How many components may misbehave at once. */
  readonly faults: 1 | 2 | 'all';
  /** Tool whose ids are shown beside ours. */
  readonly ids?: string;
  /** ISO date, for acceptances that end. */
  readonly today: string;
}

/** Loads the engine when a command needs it, so that `--help` does not. */
export type LoadEngine = () => Promise<Engine>;
