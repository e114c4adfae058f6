import { CONTROLS } from '#analyses/controls/registry';
import type { Files } from '#source/files';
import { parseDocument } from '#source/parse-document';
import type { Tree } from '#source/tree';
import { treeAt } from '#source/tree-at';
import { check } from '../check.ts';
import type { CheckRequest } from '../check.ts';
import type { Generator } from './generators.ts';
import { writeGuard } from './write-guard.ts';
import { writeTests } from './write-tests.ts';

export interface Generated {
  readonly text: string;
  readonly satisfied: number;
  readonly services: number;
  readonly complete: boolean;
}

/** Tests of an app as it is: what is right stays right, and nothing reaches further. `app` is its path from the test. */
export async function generate(
  request: CheckRequest & { readonly kind: Generator; readonly app: string },
): Promise<Generated> {
  const report = await check(request);
  const answers = report.answers ?? [];
  const controls = new Map(CONTROLS.map((control) => [control.id, control]));
  const open = new Set(report.findings.map(({ control, resource }) => `${control} ${resource}`));
  // Several resources may be expanded from one: as long as one of them is not right, there is nothing to hold.
  const held = answers.filter(({ control, resource }) => !open.has(`${control} ${resource}`));
  const text =
    request.kind === 'guard'
      ? writeGuard(held, controls, resourcesOf(request.files, report.app.templates))
      : writeTests(request.kind, { answers: held, matrix: report.matrix, controls, app: request.app });
  const satisfied = new Set(
    held.filter(({ kind }) => kind === 'satisfied').map(({ control, resource }) => `${control} ${resource}`),
  );
  return { text, satisfied: satisfied.size, services: report.matrix.length, complete: report.complete };
}

/** Resources as the templates have them, by logical id. */
function resourcesOf(files: Files, templates: readonly string[]): ReadonlyMap<string, Tree> {
  const found = new Map<string, Tree>();
  for (const path of templates) {
    const file = files.read(path);
    if (file.kind !== 'text') continue;
    const resources = treeAt(parseDocument({ path, text: file.text }).tree, ['Resources']);
    if (resources?.kind !== 'dictionary') continue;
    for (const [id, { value }] of resources.entries) if (!found.has(id)) found.set(id, value);
  }
  return found;
}
