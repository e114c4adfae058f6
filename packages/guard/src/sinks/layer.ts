import { type Decision, deny } from '../decision.ts';
import type { Invocation } from '../invocation.ts';
import type { Layer } from '../layer.ts';
import type { Policy } from '../policy.ts';
import { installHooks } from './hooks/install.ts';

/** T3: the sink and egress hooks, and field names that lead to a prototype, which no handler needs. */
export const sinks: Layer = {
  name: 'sinks',
  early: true,
  start(policy: Policy) {
    if (policy.sinks !== false) installHooks(policy);
  },
  before(invocation: Invocation): Decision | undefined {
    for (const input of invocation.inbound.inputs())
      if (input.name.includes('proto') && REACHES.test(input.name))
        return deny('sink-prototype', { rule: 'prototype.name', where: input.where, name: input.name });
    return undefined;
  },
};

const REACHES = /(?:^|[.[\]])__proto__(?:$|[.[\]])|constructor(?:\]?\[|\.)prototype/;
