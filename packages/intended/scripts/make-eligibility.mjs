import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * Makes data/eligibility.json from stored copies of the providers' lists of services in scope (aws, azure, gcp and
 * oci-services-in-scope.json in a folder): which service which program lists, by which source of which day.
 * Run: node make-eligibility.mjs FOLDER DATE
 */
const [folder, date] = process.argv.slice(2);
if (folder === undefined || date === undefined) throw new Error('usage: make-eligibility.mjs FOLDER YYYY-MM-DD');

const providers = {};
for (const provider of ['aws', 'azure', 'gcp', 'oci']) {
  const list = JSON.parse(await readFile(join(folder, `${provider}-services-in-scope.json`), 'utf8'));
  const sources = Object.fromEntries(
    Object.entries(list.sources).map(([id, { title, address, asOf }]) => [id, { title, address, asOf }]),
  );
  providers[provider] = { sources, services: list.services.map(serviceOf) };
}
const head = `{"date":${JSON.stringify(date)},"providers":{\n`;
const body = Object.entries(providers)
  .map(
    ([provider, { sources, services }]) =>
      `${JSON.stringify(provider)}:{"sources":${JSON.stringify(sources)},"services":[\n${services.map((one) => JSON.stringify(one)).join(',\n')}\n]}`,
  )
  .join(',\n');
await writeFile(new URL('../data/eligibility.json', import.meta.url), `${head}${body}\n}}\n`);

/** `yes` and `no` by program with the sources that say so; what no source says is left out: it is unknown. */
function serviceOf({ service, cfnPrefixes, armTypes, iamPrefixes, programs, evidence, notes }) {
  const said = (wanted) =>
    Object.fromEntries(
      Object.entries(programs)
        .filter(([, value]) => value === wanted)
        .map(([program]) => [program, evidence[program] ?? []]),
    );
  return {
    service,
    types: cfnPrefixes ?? armTypes ?? [],
    iam: iamPrefixes ?? [],
    yes: said(true),
    no: said(false),
    ...(notes === undefined ? {} : { notes }),
  };
}
