/**
 * The one-way law: a room of `packages/intended/src` imports only rooms on lower shelves, never a sibling.
 * `node scripts/law.mjs` runs it, and first plants one fault to see it turn red: a cruiser that cannot
 * resolve an import passes silently.
 */
const SHELVES = {
  source: 1,
  model: 2,
  policy: 3,
  finding: 3,
  intent: 4,
  readers: 4,
  handlers: 4,
  analyses: 5,
  engine: 6,
  frameworks: 7,
  reporters: 8,
  live: 8,
  probe: 8,
  server: 9,
  cli: 10,
};

const SOURCE = '^packages/intended/src/';
/** Rooms that may touch the disk, the network or the process. */
const EDGES = ['source', 'live', 'probe', 'server', 'cli'];

function looksDownOnly([room, shelf]) {
  const above = Object.keys(SHELVES).filter((other) => other !== room && SHELVES[other] >= shelf);
  return {
    name: `${room}-looks-down-only`,
    comment: `${room}/ stands on shelf ${shelf}: it may import lower shelves only.`,
    severity: 'error',
    from: { path: `${SOURCE}${room}/` },
    to: { path: `${SOURCE}(${above.join('|')})/` },
  };
}

export default {
  forbidden: [
    ...Object.entries(SHELVES).map(looksDownOnly),
    {
      name: 'io-at-the-edges',
      comment: 'Files, clock, network and process come in by parameter everywhere else.',
      severity: 'error',
      from: { path: SOURCE, pathNot: `${SOURCE}(${EDGES.join('|')})/|[.]test[.]ts$` },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'analyses-are-strangers',
      comment: 'An analysis that needs another belongs in the engine, or the shared noun belongs on a lower shelf.',
      severity: 'error',
      from: { path: `${SOURCE}analyses/([^/]+)/` },
      to: { path: `${SOURCE}analyses/([^/]+)/`, pathNot: `${SOURCE}analyses/$1/` },
    },
    {
      name: 'guard-stands-alone',
      comment: 'The guard ships inside handlers: nothing of the engine, no dependency.',
      severity: 'error',
      from: { path: '^packages/guard/src/', pathNot: '[.]test[.]ts$' },
      to: { pathNot: '^packages/guard/', dependencyTypesNot: ['core'] },
    },
    {
      name: 'no-circles',
      severity: 'error',
      from: { path: '^packages/' },
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    { name: 'no-unresolved', severity: 'error', from: { path: '^packages/' }, to: { couldNotResolve: true } },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: ['[.]test[.]ts$', '/dist/'] },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'packages/intended/tsconfig.json' },
    enhancedResolveOptions: {
      conditionNames: ['@intended/source', 'import', 'node', 'types', 'default'],
      extensions: ['.ts', '.mjs', '.js', '.json', '.d.ts'],
      mainFields: ['module', 'main', 'types'],
    },
  },
};
