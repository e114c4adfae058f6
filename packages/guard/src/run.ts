import { authorise, identify } from './access/authorise.ts';
import { judgeRecords } from './access/events.ts';
import type { Match } from './access/routes.ts';
import { ALLOW, Denied, deny, denialOf, type Denial } from './decision.ts';
import type { Engine } from './engine.ts';
import type { Inbound } from './inbound/inbound.ts';
import { isDenial } from './inbound/normalise.ts';
import { within, type Invocation } from './invocation.ts';
import type { Layer, Outcome } from './layer.ts';
import { decisionLine, decisionOfMode, type DecisionLine } from './log/decision-line.ts';
import { modeOf } from './modes.ts';
import type { RouteRule } from './policy.ts';
import { judgeRecord, judgeRequest } from './validation/request.ts';

/** How a platform hands over to the handler, and says no. */
export interface Exchange<R> {
  /** `dropped`: places of the records that the handler must not see. */
  call(dropped: ReadonlyMap<number, Denial>): R | Promise<R>;
  /** May throw, where that is the platform's way. */
  denied(denial: Denial, inbound: Inbound | undefined): R;
  /** Every record was bad; undefined where the platform knows nothing better than `denied`. */
  allDropped?(dropped: ReadonlyMap<number, Denial>): R | undefined;
  /** HTTP status of an answer, for log and limits. */
  statusOf?(answer: R): number | undefined;
  /** Validates or trims the answer. */
  filter?(answer: R, rule: RouteRule): R | Denial | Promise<R | Denial>;
}

/** `Invocation` while it is being made. */
type Draft = { -readonly [Key in keyof Invocation]: Invocation[Key] };

interface Run<R> {
  readonly engine: Engine;
  readonly exchange: Exchange<R>;
  readonly invocation: Draft;
  readonly startedMs: number;
  match: Match | undefined;
  dropped: ReadonlyMap<number, Denial>;
}

const NONE: ReadonlyMap<number, Denial> = new Map();

/** Judges one request or event, and runs the handler if nothing speaks against it. */
export async function run<R>(engine: Engine, normalised: Inbound | Denial, exchange: Exchange<R>): Promise<R> {
  if (isDenial(normalised)) return refuseUnread(engine, normalised, exchange);
  const invocation: Draft = {
    inbound: normalised,
    policy: engine.policy,
    route: undefined,
    label: '',
    principal: undefined,
    denials: [],
    notes: [],
  };
  const state: Run<R> = { engine, exchange, invocation, startedMs: performance.now(), match: undefined, dropped: NONE };
  const denial = await judgeSafely(state);
  if (denial !== undefined) return finish(state, 'denied', denial, () => exchange.denied(denial, normalised));
  const { dropped } = state;
  if (dropped.size > 0 && dropped.size === normalised.records.length) {
    const first = [...dropped.values()][0] ?? deny('source-unknown');
    return finish(state, 'denied', first, () => exchange.allDropped?.(dropped) ?? exchange.denied(first, normalised));
  }
  return answer(state);
}

/** An event that could not be read has no invocation; where T0 only warns, the handler gets it as it came. */
function refuseUnread<R>(engine: Engine, denial: Denial, exchange: Exchange<R>): R | Promise<R> {
  const mode = modeOf(denial, engine.policy, undefined, () => today(engine));
  write(engine, decisionOfMode(mode), denial, undefined);
  return mode === 'block' ? exchange.denied(denial, undefined) : exchange.call(NONE);
}

/** The first denial that blocks. A fault of policy or guard denies: open on error is how guards are got around. */
async function judgeSafely<R>(state: Run<R>): Promise<Denial | undefined> {
  try {
    const starting = state.engine.ready();
    if (starting !== undefined) await starting;
    return await judge(state);
  } catch (error) {
    return error instanceof Denied ? denialOf(error) : deny('guard-fault', { rule: nameOf(error) });
  }
}

function nameOf(error: unknown): string {
  return error instanceof Error && /^\w{1,40}$/.test(error.name) ? error.name : 'error';
}

async function judge<R>(state: Run<R>): Promise<Denial | undefined> {
  const { engine, invocation } = state;
  const matched = findRule(state);
  const { early: first, late } = engine.layers;
  const early = first.length === 0 ? undefined : await askLayers(state, first);
  if (early !== undefined) return early;
  if (matched !== undefined) return blocks(state, matched) ? matched : undefined;
  if (state.match !== undefined) {
    const denial = await judgeRoute(state, state.match);
    if (denial !== undefined) return denial;
  } else if (invocation.inbound.records.length > 0) {
    const dropped = await judgeRecords(invocation.inbound, engine.events);
    state.dropped = new Map([...dropped].filter(([, denial]) => blocks(state, denial)));
  } else {
    const denial = await judgeEvent(state);
    if (denial !== undefined && blocks(state, denial)) return denial;
  }
  return late.length === 0 ? undefined : askLayers(state, late);
}

/** Finds the route of a request; a batch finds its rules record by record. */
function findRule<R>(state: Run<R>): Denial | undefined {
  const { engine, invocation } = state;
  const { inbound } = invocation;
  if (inbound.method === '') {
    invocation.label = inbound.source;
    return undefined;
  }
  const match = engine.routes.match(inbound);
  if ('allow' in match) return match;
  state.match = match;
  invocation.label = match.route.label;
  invocation.route = match.route.rule;
  return undefined;
}

async function judgeRoute<R>(state: Run<R>, match: Match): Promise<Denial | undefined> {
  const { engine, invocation } = state;
  const { rule } = match.route;
  // Nobody can be known where nothing tells who calls: a public route of such a policy waits for nothing.
  const isOpen = rule.allow === 'public' && rule.authorizer !== true && engine.policy.authn === undefined;
  const access = isOpen ? undefined : await judgeCaller(state, rule);
  if (access !== undefined && blocks(state, access)) return access;
  const input = await judgeRequest(invocation.inbound, match.parameters, rule, engine.bounds);
  return input !== undefined && blocks(state, input) ? input : undefined;
}

async function judgeCaller<R>({ engine, invocation }: Run<R>, rule: RouteRule): Promise<Denial | undefined> {
  const caller = await identify(invocation.inbound, rule, engine.policy);
  if (caller !== undefined && !('allow' in caller)) invocation.principal = caller;
  return authorise(rule.allow, caller, invocation.inbound);
}

async function judgeEvent<R>({ engine, invocation }: Run<R>): Promise<Denial | undefined> {
  const { inbound } = invocation;
  const match = engine.events.match(inbound.source, inbound.origin);
  if ('allow' in match) return match;
  invocation.label = match.label;
  return judgeRecord({ body: inbound.body, attributes: new Map() }, match.rule, false);
}

async function askLayers<R>(state: Run<R>, layers: readonly Layer[]): Promise<Denial | undefined> {
  for (const layer of layers) {
    const decision = await layer.before?.(state.invocation);
    if (decision !== undefined && !decision.allow && blocks(state, decision)) return decision;
  }
  return undefined;
}

/** Does this denial end the invocation? If not, it is noted. */
function blocks<R>({ engine, invocation }: Run<R>, denial: Denial): boolean {
  const mode = modeOf(denial, engine.policy, invocation.label, () => today(engine));
  if (mode === 'block') return true;
  invocation.notes.push(denial);
  write(engine, decisionOfMode(mode), denial, invocation);
  return false;
}

async function answer<R>(state: Run<R>): Promise<R> {
  const { engine, exchange, invocation, dropped } = state;
  for (const denial of dropped.values()) write(engine, 'dropped', denial, invocation);
  try {
    const result = await within(invocation, () => exchange.call(dropped));
    // A handler that catches what a sink hook threw has no answer to give that anyone asked for.
    const sunk = invocation.inbound.method === '' ? undefined : invocation.denials[0];
    if (sunk !== undefined) return await refuse(state, sunk);
    const isPlain = state.match?.route.rule.output === undefined;
    const filtered: Filtered<R> = isPlain ? { answer: result } : await filterAnswer(state, result);
    if (filtered.denial !== undefined) return await refuse(state, filtered.denial);
    return await finish(state, 'answered', undefined, () => filtered.answer, exchange.statusOf?.(filtered.answer));
  } catch (error) {
    if (error instanceof Denied) return refuse(state, error.decision);
    // A driver wraps the refusal, or reports a swapped statement as one that its server rejected.
    const [sunk] = invocation.denials;
    if (sunk !== undefined) return refuse(state, sunk);
    await finish(state, 'failed', undefined, () => undefined);
    throw error;
  }
}

interface Filtered<R> {
  readonly answer: R;
  readonly denial?: Denial;
}

async function filterAnswer<R>(state: Run<R>, answer: R): Promise<Filtered<R>> {
  const { exchange, match } = state;
  if (match === undefined || exchange.filter === undefined) return { answer };
  const filtered = await exchange.filter(answer, match.route.rule);
  if (!isRefusal(filtered)) return { answer: filtered };
  return blocks(state, filtered) ? { answer, denial: filtered } : { answer };
}

function isRefusal<R>(filtered: R | Denial): filtered is Denial {
  return typeof filtered === 'object' && filtered !== null && 'allow' in filtered && 'tier' in filtered;
}

function refuse<R>(state: Run<R>, denial: Denial): Promise<R> {
  return finish(state, 'denied', denial, () => state.exchange.denied(denial, state.invocation.inbound));
}

/** Logs, tells the layers, and gives the answer. */
async function finish<R, A>(
  state: Run<R>,
  kind: Outcome['kind'],
  denial: Denial | undefined,
  give: () => A,
  status?: number,
): Promise<A> {
  const { engine, invocation, startedMs } = state;
  const outcome: Outcome = {
    kind,
    decision: denial ?? ALLOW,
    status: denial?.status ?? status,
    durationMs: performance.now() - startedMs,
  };
  // A handler may have swallowed the error of a sink hook: the attempt is logged all the same.
  for (const swallowed of invocation.denials) if (swallowed !== denial) write(engine, 'denied', swallowed, invocation);
  if (denial !== undefined) write(engine, 'denied', denial, invocation, outcome);
  else if (engine.policy.logLevel === 'all') write(engine, 'allowed', undefined, invocation, outcome);
  for (const layer of engine.layers.after) {
    try {
      await layer.after?.(invocation, outcome);
    } catch {
      write(engine, 'warned', deny('guard-fault', { rule: layer.name }), invocation);
    }
  }
  return give();
}

function write(
  engine: Engine,
  decision: DecisionLine['decision'],
  denial: Denial | undefined,
  invocation: Invocation | undefined,
  outcome?: Outcome,
): void {
  const { policy, clock } = engine;
  if (policy.logLevel === 'none') return;
  const line = decisionLine(decision, denial, invocation, {
    time: clock.now(),
    app: policy.app,
    ...(outcome === undefined ? {} : { outcome }),
  });
  (policy.log ?? toStandardOutput)(JSON.stringify(line));
}

function toStandardOutput(line: string): void {
  process.stdout.write(`${line}\n`);
}

function today(engine: Engine): string {
  return new Date(engine.clock.now()).toISOString().slice(0, 10);
}
