import { CAPABILITIES } from '#policy/access';
import type { Capability, CapabilityMask } from '#policy/access';

/** The mask of some capabilities. */
export function maskOf(...capabilities: readonly Capability[]): CapabilityMask {
  return capabilities.reduce((mask, capability) => mask | (1 << CAPABILITIES.indexOf(capability)), 0);
}
