import { BULK_READ, CAPABILITIES } from './access.ts';
import type { Capability, CapabilityMask } from './access.ts';
import { oncePerTables } from './tables.ts';
import type { Tables } from './tables.ts';

/** Bit of one capability. */
export function capabilityBit(capability: Capability): CapabilityMask {
  return 1 << CAPABILITIES.indexOf(capability);
}

const [READ, WRITE, DELETE, INVOKE, LIST, TAP, ADMIN, PASS] = [1, 2, 4, 8, 16, 32, 64, 128] as const;

const ADMINISTERS = ADMIN | READ | WRITE | DELETE;

/** A tap reads on from then; who may change the policy or key may give himself the data. */
const LETTERS: Readonly<Record<string, CapabilityMask>> = {
  r: READ,
  w: WRITE,
  d: DELETE,
  i: INVOKE,
  l: LIST,
  t: TAP | READ,
  a: ADMINISTERS,
  p: PASS,
  b: READ | BULK_READ,
};

const BY_LEVEL: Readonly<Record<string, CapabilityMask>> = {
  R: READ,
  W: WRITE,
  L: LIST,
  T: LIST,
  P: ADMINISTERS,
};

/** Curated capabilities of actions, by `service:Action`. */
export interface CapabilityTable {
  /** `curated` false: nobody has judged this action, the provider's access level decides. */
  of(
    service: string,
    action: string,
    level: string,
    wholeService: boolean,
  ): { readonly mask: CapabilityMask; readonly curated: boolean };
}

interface Curated {
  readonly services: Readonly<Record<string, { readonly actions: Readonly<Record<string, string>> }>>;
}

export const capabilityTable: (tables: Tables) => CapabilityTable = oncePerTables((tables) => {
  const text = tables.read('capabilities.json');
  const curated: Curated = text === '' ? { services: {} } : JSON.parse(text);
  return {
    of(service, action, level, wholeService) {
      const letters = curated.services[service]?.actions[action];
      if (letters !== undefined) return { mask: maskOf(letters), curated: true };
      // What names no resource tells about the service at most, unless somebody judged it.
      if (wholeService)
        return {
          mask: level === 'P' ? ADMINISTERS : level === 'R' || level === 'L' ? LIST : 0,
          curated: false,
        };
      return { mask: BY_LEVEL[level] ?? 0, curated: false };
    },
  };
});

/** Letters of the table (`rb`, `p`, …) as a mask. */
export function maskOf(letters: string): CapabilityMask {
  let mask = 0;
  for (const letter of letters) mask |= LETTERS[letter] ?? 0;
  return mask;
}
