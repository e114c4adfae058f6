import { applySuppressions } from '#analyses/controls/apply-suppressions';
import { withPeerIds } from '#analyses/controls/peer-ids';
import { readSuppressions } from '#analyses/controls/suppressions';
import type { Finding } from '#finding/finding';
import type { Application } from '#model/application';
import type { Files } from '#source/files';
import type { PackageTables } from '#source/package-tables';
import { controlTable } from './judge-configuration.ts';

/** What other scanners were told in the templates, and their ids where somebody wants to see them. */
export function suppress(
  findings: readonly Finding[],
  application: Application,
  request: { readonly files: Files; readonly tables: PackageTables; readonly ids?: string | undefined },
): ReturnType<typeof applySuppressions> {
  const { files, tables, ids } = request;
  const textOf = (path: string): string | undefined => {
    const file = files.read(path);
    return file.kind === 'text' ? file.text : undefined;
  };
  const table = controlTable(tables);
  const applied = applySuppressions(findings, readSuppressions(application, textOf), table);
  return ids === undefined ? applied : { ...applied, findings: withPeerIds(applied.findings, ids, table) };
}
