/** What tests can be written for. A list of its own, so that the command line need not load the engine to name it. */
export const GENERATORS = ['vitest', 'node', 'guard'] as const;
export type Generator = (typeof GENERATORS)[number];
