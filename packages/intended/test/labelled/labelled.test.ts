import { readdirSync } from 'node:fs';
import { expect, test } from 'vitest';
import { CONTROLS } from '#analyses/controls/registry';
import { packageTables } from '#source/package-tables';
import { controlTable } from '../../src/engine/judge-configuration.ts';
import type { Judged } from './judge-labels.ts';
import { judgedOf, readLabels, reportOf, scoreOf, tableOf } from './judge-labels.ts';

const table = controlTable(packageTables());
const templates = Object.keys(readLabels());
const reports = new Map(await Promise.all(templates.map(async (name) => [name, await reportOf(name)] as const)));
const judged = [...reports].flatMap(([name, report]) => judgedOf(name, report));
const core = judged.filter(({ control }) => table.get(control)?.tier === 'core');

const written = ({ template, resource, control, label, reported }: Judged): string =>
  `${template} ${resource} ${control}: ${label}, reported ${reported}`;
const disagreements = core.filter(({ label, reported }) =>
  label === 'violated' || label === 'undetermined' ? reported !== label : reported !== 'nothing',
);

test('recall, false positives and undetermined by service', () => {
  console.info(`${tableOf(core)}\n\n${disagreements.map(written).join('\n')}`);
});

test('each template is labelled, and each label is of a control that there is', () => {
  const files = readdirSync(import.meta.dirname).filter((name) => /\.(ya?ml|json)$/.test(name));
  expect(templates).toEqual(expect.arrayContaining(files.filter((name) => name !== 'labels.json')));
  const known = new Set(CONTROLS.map(({ id }) => id));
  expect(judged.filter(({ control }) => !known.has(control)).map(written)).toEqual([]);
});

test.each([...reports])('%s is read without error', (_, { diagnostics }) => {
  expect(diagnostics.filter(({ severity }) => severity === 'error').map(({ message }) => message)).toEqual([]);
});

test.each([...reports])('%s has one finding for a control and a resource', (_, { findings }) => {
  const keys = findings.filter(({ step }) => step === 5).map(({ control, resource }) => `${control} ${resource}`);
  expect(keys.filter((key, index) => keys.indexOf(key) !== index)).toEqual([]);
});

test('the bounds hold on core rows', () => {
  const { recall, falsePositives, undetermined } = scoreOf(core);
  expect(recall).toBeGreaterThanOrEqual(0.9);
  expect(falsePositives).toBeLessThanOrEqual(0.03);
  expect(undetermined).toBeLessThanOrEqual(0.05);
});
