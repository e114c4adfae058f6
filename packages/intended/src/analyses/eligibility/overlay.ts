import type { Files } from '#source/files';
import type { Diagnostic } from '#source/place';
import { wholeFile } from '#source/place';
import type { Overlay } from './verdict.ts';

/** Where imported lists lie, one file a program, beside the app and in its repository. */
export const OVERLAY_FOLDER = '.intended/compliance';

/** Reads the lists that people imported. One that cannot be read is reported and left out. */
export function readOverlays(files: Files): {
  readonly overlays: readonly Overlay[];
  readonly diagnostics: readonly Diagnostic[];
} {
  const overlays: Overlay[] = [];
  const diagnostics: Diagnostic[] = [];
  if (files.kind(OVERLAY_FOLDER) !== 'folder') return { overlays, diagnostics };
  for (const name of files.list(OVERLAY_FOLDER).toSorted()) {
    if (!name.endsWith('.json')) continue;
    const path = `${OVERLAY_FOLDER}/${name}`;
    const file = files.read(path);
    const overlay = file.kind === 'text' ? parseOverlay(file.text) : undefined;
    if (overlay !== undefined) overlays.push(overlay);
    else
      diagnostics.push({
        severity: 'error',
        place: wholeFile(path),
        message: 'this is no imported list; make it again with `intended compliance import FILE --program NAME`',
      });
  }
  return { overlays, diagnostics };
}

/** The text of an overlay; undefined for anything else. */
function parseOverlay(text: string): Overlay | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return isOverlay(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

function isOverlay(value: unknown): value is Overlay {
  if (typeof value !== 'object' || value === null) return false;
  const {
    program,
    address,
    asOf,
    services,
  }: { program?: unknown; address?: unknown; asOf?: unknown; services?: unknown } = value;
  return (
    typeof program === 'string' &&
    typeof address === 'string' &&
    typeof asOf === 'string' &&
    /^\d{4}-\d{2}-\d{2}$/.test(asOf) &&
    Array.isArray(services) &&
    services.every(
      (one: unknown) => typeof one === 'object' && one !== null && 'name' in one && typeof one.name === 'string',
    )
  );
}
