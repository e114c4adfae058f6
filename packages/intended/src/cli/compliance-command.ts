import { join, relative, resolve } from 'node:path';
import { importPage } from '#analyses/eligibility/import-page';
import { OVERLAY_FOLDER } from '#analyses/eligibility/overlay';
import { readEligibilityTable } from '#analyses/eligibility/table';
import { packageTables } from '#source/package-tables';
import type { Io } from './io.ts';
import { CannotDo } from './wrong-use.ts';

export interface ImportFlags {
  readonly program: string;
  readonly address?: string;
  readonly asOf?: string;
}

/** `intended compliance import`: turns a saved copy of a provider's page into a list with its own source and day. */
export function importList(file: string, flags: ImportFlags, io: Io): number {
  const text = io.readFile(resolve(io.cwd, file));
  if (text === undefined) throw new CannotDo(`\`${file}\` does not exist; save the provider's page and name the file`);
  const imported = importPage(text, {
    program: flags.program,
    address: flags.address ?? `a saved page, \`${file}\``,
    asOf: flags.asOf,
    table: readEligibilityTable(packageTables().read('eligibility.json'), 'aws'),
  });
  if (imported.kind === 'refused') throw new CannotDo(`${file}: ${imported.message}`);
  const { overlay } = imported;
  const name = `${overlay.program.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-')}.json`;
  const target = join(io.cwd, OVERLAY_FOLDER, name);
  io.writeFile(target, `${JSON.stringify(overlay, undefined, 2)}\n`);
  const bracketed = overlay.services.filter(({ condition }) => condition !== undefined).length;
  io.stdout.write(
    `${relative(io.cwd, target)}: ${overlay.services.length} services in scope of ${overlay.program} as of ${overlay.asOf}, ${bracketed} with conditions\n`,
  );
  return 0;
}
