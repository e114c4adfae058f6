import { authorise, identify } from './access/authorise.ts';
import { judgeRecords } from './access/events.ts';
import type { Match } from './access/routes.ts';
import { ALLOW, Denied, deny, type Denial } from './decision.ts';
import type { Engine } from './engine.ts';
import type { Inbound } from './inbound/inbound.ts';
import { isDenial } from './inbound/normalise.ts';
import { within, type Invocation } from './invocation.ts';
import type { Layer, Outcome } from './layer.ts';
import { decisionLine, decisionOfMode, type DecisionLine } from './log/decision-line.ts';
import { modeOf } from './modes.ts';
import type { RouteRule } from './policy.ts';
import { judgeRecord, judgeRequest, type Judgement } from './validation/request.ts';

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
  const judged = judgeSafely(state);
  const denial = judged instanceof Promise ? await judged : judged;
  if (denial !== undefined) return refuse(state, denial);
  const { dropped } = state;
  if (dropped.size > 0 && dropped.size === normalised.records.length) return refuseAll(state, dropped);
  return answer(state);
}

/** No record is left: the platform is told of all of them, or hears the first denial. */
async function refuseAll<R>(state: Run<R>, dropped: ReadonlyMap<number, Denial>): Promise<R> {
  const [first] = dropped.values();
  const denial = first ?? deny('source-unknown');
  await tell(state, 'denied', denial, denial.status);
  const { exchange, invocation } = state;
  return exchange.allDropped?.(dropped) ?? exchange.denied(denial, invocation.inbound);
}

/** An event that could not be read has no invocation; where T0 only warns, the handler gets it as it came. */
function refuseUnread<R>(engine: Engine, denial: Denial, exchange: Exchange<R>): R | Promise<R> {
  const mode = modeOf(denial, engine.policy, undefined, () => today(engine));
  write(engine, decisionOfMode(mode), denial, undefined);
  return mode === 'block' ? exchange.denied(denial, undefined) : exchange.call(NONE);
}

/**
 * The first denial that blocks; a promise only where something has to be waited for.
 * A fault of policy or guard denies: open on error is how guards are got around.
 */
function judgeSafely<R>(state: Run<R>): Judgement {
  try {
    const starting = state.engine.ready();
    const judged = starting === undefined ? judge(state) : starting.then(() => judge(state));
    return judged instanceof Promise ? judged.catch(faultOf) : judged;
  } catch (error) {
    return faultOf(error);
  }
}

function faultOf(error: unknown): Denial {
  if (error instanceof Denied) return error.decision;
  return deny('guard-fault', { rule: error instanceof Error && /^\w{1,40}$/.test(error.name) ? error.name : 'error' });
}

function judge<R>(state: Run<R>): Judgement {
  const { early, late } = state.engine.layers;
  const matched = findRule(state);
  if (early.length === 0 && late.length === 0) return judgeMatch(state, matched);
  return judgeWithLayers(state, matched, early, late);
}

async function judgeWithLayers<R>(
  state: Run<R>,
  matched: Denial | undefined,
  early: readonly Layer[],
  late: readonly Layer[],
): Promise<Denial | undefined> {
  return (await askLayers(state, early)) ?? (await judgeMatch(state, matched)) ?? (await askLayers(state, late));
}

function judgeMatch<R>(state: Run<R>, matched: Denial | undefined): Judgement {
  if (matched !== undefined) return blocks(state, matched) ? matched : undefined;
  if (state.match !== undefined) return judgeRoute(state, state.match);
  return state.invocation.inbound.records.length > 0 ? judgeBatch(state) : judgeEvent(state);
}

async function judgeBatch<R>(state: Run<R>): Promise<undefined> {
  const dropped = await judgeRecords(state.invocation.inbound, state.engine.events);
  state.dropped = new Map([...dropped].filter(([, denial]) => blocks(state, denial)));
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
  // Function URLs and load balancers name no parameters: ownership is judged by those of the policy's own template.
  if (inbound.parameters.size === 0 && match.parameters.size > 0) {
    invocation.inbound = { ...inbound, parameters: match.parameters };
  }
  invocation.label = match.route.label;
  invocation.route = match.route.rule;
  return undefined;
}

function judgeRoute<R>(state: Run<R>, match: Match): Judgement {
  const { engine, invocation } = state;
  const { rule } = match.route;
  const input = (): Judgement => settle(state, judgeRequest(invocation.inbound, match.parameters, rule, engine.bounds));
  // Nobody can be known where nothing tells who calls: a public route of such a policy waits for nothing.
  if (rule.allow === 'public' && rule.authorizer !== true && engine.policy.authn === undefined) return input();
  return judgeCaller(state, rule).then((access) => (access !== undefined && blocks(state, access) ? access : input()));
}

/** The denial, if it blocks. */
function settle<R>(state: Run<R>, judged: Judgement): Judgement {
  if (judged instanceof Promise) return judged.then((denial) => settle(state, denial));
  return judged !== undefined && blocks(state, judged) ? judged : undefined;
}

async function judgeCaller<R>({ engine, invocation }: Run<R>, rule: RouteRule): Promise<Denial | undefined> {
  const caller = await identify(invocation.inbound, rule, engine.policy);
  if (caller !== undefined && !('allow' in caller)) invocation.principal = caller;
  return authorise(rule.allow, caller, invocation.inbound);
}

async function judgeEvent<R>(state: Run<R>): Promise<Denial | undefined> {
  const { engine, invocation } = state;
  const { inbound } = invocation;
  const match = engine.events.match(inbound.source, inbound.origin);
  if ('allow' in match) return settle(state, match);
  invocation.label = match.label;
  return settle(state, await judgeRecord({ body: inbound.body, attributes: new Map() }, match.rule, false));
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
  let produced: Filtered<R>;
  try {
    const result = await within(invocation, () => exchange.call(dropped));
    produced = state.match?.route.rule.output === undefined ? { answer: result } : await filterAnswer(state, result);
  } catch (error) {
    // A driver wraps the refusal of a sink, or reports a swapped statement as one that its server rejected.
    const denial = error instanceof Denied ? error.decision : invocation.denials[0];
    if (denial !== undefined) return refuse(state, denial);
    await tell(state, 'failed', undefined, undefined);
    throw error;
  }
  // A handler that catches what a sink hook threw has no answer to give that anyone asked for.
  const denial = produced.denial ?? (invocation.inbound.method === '' ? undefined : invocation.denials[0]);
  if (denial !== undefined) return refuse(state, denial);
  const told = tell(state, 'answered', undefined, exchange.statusOf?.(produced.answer));
  if (told !== undefined) await told;
  return produced.answer;
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

async function refuse<R>(state: Run<R>, denial: Denial): Promise<R> {
  await tell(state, 'denied', denial, denial.status);
  return state.exchange.denied(denial, state.invocation.inbound);
}

/** Logs how it ended, and tells the layers; a promise only where one of them has to be waited for. */
function tell<R>(
  state: Run<R>,
  kind: Outcome['kind'],
  denial: Denial | undefined,
  status: number | undefined,
): Promise<void> | undefined {
  const { engine, invocation, startedMs } = state;
  const outcome: Outcome = { kind, decision: denial ?? ALLOW, status, durationMs: performance.now() - startedMs };
  // A handler may have swallowed the error of a sink hook: the attempt is logged all the same.
  for (const swallowed of invocation.denials) if (swallowed !== denial) write(engine, 'denied', swallowed, invocation);
  if (denial !== undefined) write(engine, 'denied', denial, invocation, outcome);
  else if (engine.policy.logLevel === 'all') write(engine, 'allowed', undefined, invocation, outcome);
  return engine.layers.after.length === 0 ? undefined : tellLayers(state, outcome);
}

async function tellLayers<R>({ engine, invocation }: Run<R>, outcome: Outcome): Promise<void> {
  for (const layer of engine.layers.after) {
    try {
      await layer.after?.(invocation, outcome);
    } catch {
      write(engine, 'warned', deny('guard-fault', { rule: layer.name }), invocation);
    }
  }
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
