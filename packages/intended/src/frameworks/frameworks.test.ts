import { expect, test } from 'vitest';
import { emptyReport } from '#finding/cases/empty-report';
import { makeFinding } from '#finding/cases/make-finding';
import { packageTables } from '#source/package-tables';
import { requirements, withFrameworks } from './requirements.ts';
import { FRAMEWORKS, readFrameworkTable } from './table.ts';

const table = readFrameworkTable(packageTables().read('frameworks.json'));

test('every framework that can be asked for has its title, version and source', () => {
  for (const name of FRAMEWORKS) expect(table.frameworks[name]?.source).toMatch(/^https:/);
  expect(Object.keys(table.frameworks).toSorted()).toEqual([...FRAMEWORKS].toSorted());
});

const FORMS: Readonly<Record<string, RegExp>> = {
  pci: /^\d{1,2}(?:\.\d{1,2}){1,3}$/,
  hipaa: /^164\.3\d\d\([a-e]\)/,
  soc2: /^(?:CC\d|A1|C1)\.\d$/,
  iso27001: /^A\.[5-8]\.\d{1,2}$/,
  nist80053: /^[A-Z]{2}-\d/,
  cis: /^\d\.\d+/,
  fsbp: /^[A-Za-z0-9]+\.\d+$/,
};

test.each(FRAMEWORKS)('ids of %s have the form that the framework gives them', (name) => {
  const ids = Object.values(table.controls).flatMap((of) => of[name] ?? []);
  expect(ids.length).toBeGreaterThan(5);
  expect([...new Set(ids)].filter((id) => FORMS[name]?.test(id) !== true)).toEqual([]);
});

test('a finding names the requirements that it speaks to', () => {
  const finding = { ...makeFinding({}), control: 'kms-rotation' };
  const [found] = withFrameworks({ ...emptyReport, findings: [finding] }, table).findings;
  expect(found?.frameworks).toContain('PCI DSS 3.7.4');
  expect(found?.frameworks).toContain('ISO/IEC 27001 A.8.24');
});

test('a requirement is met, not met, undetermined or not judged here', () => {
  const statusOf = (id: string, report: Parameters<typeof requirements>[0]) =>
    requirements(report, 'pci', table).find((one) => one.id === id)?.status;
  const finding = { ...makeFinding({}), control: 'kms-rotation', outcome: 'violated' as const };
  const answers = [{ control: 'kms-rotation', resource: 'Key', kind: 'satisfied' as const }];
  expect(statusOf('3.7.4', { ...emptyReport, answers })).toBe('met');
  expect(statusOf('3.7.4', { ...emptyReport, answers, findings: [finding] })).toBe('not met');
  expect(statusOf('3.7.4', { ...emptyReport, findings: [{ ...finding, outcome: 'undetermined' }] })).toBe(
    'undetermined',
  );
  expect(statusOf('3.7.4', emptyReport)).toBe('not judged here');
  const accepted = { by: 'intent' as const, because: 'reviewed' };
  expect(statusOf('3.7.4', { ...emptyReport, answers, findings: [{ ...finding, accepted }] })).toBe('met');
});
