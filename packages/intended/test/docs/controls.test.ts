import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { readControlTable } from '#analyses/controls/control-table';
import { CONTROLS } from '#analyses/controls/registry';
import { packageTables } from '#source/package-tables';
import { controlPages } from './control-pages.ts';

const FOLDER = fileURLToPath(new URL('../../../../docs/controls/', import.meta.url));
const pages = controlPages(CONTROLS, readControlTable(packageTables().read('controls.json')));

/** `DOCS=write` renews the pages; read the diff before you commit it. */
if (process.env['DOCS'] === 'write') {
  rmSync(FOLDER, { recursive: true, force: true });
  mkdirSync(FOLDER, { recursive: true });
  for (const [name, text] of pages) writeFileSync(join(FOLDER, name), text);
}

test('every control has its page, and no page is left of another', () => {
  expect(existsSync(FOLDER) ? readdirSync(FOLDER).toSorted() : []).toEqual([...pages.keys()].toSorted());
});

test.each([...pages])('%s says what the control says (DOCS=write renews it)', (name, text) => {
  expect(readFileSync(join(FOLDER, name), 'utf8')).toBe(text);
});
