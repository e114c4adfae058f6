import type { Diagnostic } from '#source/place';
import type { Stack } from '../cloudformation/stack.ts';

/** What reading a service gives: one stack, or none with the reason in the diagnostics. */
export interface ServerlessRead {
  readonly stacks: readonly Stack[];
  readonly diagnostics: readonly Diagnostic[];
}
