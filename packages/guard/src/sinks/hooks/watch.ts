import { type Denial, Denied, deny } from '../../decision.ts';
import { current, type Invocation, underWay } from '../../invocation.ts';
import { modeOf } from '../../modes.ts';
import type { Policy } from '../../policy.ts';
import { namesPrototype } from '../document/prototype.ts';
import { type Breach, prepare, type Taint } from '../taint.ts';

/** Asks a sink rule about the inputs of one invocation; undefined: nothing to object. */
export type Rule = (taints: readonly Taint[], policy: Policy) => Breach | undefined;

const taintsByInvocation = new WeakMap<Invocation, readonly Taint[]>();
const pollutingByInvocation = new WeakMap<Invocation, boolean>();

/** The policy of calls outside every invocation: of the first installation. */
let installed: Policy = { version: 1 };

export function useOutside(policy: Policy): void {
  installed = policy;
}

export function taintsOf(invocation: Invocation): readonly Taint[] {
  const known = taintsByInvocation.get(invocation);
  if (known !== undefined) return known;
  const made = prepare(invocation.inbound.inputs());
  taintsByInvocation.set(invocation, made);
  return made;
}

/** True when an input of a current invocation names a prototype; asked at every `__proto__`, so remembered. */
export function isPolluting(): boolean {
  for (const invocation of owners('caller')) {
    let known = pollutingByInvocation.get(invocation);
    if (known === undefined) {
      known = taintsOf(invocation).some(namesPrototype);
      pollutingByInvocation.set(invocation, known);
    }
    if (known) return true;
  }
  return false;
}

/**
 * Judges a call: under each invocation that may have made it, or with no inputs outside of all. Returns the error
 * to refuse it with, after noting the denial; undefined when the call may go on.
 * `whose` is `anyone` where a driver's queue hides who called (sockets of a pool): then all must be content.
 */
export function judge(rule: Rule, whose: 'caller' | 'anyone' = 'caller'): Denied | undefined {
  let isOutside = true;
  for (const invocation of owners(whose)) {
    isOutside = false;
    const breach = rule(taintsOf(invocation), invocation.policy);
    const refusal = breach === undefined ? undefined : verdict(breach, invocation.policy, invocation);
    if (refusal !== undefined) return refusal;
  }
  if (!isOutside) return undefined;
  const breach = rule([], installed);
  return breach === undefined ? undefined : verdict(breach, installed, undefined);
}

/** Throws what `judge` returns. */
export function insist(rule: Rule): void {
  const refusal = judge(rule);
  if (refusal !== undefined) throw refusal;
}

/** True while no handler runs: then no input can be at work, and only declarations count. */
export function isIdle(): boolean {
  for (const _ of underWay()) return false;
  return true;
}

function owners(whose: 'caller' | 'anyone'): readonly Invocation[] {
  const running = [...underWay()];
  if (running.length < 2 || whose === 'anyone') return running;
  const mine = current();
  return mine !== undefined && running.includes(mine) ? [mine] : running;
}

function verdict(breach: Breach, policy: Policy, invocation: Invocation | undefined): Denied | undefined {
  const { input } = breach;
  const named = input === undefined ? {} : { where: input.where, name: input.name };
  const denial = deny(breach.code, { rule: breach.rule, ...named });
  const isBlocked = isRefused(denial, policy, invocation?.label);
  const list = isBlocked ? invocation?.denials : invocation?.notes;
  // One call of a handler may pass several hooks: `readFileSync` opens the file by `openSync`.
  if (list?.some((one) => one.rule === denial.rule && one.name === denial.name) === false) list.push(denial);
  return isBlocked ? new Denied(denial) : undefined;
}

/** A command made of input is blocked like every process, also while learning, unless it is excluded by name. */
function isRefused(denial: Denial, policy: Policy, route: string | undefined): boolean {
  const mode = denial.code === 'sink-shell' ? { ...policy, mode: 'block' as const } : policy;
  return modeOf(denial, mode, route, today) === 'block';
}

function today(): string {
  return new Date().toISOString().slice(0, 10);
}
