import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Ajv } from 'ajv';
import { load } from 'js-yaml';
import { afterAll, describe, expect, test } from 'vitest';
import { parseIntent } from '#intent/parse-intent';
import { renderJson } from '#reporters/json/json';
import schema from '../../schemas/intended.schema.json' with { type: 'json' };
import { nodeIo } from '../../src/cli/node-io.ts';
import { makeProgram } from '../../src/cli/program.ts';
import { judgeFolder } from '../support/judge-folder.ts';
import { judgeText } from '../support/judge-text.ts';
import { anchorsOf, blocksOf, codeWordsOf, linksOf } from './markdown.ts';
import { commandsOf, matches, renewed, trimmed, wordsOf } from './sessions.ts';
import type { Shell } from './shell.ts';
import { openShell } from './shell.ts';

const ROOT = fileURLToPath(new URL('../../../../', import.meta.url));
/** `DOCS=write` renews what pages show instead of complaining; read the diff before you commit it. */
const IS_WRITING = process.env['DOCS'] === 'write';

const pages = [
  'README.md',
  'CONTRIBUTING.md',
  'packages/intended/README.md',
  ...readdirSync(join(ROOT, 'docs'), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.md'))
    .map((file) => `docs/${file.replaceAll('\\', '/')}`)
    // Made from the controls, whose examples run in their own tests.
    .filter((file) => !file.startsWith('docs/controls/'))
    .sort(),
];
const textOf = (page: string): string => readFileSync(join(ROOT, page), 'utf8');
const allBlocks = pages.flatMap((page) => blocksOf(page, textOf(page)));
const blocksIn = (language: string) => allBlocks.filter((block) => block.language === language);
const named = (blocks: typeof allBlocks) => blocks.map((block) => [`${block.page}:${block.line}`, block] as const);

test('every block says what it is, so that none escapes the tests', () => {
  const known = new Set(['sh', 'yaml', 'json', 'ts', 'text', 'mermaid']);
  expect(named(allBlocks).flatMap(([at, { language }]) => (known.has(language) ? [] : [at]))).toEqual([]);
});

describe('commands print what the pages show', () => {
  const shells = new Map<string, Shell>();
  afterAll(() => {
    for (const shell of shells.values()) shell.close();
  });
  const shellOf = (page: string): Shell => {
    const shell = shells.get(page) ?? openShell(ROOT);
    shells.set(page, shell);
    return shell;
  };
  const sessions = blocksIn('sh').flatMap((block) =>
    commandsOf(block).map((typed) => [`${block.page}:${typed.line} ${typed.command}`, block.page, typed] as const),
  );

  test.each(sessions)('%s', async (_, page, { command, line, expected }) => {
    if (expected === undefined && !isRunnable(command)) return;
    const actual = trimmed((await shellOf(page).type(command)).split('\n'));
    if (expected === undefined) return;
    const isShown = matches(expected, actual);
    if (!isShown && IS_WRITING) renew(page, line, expected, actual);
    const shown = isShown || IS_WRITING ? actual : expected;
    expect(actual.join('\n')).toBe(shown.join('\n'));
  });
});

/** Commands without shown output run too, since later ones build on them; those of other programs are only read. */
function isRunnable(command: string): boolean {
  return /^(?:npx intended|intended|cd|cp|rm) /.test(command) && !command.includes(' | ');
}

function renew(page: string, line: number, expected: readonly string[], actual: readonly string[]): void {
  const fresh = renewed(expected, actual);
  if (fresh === undefined) throw new Error(`${page}:${line}: a part between two \`…\` is gone; mend it by hand`);
  const text = textOf(page);
  const old = expected.join('\n');
  if (text.split(old).length !== 2) throw new Error(`${page}:${line}: this output stands twice; mend it by hand`);
  writeFileSync(
    join(ROOT, page),
    text.replace(old, () => fresh.join('\n')),
  );
}

describe('intent files', () => {
  const validate = new Ajv({ allowUnionTypes: true }).compile(schema);

  test.each(named(blocksIn('yaml').filter((block) => block.shows === 'intended.yaml')))('%s', (_, block) => {
    const text = block.lines.join('\n');
    const parsed = parseIntent({ path: 'intended.yaml', text });
    expect(parsed.diagnostics).toEqual([]);
    expect(parsed.intent).toBeDefined();
    validate(load(text));
    expect(validate.errors ?? []).toEqual([]);
  });
});

describe('templates', () => {
  const templates = blocksIn('yaml').filter(isTemplate);

  test.each(named(templates))('%s', async (_, block) => {
    const report = await judgeText({ [block.shows]: block.lines.join('\n') });
    expect(report.diagnostics.filter(({ severity }) => severity !== 'note')).toEqual([]);
    expect(report.matrix.length).toBeGreaterThan(0);
  });
});

function isTemplate({ shows }: { readonly shows: string }): boolean {
  return /^(?:template|serverless)\.ya?ml$/.test(shows);
}

test('other yaml is at least yaml, and says which file it shows', () => {
  for (const block of blocksIn('yaml').filter((one) => !isTemplate(one))) {
    expect(block.shows, `${block.page}:${block.line}`).not.toBe('');
    expect(() => load(block.lines.join('\n')), `${block.page}:${block.line}`).not.toThrow();
  }
});

test.each(named(blocksIn('json')))('%s is json', (_, block) => {
  expect(() => JSON.parse(block.lines.join('\n'))).not.toThrow();
});

test.each(named(blocksIn('ts')))('%s stands in the file that it shows', (_, block) => {
  expect(textOf(block.shows)).toContain(block.lines.join('\n'));
});

test.each(pages.map((page) => [page]))('every link of %s leads somewhere', (page) => {
  const broken = linksOf(textOf(page)).filter((link) => {
    const [file = '', anchor] = link.split('#', 2);
    const target = file === '' ? join(ROOT, page) : resolve(ROOT, dirname(page), file);
    if (!existsSync(target)) return true;
    return anchor !== undefined && !anchorsOf(readFileSync(target, 'utf8')).has(anchor);
  });
  expect(broken).toEqual([]);
});

test('every page of docs/ is in its index', () => {
  const linked = new Set(linksOf(textOf('docs/README.md')).map((link) => `docs/${link.split('#')[0] ?? ''}`));
  const unlisted = pages.filter((page) => /^docs\/(?!decisions\/|README)/.test(page) && !linked.has(page));
  expect(unlisted).toEqual([]);
});

test('the sums of stars on the page of the matrix are those of the report', async () => {
  const { matrix } = await judgeFolder('examples/wild-rydes');
  const written = [...textOf('docs/matrix.md').matchAll(/^\| `(\w+)` \| (.* \d .*) \| (\d) \|$/gm)];
  expect(written.length).toBeGreaterThan(4);
  for (const [, service, why, stars] of written) {
    const row = matrix.find((one) => one.service === service);
    expect([service, row?.why, String(row?.starsMax)]).toEqual([service, why, stars]);
  }
});

test('every key and every word of the intent file is explained', () => {
  const { definitions } = schema;
  const keys = [schema, ...Object.values(definitions)].flatMap((part) =>
    'properties' in part ? keysOf(part.properties) : [],
  );
  const words = [...definitions.dataClass.properties.class.enum, ...definitions.route.properties.audience.enum];
  // The dimensions of a value are shown in an example, not in a table.
  const explained = new Set([
    ...codeWordsOf(textOf('docs/intent-file.md')),
    'confidentiality',
    'integrity',
    'availability',
  ]);
  expect([...keys, ...words].filter((word) => !explained.has(word))).toEqual([]);
});

test.each([
  ['room', 'packages/intended/src'],
  ['table', 'packages/intended/data'],
])('the page of the architecture names every %s', (_, folder) => {
  const named = new Set(codeWordsOf(textOf('docs/architecture.md')));
  expect(readdirSync(join(ROOT, folder)).filter((name) => !named.has(name))).toEqual([]);
});

test('the page of the architecture names only table makers that exist', () => {
  const makers = codeWordsOf(textOf('docs/architecture.md')).filter((word) => word.startsWith('scripts/make-'));
  expect(makers.filter((maker) => !existsSync(join(ROOT, 'packages/intended', maker)))).toEqual([]);
});

test('the page of the JSON report has the keys of the report, in their order', async () => {
  const report: unknown = JSON.parse(renderJson(await judgeFolder('examples/wild-rydes')));
  const [top = '', row = ''] = textOf('docs/json-report.md').split('## A row of the matrix');
  const documented = (part: string): readonly string[] =>
    [...part.matchAll(/^\| `(\w+)` \|/gm)].map(([, key = '']) => key);
  expect(documented(top)).toEqual(keysOf(report));
  expect(documented(row)).toEqual(keysOf(valueOf(valueOf(report, 'matrix'), '0')));
});

function keysOf(value: unknown): readonly string[] {
  return typeof value === 'object' && value !== null ? Object.keys(value) : [];
}

function valueOf(value: unknown, key: string): unknown {
  return typeof value === 'object' && value !== null
    ? Object.entries(value).find(([name]) => name === key)?.[1]
    : undefined;
}

test('the steps that the front page calls measured are those that a report measures', async () => {
  const { steps } = await judgeFolder('examples/wild-rydes');
  const written = [...textOf('README.md').matchAll(/^\| (\d+) \| (.+?) \| (yes|no)\b.*\|$/gm)];
  expect(written.map(([, step, title, measured]) => [Number(step), title, measured])).toEqual(
    steps.map(({ step, title, status }) => [step, title, status === 'not-measured' ? 'no' : 'yes']),
  );
});

describe('the command line', () => {
  const { program } = makeProgram('0.0.0', nodeIo(), () => Promise.reject(new Error('not needed')));
  const flagsByCommand = new Map(
    program.commands.map((command) => [
      command.name(),
      // A command of commands, such as `compliance import`, has the flags of them all.
      [command, ...command.commands]
        .flatMap(({ options }) => options.flatMap(({ short, long }) => [short, long]))
        .filter((flag) => flag !== undefined),
    ]),
  );
  const flagsOf = (command: string): readonly string[] => [...(flagsByCommand.get(command) ?? []), '-h', '--help'];

  test.each([...flagsByCommand])('docs/commands/%s.md documents each flag, and no other', (command, flags) => {
    const page = textOf(`docs/commands/${command}.md`);
    const documented = [...page.matchAll(/^\| (`-.*?) \|/gm)].flatMap(([, cell = '']) =>
      codeWordsOf(cell).map((code) => code.split(' ')[0] ?? ''),
    );
    expect(documented.sort()).toEqual([...flags, '-h', '--help'].sort());
  });

  test('docs/commands/ has a page for every command, and no other', () => {
    const documented = readdirSync(join(ROOT, 'docs/commands')).map((file) => file.replace('.md', ''));
    expect(documented.sort()).toEqual([...flagsByCommand.keys()].sort());
  });

  test('no page shows a command or a flag that does not exist', () => {
    const typed = pages.flatMap((page) => {
      const commands = blocksOf(page, textOf(page)).flatMap((block) => (block.language === 'sh' ? block.lines : []));
      return [...codeWordsOf(textOf(page)), ...commands.map((line) => line.replace(/^\$ /, ''))].flatMap((code) => {
        const [, rest = ''] = /^(?:npx )?intended ([a-z].*)$/.exec(code) ?? [];
        const [command = '', ...words] = wordsOf(rest);
        if (command === '' || command === 'help') return [];
        if (!flagsByCommand.has(command)) return [`${page}: ${code}`];
        const flags = words.filter((word) => /^--?[a-z]/.test(word));
        return flags.every((flag) => flagsOf(command).includes(flag)) ? [] : [`${page}: ${code}`];
      });
    });
    expect(typed).toEqual([]);
  });
});
