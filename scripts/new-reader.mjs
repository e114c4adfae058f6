import { existsSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { camel, isKebab, pascal, refuse, writeNew } from './write-new.mjs';

/**
 * `npm run new:reader NAME` makes a reader that works from the first minute: it reads every resource of a document
 * with its place, and its test holds it to a case. Run from the repository's root.
 */
const ROOM = 'packages/intended/src/readers';
const MODEL = 'packages/intended/src/model/application.ts';
const USAGE = 'usage: npm run new:reader NAME, with a name in kebab-case, such as `open-tofu`';

const [name, ...rest] = process.argv.slice(2);
if (name === undefined || rest.length > 0) refuse(USAGE);
if (!isKebab(name)) refuse(`\`${name}\` is not in kebab-case; ${USAGE}`);
if (existsSync(`${ROOM}/${name}`)) refuse(`\`${ROOM}/${name}\` exists already; choose another name`);

await writeNew({
  [`${ROOM}/${name}/read-${name}.ts`]: reader(name),
  [`${ROOM}/${name}/read-${name}.test.ts`]: readerTest(name),
  [`${ROOM}/${name}/cases/one-resource/template.yaml`]: TEMPLATE(),
  [`${ROOM}/${name}/cases/one-resource/model.json`]: EXPECTED(name),
});
await addDialect(name);
console.log(`
next: npx vitest run ${ROOM}/${name}
then: let ${ROOM}/discover.ts find its files, and ${ROOM}/read-application.ts call it`);

/** A dialect that the model does not know yet is added to its list. */
async function addDialect(dialect) {
  const text = await readFile(MODEL, 'utf8');
  const list = /export type Dialect =[^;]*;/.exec(text)?.[0];
  if (list === undefined) refuse(`\`${MODEL}\` has no type \`Dialect\` any more; mend scripts/new-reader.mjs`);
  if (list.includes(`'${dialect}'`)) return;
  await writeFile(
    MODEL,
    text.replace(list, () => list.replace(/;$/, `\n  | '${dialect}';`)),
  );
  console.log(`added '${dialect}' to Dialect in ${MODEL}`);
}

function reader(dialect) {
  return `import type { Application, Resource } from '#model/application';
import type { Dictionary, Value } from '#model/value';
import type { Files } from '#source/files';
import { parseDocument } from '#source/parse-document';
import type { Diagnostic } from '#source/place';
import { wholeFile } from '#source/place';
import type { DictionaryTree, Tree, TreeEntry } from '#source/tree';

export interface ${pascal(dialect)}Options {
  /** Rooted at the folder judged. */
  readonly files: Files;
  /** The template, relative to the root. */
  readonly file: string;
}

/**
 * Reads one template: a mapping \`resources\` from ids to \`{ type, … }\`. Every resource keeps the place where it was
 * written; what cannot be read becomes a diagnostic, and the rest is read all the same. Never throws.
 */
export function read${pascal(dialect)}({ files, file }: ${pascal(dialect)}Options): Application {
  const read = files.read(file);
  if (read.kind === 'trouble') return application(files, file, [], [problem(file, read.message)]);
  const { tree, diagnostics } = parseDocument(read);
  const written = tree?.kind === 'dictionary' ? tree.entries.get('resources')?.value : undefined;
  if (written?.kind !== 'dictionary')
    return application(files, file, [], [...diagnostics, problem(file, 'no \`resources\` here; name a ${dialect} template')]);
  const entries = [...written.entries];
  const wrong = entries.filter(([, entry]) => typeOf(entry.value) === undefined).map(withoutType);
  return application(files, file, entries.flatMap(resourceOf), [...diagnostics, ...wrong]);
}

function resourceOf([id, { keyAt, value }]: readonly [string, TreeEntry]): readonly Resource[] {
  const type = typeOf(value);
  if (type === undefined || value.kind !== 'dictionary') return [];
  return [
    {
      id,
      logicalId: id,
      stack: '',
      type: type.name,
      properties: dictionaryOf(value),
      attributes: { kind: 'dictionary', entries: new Map(), at: value.at },
      exists: { kind: 'known', value: true, at: keyAt },
      at: keyAt,
      typeAt: type.at,
      origin: 'written',
      expandedFrom: undefined,
    },
  ];
}

function typeOf(tree: Tree): { readonly name: string; readonly at: Tree['at'] } | undefined {
  const type = tree.kind === 'dictionary' ? tree.entries.get('type')?.value : undefined;
  return type?.kind === 'scalar' && typeof type.value === 'string' ? { name: type.value, at: type.at } : undefined;
}

function withoutType([id, { keyAt }]: readonly [string, TreeEntry]): Diagnostic {
  return { severity: 'error', place: keyAt, message: \`resource \\\`\${id}\\\` has no \\\`type\\\`; add one\` };
}

function dictionaryOf(tree: DictionaryTree): Dictionary {
  const entries = [...tree.entries].map(
    ([key, { value, keyAt }]) => [key, { value: valueOf(value), keyAt }] as const,
  );
  return { kind: 'dictionary', entries: new Map(entries), at: tree.at };
}

/** A tagged value is a function of the dialect: it is unknown here, never taken for its text. */
function valueOf(tree: Tree): Value {
  if (tree.tag !== undefined)
    return { kind: 'deferred', why: { cause: 'unsupported', name: tree.tag }, at: tree.at };
  switch (tree.kind) {
    case 'scalar':
      return { kind: 'scalar', value: tree.value, at: tree.at };
    case 'list':
      return { kind: 'list', items: tree.items.map(valueOf), at: tree.at };
    case 'dictionary':
      return dictionaryOf(tree);
    default:
      return tree satisfies never;
  }
}

function problem(file: string, message: string): Diagnostic {
  return { severity: 'error', place: wholeFile(file), message };
}

/** Nodes (computes, stores, gates, actors), grants, routes and wires are made from the resources, type by type. */
function application(
  files: Files,
  file: string,
  resources: readonly Resource[],
  diagnostics: readonly Diagnostic[],
): Application {
  return {
    name: files.root.split(/[\\\\/]/).at(-1) ?? '',
    root: files.root,
    dialects: ['${dialect}'],
    templates: [file],
    resources: new Map(resources.map((resource) => [resource.id, resource])),
    computes: [],
    stores: [],
    gates: [],
    actors: [],
    identities: [],
    grants: [],
    routes: [],
    wires: [],
    schemas: [],
    unresolved: [],
    diagnostics,
  };
}
`;
}

function readerTest(dialect) {
  const read = camel(`read-${dialect}`);
  return `import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import type { Application } from '#model/application';
import { diskFiles } from '#source/disk-files';
import { memoryFiles } from '#source/memory-files';
import { formatPlace } from '#source/place';
import { ${read} } from './read-${dialect}.ts';

const CASES = fileURLToPath(new URL('cases', import.meta.url));

/** As much of the model as a case shows: what was read, and where each fact stands. */
function essence({ dialects, resources, computes, stores, diagnostics }: Application): unknown {
  return {
    dialects,
    resources: [...resources.values()].map(({ id, type, at, properties }) => ({
      id,
      type,
      at: formatPlace(at),
      properties: [...properties.entries.keys()],
    })),
    computes: computes.map(({ id }) => id),
    stores: stores.map(({ id }) => id),
    diagnostics: diagnostics.map(({ place, message }) => \`\${formatPlace(place)} \${message}\`),
  };
}

test.each(readdirSync(CASES))('the case %s gives its model', (name) => {
  const model: unknown = JSON.parse(readFileSync(\`\${CASES}/\${name}/model.json\`, 'utf8'));
  expect(essence(${read}({ files: diskFiles(\`\${CASES}/\${name}\`), file: 'template.yaml' }))).toEqual(model);
});

test.each([
  ['is missing', {}, /^error t\\.yaml:1:1 /],
  ['is empty', { 't.yaml': '' }, /^error t\\.yaml:1:1 /],
  ['has no resources', { 't.yaml': 'a: 1\\n' }, /^error t\\.yaml:1:1 no \`resources\`/],
  ['has a resource without a type', { 't.yaml': 'resources:\\n  Rides: 1\\n' }, /^error t\\.yaml:2:3 resource \`Rides\`/],
])('a template that %s is reported at its place, not thrown', (_, texts, expected) => {
  const { diagnostics } = ${read}({ files: memoryFiles(texts), file: 't.yaml' });
  const said = diagnostics.map(({ severity, place, message }) => \`\${severity} \${formatPlace(place)} \${message}\`);
  expect(said.join('\\n')).toMatch(expected);
});

test('a function of the dialect is unknown, never taken for its text', () => {
  const texts = { 't.yaml': 'resources:\\n  Rides: { type: table, name: !Var rides }\\n' };
  const rides = ${read}({ files: memoryFiles(texts), file: 't.yaml' }).resources.get('Rides');
  expect(rides?.properties.entries.get('name')?.value).toMatchObject({ kind: 'deferred', why: { name: '!Var' } });
});
`;
}

function TEMPLATE() {
  return `resources:
  Rides:
    type: table
    key: rideId
`;
}

function EXPECTED(dialect) {
  const model = {
    dialects: [dialect],
    resources: [{ id: 'Rides', type: 'table', at: 'template.yaml:2:3', properties: ['type', 'key'] }],
    computes: [],
    stores: [],
    diagnostics: [],
  };
  return `${JSON.stringify(model, undefined, 2)}\n`;
}
