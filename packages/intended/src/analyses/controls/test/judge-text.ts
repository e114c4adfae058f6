import type { Application, Resource } from '#model/application';
import { readHandlers } from '#handlers/read-handlers';
import { readApplications } from '#readers/read-application';
import { memoryFiles } from '#source/memory-files';
import { packageTables } from '#source/package-tables';
import { computeAccess } from '#policy/compute-access';
import type { Intent } from '#intent/intent';
import { createContext } from '../context.ts';
import type { Context, Known } from '../context.ts';
import type { Control, Outcome } from '../define-control.ts';
import type { DataAt } from '../severity-by-data.ts';

const tables = packageTables();

/** No intent: nothing is declared. */
const NOTHING: Intent = {
  version: 1,
  app: 'example',
  origin: 'proposed',
  file: undefined,
  data: [],
  services: new Map(),
  routes: [],
  external: [],
  accept: [],
};

/** Files by path; a lone text is `template.yaml`. */
export type Example = string | Readonly<Record<string, string>>;

/** Outcomes of a control on every subject of an example that the real readers read. Diagnostics of the example fail. */
export async function outcomesOf(
  control: Control,
  example: Example,
  more: Partial<Known> = {},
): Promise<readonly Outcome[]> {
  return (await judgedOf(control, example, more)).map(([, outcome]) => outcome);
}

/** The same with ids: `[['Rides', 'violated']]`. Not-applicable subjects are left out. */
export async function verdictsOf(
  control: Control,
  example: Example,
  more: Partial<Known> = {},
): Promise<readonly (readonly [string, string])[]> {
  const judged = await judgedOf(control, example, more);
  return judged
    .filter(([, outcome]) => outcome.kind !== 'not-applicable')
    .map(([resource, outcome]) => [resource.id, outcome.kind] as const);
}

async function judgedOf(control: Control, example: Example, more: Partial<Known>): Promise<[Resource, Outcome][]> {
  const contexts = await contextsOf(example, more);
  return contexts.flatMap((context) =>
    context
      .ofType(...control.types)
      .map((resource): [Resource, Outcome] => [resource, control.judge(resource, context)]),
  );
}

async function contextsOf(example: Example, more: Partial<Known>): Promise<readonly Context[]> {
  const given = typeof example === 'string' ? { 'template.yaml': example } : example;
  const files = memoryFiles(given);
  const [template = ''] = Object.keys(given);
  const { applications, diagnostics } = await readApplications({ files, template });
  const errors = [...diagnostics, ...applications.flatMap((application) => application.diagnostics)].filter(
    (diagnostic) => diagnostic.severity === 'error',
  );
  if (errors.length > 0) throw new Error(`the example is not read: ${errors.map((one) => one.message).join('; ')}`);
  return Promise.all(
    applications.map(async (application) =>
      createContext({
        application,
        intent: NOTHING,
        handlers: await readHandlers(application, files),
        access: computeAccess(application, { tables }),
        dataOf: (id) => taggedData(application, id),
        today: '2026-11-23',
        tables,
        ...more,
      }),
    ),
  );
}

/** Data in an example are as its tag `DataClassification` says; no tag, nothing known. */
function taggedData({ stores }: Application, id: string): DataAt | undefined {
  const tags = stores.find((store) => store.resources.includes(id))?.tags ?? [];
  const classes = tags.filter(({ key }) => key === 'DataClassification').map(({ value }) => value);
  if (classes.length === 0) return undefined;
  return { classes, value: classes.includes('public') ? 0 : 3, exposed: false };
}
