import { createContext } from '#analyses/controls/context';
import { readControlTable } from '#analyses/controls/control-table';
import type { ControlTable } from '#analyses/controls/control-table';
import { judgeControls } from '#analyses/controls/judge-controls';
import type { JudgedControls } from '#analyses/controls/judge-controls';
import { CONTROLS } from '#analyses/controls/registry';
import type { DataAt } from '#analyses/controls/severity-by-data';
import type { MatrixRow } from '#finding/finding';
import type { DataClass, Intent } from '#intent/intent';
import type { Application } from '#model/application';
import type { Access } from '#policy/access';
import type { PackageTables } from '#source/package-tables';
import type { Gathered } from './gather.ts';

export interface ConfigurationRequest {
  readonly gathered: Gathered;
  readonly intent: Intent;
  readonly access: Access;
  readonly matrix: readonly MatrixRow[];
  readonly tables: PackageTables;
  readonly today: string;
}

/** Step 5: asks every control, with what the access analysis found out about the data. */
export function judgeConfiguration(request: ConfigurationRequest): JudgedControls {
  const { gathered, intent, access, matrix, tables, today } = request;
  const { application, handlers } = gathered;
  const dataOf = dataByResource(matrix, intent.data, application);
  const context = createContext({
    application,
    handlers,
    intent,
    access,
    today,
    tables,
    dataOf: (id) => dataOf.get(id),
  });
  return judgeControls(CONTROLS, controlTable(tables), context);
}

const tableByTables = new WeakMap<PackageTables, ControlTable>();

/** Facts of the world about controls, read once for a set of tables. */
export function controlTable(tables: PackageTables): ControlTable {
  const known = tableByTables.get(tables) ?? readControlTable(tables.read('controls.json'));
  tableByTables.set(tables, known);
  return known;
}

/** What is meant to be, or already is, at each resource of a row. Classes that only could come there do not count. */
function dataByResource(
  matrix: readonly MatrixRow[],
  data: readonly DataClass[],
  application: Application,
): ReadonlyMap<string, DataAt> {
  const worth = new Map(data.map(({ id, value }) => [id, value.confidentiality]));
  const open = openToAnyone(application);
  return new Map(
    matrix.flatMap((row) => {
      const classes = [...new Set([...row.intended, ...row.wired])];
      const value = classes.length === 0 ? undefined : Math.max(...classes.map((id) => worth.get(id) ?? 0));
      const at: DataAt = { classes, value, exposed: open.has(row.service) };
      return [row.service, ...row.resources].map((resource) => [resource, at] as const);
    }),
  );
}

/** Ids of the APIs that have a route without authentication, and of what answers there. */
function openToAnyone({ routes }: Application): ReadonlySet<string> {
  const open = routes.filter(
    ({ authn, carriesData }) =>
      carriesData && authn.kind === 'known' && (authn.value.kind === 'none' || authn.value.kind === 'key'),
  );
  return new Set(open.flatMap(({ api, to }) => (to === undefined ? [api] : [api, to])));
}
