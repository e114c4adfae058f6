import type { Bounds } from '../policy.ts';

/** What real clients stay far below, and what keeps a hostile event under ten milliseconds. */
export const BOUNDS: Bounds = {
  maxBodyBytes: 1_048_576,
  maxDepth: 32,
  maxKeys: 20_000,
  maxHeaders: 200,
  maxHeaderBytes: 65_536,
  maxQueryParameters: 200,
  maxUrlBytes: 16_384,
  maxRecords: 10_000,
  maxInputs: 20_000,
};
