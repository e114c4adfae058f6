import type { Control } from '#analyses/controls/define-control';
import type { Answer, MatrixRow } from '#finding/finding';

/** Runners that tests can be written for. */
export type Runner = 'vitest' | 'node';

export interface TestFacts {
  readonly answers: readonly Answer[];
  readonly matrix: readonly MatrixRow[];
  readonly controls: ReadonlyMap<string, Control>;
  /** The app, relative to the folder of the test. */
  readonly app: string;
}

/**
 * Readable tests of what is as it should be today: one for each control and resource, and the matrix as a ratchet.
 * They ask `intended` for the answers, so that they hold for every dialect and through every intrinsic.
 */
export function writeTests(runner: Runner, { answers, matrix, controls, app }: TestFacts): string {
  const byResource = new Map<string, string[]>();
  for (const { control, resource, kind } of answers)
    if (kind === 'satisfied') byResource.set(resource, [...new Set([...(byResource.get(resource) ?? []), control])]);
  const suites = [...byResource].map(
    ([resource, ids]) =>
      `describe(${quoted(resource)}, () => {\n${ids.map((id) => controlTest(runner, resource, id, controls.get(id)?.title ?? id)).join('')}});\n`,
  );
  return `${IMPORTS[runner]}
import { judge } from 'intended/judge';

// Made by \`intended test --generate ${runner}\`: make it again when the app changes on purpose.
const app = await judge(new URL(${quoted(app)}, import.meta.url));

${suites.join('\n')}
describe('no service can reach more data than when this was written', () => {
${matrix.map((row) => rowTest(runner, row)).join('')}});
`;
}

const IMPORTS: Readonly<Record<Runner, string>> = {
  vitest: "import { describe, expect, test } from 'vitest';",
  node: "import assert from 'node:assert/strict';\nimport { describe, test } from 'node:test';",
};

function controlTest(runner: Runner, resource: string, id: string, title: string): string {
  const actual = `app.answer(${quoted(id)}, ${quoted(resource)})`;
  return `  test(${quoted(`${id}: not "${title}"`)}, () => {\n    ${equal(runner, actual, quoted('satisfied'))}\n  });\n`;
}

/** Potential data and excess may shrink; what is new is a decision for somebody to take. */
function rowTest(runner: Runner, row: MatrixRow): string {
  const name = quoted(row.service);
  const potential = `[${row.potential.map(quoted).join(', ')}]`;
  return `  test(${name}, () => {\n    ${equal(runner, `app.beyond(${name}, { potential: ${potential}, stars: ${row.starsMax} })`, '[]')}\n  });\n`;
}

function equal(runner: Runner, actual: string, expected: string): string {
  return runner === 'vitest' ? `expect(${actual}).toEqual(${expected});` : `assert.deepEqual(${actual}, ${expected});`;
}

function quoted(text: string): string {
  return `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'").replaceAll('\n', ' ')}'`;
}
