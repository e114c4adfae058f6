import type { Access, ControlEdge } from '#policy/access';
import type { ClassIndex } from './class-set.ts';
import type { Exposures } from './exposure.ts';
import type { Holdings } from './holdings.ts';
import type { Intended } from './intended.ts';
import type { Landscape } from './landscape.ts';
import type { CapabilitiesOf, Uses } from './uses.ts';
import type { PublicAccess } from './public-access.ts';
import type { Wired } from './wired.ts';

/** Everything that judging a row needs: the sets of the design and where they came from. */
export interface Picture {
  readonly landscape: Landscape;
  readonly index: ClassIndex;
  readonly access: Access;
  readonly uses: Uses;
  readonly capabilitiesOf: CapabilitiesOf;
  readonly wired: Wired;
  readonly intended: Intended;
  readonly holdings: Holdings;
  readonly exposures: Exposures;
  readonly publicAccess: PublicAccess;
  readonly controlByIdentity: ReadonlyMap<string, readonly ControlEdge[]>;
}
