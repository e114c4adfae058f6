import { CONTROLS } from '#analyses/controls/registry';
import type { Remedy } from '#analyses/controls/define-control';
import type { Finding, Report } from '#finding/finding';
import type { Files } from '#source/files';
import { check } from '../check.ts';
import type { CheckRequest } from '../check.ts';
import { editTemplate } from './edit-template.ts';

export interface FixRequest extends CheckRequest {
  /** Which findings; everything open by default. */
  readonly wants: (finding: Finding) => boolean;
}

export interface FixPlan {
  readonly files: readonly FixedFile[];
  /** Findings that have a remedy of their own, but not here. */
  readonly refused: readonly { readonly finding: Finding; readonly why: string }[];
  /** Findings that need a person: no patch is right for everybody. */
  readonly manual: readonly Finding[];
  readonly before: Report;
  /** The same check over the patched files. */
  readonly after: Report;
}

export interface FixedFile {
  readonly path: string;
  readonly before: string;
  readonly after: string;
  readonly fixed: readonly Finding[];
}

/**
 * Patches for every finding with a mechanical remedy, proved by a second check: a patch that leaves its finding
 * standing, or makes a new one, is taken back.
 */
export async function fix(request: FixRequest): Promise<FixPlan> {
  const before = await check(request);
  const open = before.findings.filter(
    (one) => one.accepted === undefined && one.outcome === 'violated' && request.wants(one),
  );
  const remedies = new Map(CONTROLS.flatMap(({ id, remedy }) => (remedy === undefined ? [] : [[id, remedy] as const])));
  const mechanical = open.filter(({ control }) => remedies.has(control));
  let wanted = mechanical;
  const refused: { finding: Finding; why: string }[] = [];
  for (let round = 0; ; round++) {
    const plan = patch(wanted, remedies, request.files);
    const after = await check({ ...request, files: patched(request.files, plan.files) });
    const spoilt = round < 3 ? standing(plan.files, before, after) : new Map<Finding, string>();
    if (spoilt.size === 0) {
      const manual = open.filter(({ control }) => !remedies.has(control));
      return { files: plan.files, refused: [...refused, ...plan.refused], manual, before, after };
    }
    for (const [finding, why] of spoilt) refused.push({ finding, why });
    wanted = wanted.filter((finding) => !spoilt.has(finding));
  }
}

function patch(
  findings: readonly Finding[],
  remedies: ReadonlyMap<string, Remedy>,
  files: Files,
): Pick<FixPlan, 'files' | 'refused'> {
  const texts = new Map<string, { before: string; after: string; fixed: Finding[] }>();
  const refused: { finding: Finding; why: string }[] = [];
  for (const finding of findings) {
    const { file: path } = finding.location;
    const sheet = texts.get(path) ?? sheetOf(files, path);
    const remedy = remedies.get(finding.control);
    if (sheet === undefined || remedy === undefined) {
      refused.push({ finding, why: 'its file cannot be read' });
      continue;
    }
    const edited = editTemplate(path, sheet.after, logicalIdOf(finding.resource), remedy);
    if (edited.kind === 'refused') refused.push({ finding, why: edited.why });
    else {
      sheet.after = edited.text;
      sheet.fixed.push(finding);
      texts.set(path, sheet);
    }
  }
  const changed = [...texts].filter(([, { before, after }]) => before !== after);
  return { files: changed.map(([path, sheet]) => ({ path, ...sheet })), refused };
}

function sheetOf(files: Files, path: string): { before: string; after: string; fixed: Finding[] } | undefined {
  const file = files.read(path);
  return file.kind === 'text' ? { before: file.text, after: file.text, fixed: [] } : undefined;
}

/** `Stack.Name`, where two stacks use a name, is `Name` in its file. */
function logicalIdOf(resource: string): string {
  return resource.slice(resource.lastIndexOf('.') + 1);
}

/** The folder with the patched texts in place of those on the disk. */
function patched(files: Files, changed: readonly FixedFile[]): Files {
  const texts = new Map(changed.map(({ path, after }) => [path, after]));
  return {
    ...files,
    read(path) {
      const file = files.read(path);
      const text = file.kind === 'text' ? texts.get(file.path) : undefined;
      return file.kind === 'text' && text !== undefined ? { ...file, text } : file;
    },
  };
}

/** Fixes that did not help, or that did harm: a finding that was not there before blames the fixes of its resource. */
function standing(files: readonly FixedFile[], before: Report, after: Report): ReadonlyMap<Finding, string> {
  const fixed = files.flatMap((file) => file.fixed);
  const still = new Set(after.findings.map(({ fingerprint }) => fingerprint));
  const known = new Set(before.findings.map(({ fingerprint }) => fingerprint));
  const harmed = new Set(
    after.findings.filter(({ fingerprint }) => !known.has(fingerprint)).map(({ resource }) => resource),
  );
  const isBroken = before.complete && !after.complete;
  return new Map(
    fixed.flatMap((finding): readonly (readonly [Finding, string])[] => {
      if (isBroken) return [[finding, 'the template could not be read any more']];
      if (still.has(finding.fingerprint)) return [[finding, 'it did not help']];
      return harmed.has(finding.resource) ? [[finding, 'it led to another finding']] : [];
    }),
  );
}
