import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { check } from '#engine/check';
import { diskFiles } from '#source/disk-files';
import type { Files } from '#source/files';
import { packageTables } from '#source/package-tables';

const corpus = resolve(import.meta.dirname, '../../../../../shared/corpus');
const tables = packageTables();
const MILLISECONDS_EACH = 20_000;

/** Files that could be templates, at any depth. */
function templatesIn(files: Files, folder: string): readonly string[] {
  return files.list(folder).flatMap((name) => {
    const path = folder === '' ? name : `${folder}/${name}`;
    if (files.kind(path) === 'folder') return templatesIn(files, path);
    return /\.(?:ya?ml|json|template)$/.test(name) ? [path] : [];
  });
}

describe.skipIf(!existsSync(corpus))('public templates (skipped without ../shared/corpus)', () => {
  test.each(['serverless-patterns', 'wild-rydes-workshop', 'serverless-framework'])(
    'every template of %s is judged in bounded time, with rows or with a diagnostic',
    async (folder) => {
      const files = diskFiles(resolve(corpus, folder));
      const templates = templatesIn(files, '');
      expect(templates.length).toBeGreaterThan(0);
      for (const template of templates) {
        const began = performance.now();
        const report = await check({
          files,
          path: undefined,
          template,
          stack: undefined,
          stage: undefined,
          parameters: {},
          tables,
          intent: undefined,
          faults: 1,
          today: '2026-01-01',
          version: '0.0.0',
          now: () => 0,
        });
        expect({ template, isSlow: performance.now() - began > MILLISECONDS_EACH }).toEqual({
          template,
          isSlow: false,
        });
        expect({ template, said: report.matrix.length + report.diagnostics.length }).not.toEqual({ template, said: 0 });
      }
    },
    300_000,
  );
});
