/** Limits that keep a hostile document from costing more than its size. Real templates stay far below each. */
export const treeBounds = {
  /** Collections inside collections; CloudFormation itself stops far earlier. */
  depth: 100,
  /** The same, counted through aliases. */
  depthThroughAliases: 200,
  /** Nodes that aliases and merge keys may add to those written. */
  nodesFromAliases: 100_000,
  /** Diagnostics kept for one document. */
  diagnostics: 100,
} as const;
