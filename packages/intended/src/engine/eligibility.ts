import { judgeEligibility } from '#analyses/eligibility/judge-eligibility';
import type { JudgedEligibility } from '#analyses/eligibility/judge-eligibility';
import { readOverlays } from '#analyses/eligibility/overlay';
import { readEligibilityTable } from '#analyses/eligibility/table';
import type { SensitiveFields } from '#analyses/eligibility/sensitive-authentication';
import type { MatrixRow } from '#finding/finding';
import type { Intent } from '#intent/intent';
import type { Files } from '#source/files';
import type { PackageTables } from '#source/package-tables';
import { codeSchemas } from './inventory.ts';
import type { Gathered } from './gather.ts';

export interface EligibilityRequest {
  readonly gathered: Gathered;
  readonly intent: Intent;
  readonly matrix: readonly MatrixRow[];
  readonly tables: PackageTables;
  readonly files: Files;
  readonly today: string;
}

/** Step 4 for one app. The table is read only where some data asks for a program. */
export function judgeAppEligibility(request: EligibilityRequest): JudgedEligibility & { readonly overlays: number } {
  const { gathered, intent, matrix, tables, files, today } = request;
  const isAsked = intent.data.some(({ requires }) => requires.length > 0);
  const { overlays, diagnostics } = readOverlays(files);
  const judged = judgeEligibility({
    application: gathered.application,
    intent,
    matrix,
    classes: intent.data,
    table: readEligibilityTable(isAsked ? tables.read('eligibility.json') : '', 'aws'),
    overlays,
    fields: itemFields(gathered),
    today,
  });
  return { ...judged, diagnostics: [...diagnostics, ...judged.diagnostics], overlays: overlays.length };
}

/** Names of the fields that lie in each store, as schemas and code show them. */
function itemFields(gathered: Gathered): SensitiveFields {
  const schemas = [
    ...gathered.application.schemas,
    ...gathered.handlers.flatMap((facts) => codeSchemas(facts, gathered)),
  ];
  const fields = new Map<string, { name: string; at: (typeof schemas)[number]['fields'][number]['at'] }[]>();
  for (const { on, direction, fields: found } of schemas) {
    if (direction !== 'item') continue;
    fields.set(on, [...(fields.get(on) ?? []), ...found]);
  }
  return fields;
}
