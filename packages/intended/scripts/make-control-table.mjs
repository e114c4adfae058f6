import { readFile, writeFile } from 'node:fs/promises';

/**
 * Makes data/controls.json from the project's fact sheet of configuration controls (one row per control: service,
 * severity, OWASP class, ids of other tools). Titles, words and questions stand in the controls themselves.
 * The second file is `lib/packs/aws-solutions.js` of the package `cdk-nag`, for the numbers that its rules have there.
 * Run: node make-control-table.mjs FACTS.json PACK.js DATE
 */
const [path, pack, date] = process.argv.slice(2);
if (date === undefined) throw new Error('usage: make-control-table.mjs FACTS.json PACK.js YYYY-MM-DD');
const numbers = new Map();
for (const [, number, rule] of (await readFile(pack, 'utf8')).matchAll(
  /ruleSuffixOverride: '(\w+)'[^]*?rule: \w+\.(\w+)/g,
))
  numbers.set(rule, `AwsSolutions-${number}`);
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
      .map(([tool, ids]) => [tool, tool === 'cdknag' ? ids.flatMap((id) => [id, numbers.get(id) ?? []].flat()) : ids])
      .filter(([, ids]) => ids.length > 0),
  );
}
