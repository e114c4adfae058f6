import { type Decision, deny } from '../decision.ts';
import type { Input } from '../inbound/inbound.ts';
import type { Invocation } from '../invocation.ts';
import type { Layer } from '../layer.ts';
import { namesPrototype } from '../sinks/document/prototype.ts';
import { THRESHOLD } from './rules.ts';
import { SCANNER_AGENTS, SCANNER_PATHS } from './scanners.ts';
import { classScore, scoreOf } from './score.ts';

/** Characters read of one request; the sinks see the rest. */
const MOST_TEXT = 65_536;

/**
 * T2: scores what came in. The worst input that is called an attack is reported as `signal-score`, which is noted
 * and logged by default and denies only where the policy's mode for `signals` is `block`.
 */
export const signals: Layer = {
  name: 'signals',
  early: true,
  before(invocation: Invocation): Decision | undefined {
    const { inbound } = invocation;
    const agent = inbound.headers.get('user-agent')?.[0];
    if (agent !== undefined && SCANNER_AGENTS.test(agent.toLowerCase()))
      return deny('signal-score', { rule: 'scanner.agent', where: 'header', name: 'user-agent' });
    const path = classScore(SCANNER_PATHS, inbound.path.toLowerCase());
    if (path !== undefined) return deny('signal-score', { rule: path.rules[0] ?? 'scanner', where: 'path' });
    let left = MOST_TEXT;
    for (const input of inbound.inputs()) {
      if ((left -= Math.min(input.value.length, 2048)) < 0) break;
      const rule = signOf(input);
      if (rule !== undefined) return deny('signal-score', { rule, where: input.where, name: input.name });
    }
    return undefined;
  },
};

/** Rule that decided over one input; undefined where it is not called an attack. */
export function signOf(input: Input): string | undefined {
  if (input.where === 'header' && !REMARKABLE_HEADER.test(input.value)) return undefined;
  if (input.name.includes('$') && OPERATOR_NAME.test(input.name)) return 'nosql.operator-key';
  if (input.name.includes('proto') && namesPrototype({ sent: input, forms: [input.value], plain: false }))
    return 'prototype.name';
  const score = scoreOf(input.value);
  return score === undefined || score.score < THRESHOLD ? undefined : score.rules[0];
}

const OPERATOR_NAME = /\$(?:ne|n?in|[gl]te?|eq|n?or|and|not|exists|regex|where|type|expr)\b/;
/** Browsers fill headers with brackets and semicolons; these they never send. */
const REMARKABLE_HEADER = /[<'`\\|]|\$\{|\(\)|%0[ad]|\.\.\/|\.\.\\|:\/\/(?:127|localhost|169|\[)|\n/i;
