import type { Layer } from './layer.ts';

/** A layer whose code loads when the first engine that has it starts. */
export function lazyLayer(name: string, early: boolean, load: () => Promise<Layer>): Layer {
  let loaded: Layer | undefined;
  return {
    name,
    early,
    async start(policy) {
      loaded = await load();
      await loaded.start?.(policy);
    },
    before: (invocation) => loaded?.before?.(invocation),
  };
}
