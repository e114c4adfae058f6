import { lazyLayer } from './lazy-layer.ts';
import type { Layer } from './layer.ts';
import type { Policy } from './policy.ts';

/** T2: scores what comes in by the marks of attacks. Warns, unless the policy's mode for `signals` is `block`. */
export const signals: Layer = lazyLayer('signals', true, async () => (await import('./signals/layer.ts')).signals);

/**
 * The layers of a policy. Sink and egress hooks are on unless it says no. Names of fields that reach a prototype are
 * denied by T0 already, so the hooks alone are started.
 */
export function layersOf(policy: Policy): readonly Layer[] {
  const layers = policy.layers ?? [];
  if (policy.sinks === false || layers.some((layer) => layer.name === 'sinks')) return layers;
  return [...layers, { name: 'sinks', start: startSinks }];
}

async function startSinks(policy: Policy): Promise<void> {
  const { sinks } = await import('./sinks/layer.ts');
  await sinks.start?.(policy);
}
