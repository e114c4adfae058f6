import type { Denial } from '../decision.ts';
import type { Invocation } from '../invocation.ts';
import type { Outcome } from '../layer.ts';
import type { Mode } from '../policy.ts';

/** One decision as it is logged: names and classes of what came in, never a value of it. */
export interface DecisionLine {
  readonly time: string;
  readonly guard: 1;
  readonly app?: string;
  readonly decision: 'allowed' | 'denied' | 'warned' | 'learned' | 'dropped';
  readonly code?: string;
  readonly rule?: string;
  readonly tier?: number;
  readonly where?: string;
  readonly name?: string;
  readonly source: string;
  /** Route of the policy: `POST /orders/{id}`; never the path that was asked for. */
  readonly route?: string;
  readonly id?: string;
  readonly client?: string;
  readonly status?: number;
  readonly durationMs?: number;
}

export function decisionLine(
  decision: DecisionLine['decision'],
  denial: Denial | undefined,
  invocation: Invocation | undefined,
  more: { readonly time: number; readonly app: string | undefined; readonly outcome?: Outcome },
): DecisionLine {
  const { code, rule, tier, where, name, status } = denial ?? {};
  const line = {
    time: new Date(more.time).toISOString(),
    guard: 1 as const,
    app: more.app,
    decision,
    code,
    rule: rule === code ? undefined : rule,
    tier,
    where,
    name,
    source: invocation?.inbound.source ?? 'unknown',
    route: invocation?.label === '' ? undefined : invocation?.label,
    id: plainId(invocation?.inbound.id),
    client: plainAddress(invocation?.inbound.client),
    status: status ?? more.outcome?.status,
    durationMs: more.outcome === undefined ? undefined : Math.round(more.outcome.durationMs * 100) / 100,
  };
  return Object.fromEntries(Object.entries(line).filter(([, value]) => value !== undefined)) as unknown as DecisionLine;
}

/** Ids and addresses can be set by a sender in places (ALB trace ids): only what looks like one is logged. */
function plainId(id: string | undefined): string | undefined {
  return id !== undefined && /^[\w=;:-]{1,128}$/.test(id) ? id : undefined;
}

function plainAddress(address: string | undefined): string | undefined {
  return address !== undefined && /^[\da-fA-F.:]{2,45}$/.test(address) ? address : undefined;
}

export function decisionOfMode(mode: Mode): DecisionLine['decision'] {
  return mode === 'block' ? 'denied' : mode === 'warn' ? 'warned' : 'learned';
}
