import { readFile, writeFile } from 'node:fs/promises';

/**
 * Makes data/controls.json from the project's fact sheet of configuration controls (one row per control: service,
 * severity, OWASP class, ids of other tools). Titles, words and questions stand in the controls themselves.
 * Run: node make-control-table.mjs FACTS.json DATE
 */
const [path, date] = process.argv.slice(2);
if (path === undefined || date === undefined) throw new Error('usage: make-control-table.mjs FACTS.json YYYY-MM-DD');
const rows = JSON.parse(await readFile(path, 'utf8'));
const controls = Object.fromEntries(
  rows.map((row) => [
    row.id,
    {
      service: row.service,
      tier: row.tier,
      mode: row.mode,
      severity: row.severity,
      dataAware: row.dataAware,
      owasp2017: row.owasp2017,
      peers: peersOf(row),
    },
  ]),
);
const lines = Object.entries(controls).map(([id, facts]) => `${JSON.stringify(id)}:${JSON.stringify(facts)}`);
await writeFile(
  new URL('../data/controls.json', import.meta.url),
  `{"source":"fact sheet of configuration controls, compiled from the providers' documentation","date":${JSON.stringify(date)},"controls":{\n${lines.join(',\n')}\n}}\n`,
);

/** Ids by tool, tools without any left out. A remark behind an id (`uuid words [dialect]`) is dropped. */
function peersOf({ peers, otherPeers }) {
  return Object.fromEntries(
    Object.entries({ ...peers, ...otherPeers })
      .map(([tool, ids]) => [tool, ids.map((id) => id.split(' ')[0])])
      .filter(([, ids]) => ids.length > 0),
  );
}
