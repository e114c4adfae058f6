import { expect, test } from 'vitest';
import { packageTables } from '#source/package-tables';
import { importPage } from './import-page.ts';
import { programOf } from './programs.ts';
import { readEligibilityTable, serviceOf } from './table.ts';
import { sameService, verdictOf } from './verdict.ts';

const table = readEligibilityTable(packageTables().read('eligibility.json'), 'aws');

test.each([
  ['AWS::Lambda::Function', 'AWS Lambda'],
  ['AWS::RDS::DBProxy', 'Amazon RDS'],
  ['AWS::Route53Resolver::FirewallRuleGroup', 'Amazon Route 53 Resolver'],
  ['AWS::Route53::RecordSet', 'Amazon Route 53'],
])('%s belongs to %s: the longest beginning decides', (type, service) => {
  expect(serviceOf(table, type, '')?.service).toContain(service);
});

test('a log group that nobody wrote is found by its IAM prefix', () => {
  expect(serviceOf(table, 'log-group', 'logs')?.service).toMatch(/CloudWatch/);
});

const ask = (programName: string, type: string, more: object = {}) =>
  verdictOf({
    table,
    overlays: [],
    program: programOf(programName),
    programName,
    service: serviceOf(table, type, ''),
    attestation: undefined,
    ...more,
  });

test.each([
  ['PCI', 'AWS::Lambda::Function', 'eligible'],
  ['PCI DSS', 'AWS::DynamoDB::Table', 'eligible'],
  ['HIPAA', 'AWS::Cognito::UserPool', 'eligible'],
  ['HIPAA', 'AWS::IAM::Role', 'not-listed'],
  ['FedRAMP High', 'AWS::CloudFront::Distribution', 'not-listed'],
  ['PCI', 'AWS::Route53Resolver::ResolverEndpoint', 'unknown'],
  ['GDPR', 'AWS::Lambda::Function', 'no-list'],
  ['OurOwnRule', 'AWS::Lambda::Function', 'unknown'],
  ['PCI', 'Third::Party::Thing', 'unknown'],
])('%s asked of %s: %s', (program, type, kind) => {
  expect(ask(program, type).kind).toBe(kind);
});

test('a verdict names its day and its sources', () => {
  const verdict = ask('FedRAMP High', 'AWS::CloudFront::Distribution');
  expect(verdict.text).toBe('not listed as of 2026-04-28');
  expect(verdict.evidence).toContain('https://marketplace.fedramp.gov/');
});

test('HIPAA says that a contract is needed, too', () => {
  expect(ask('HIPAA', 'AWS::Lambda::Function').evidence).toContain('business associate agreement');
});

test('a person’s word stands before the lists', () => {
  const attestation = { service: 'X', program: 'PCI', because: 'AOC of 2026', until: undefined, at: undefined };
  expect(ask('PCI', 'Third::Party::Thing', { attestation })).toMatchObject({
    kind: 'eligible',
    evidence: 'attested: AOC of 2026',
  });
});

const page = (services: readonly string[]): string =>
  `<html><script>var x = '<li>AWS Nothing</li>';</script><p>Last updated: July 5, 2026</p><h2>SOC</h2><ul><li>AWS Lambda</li></ul><h2>PCI</h2><ul>${services.map((name) => `<li><a href="#">${name}</a></li>`).join('')}</ul><h2>ISO</h2><p>AWS IAM</p></html>`;
const names = table.services
  .map(({ service }) => service)
  .filter((name) => !name.includes('IAM'))
  .slice(0, 15);

test('a saved page becomes a list with its day and the conditions in brackets', () => {
  const imported = importPage(page([...names, `${names[3] ?? ''} [excludes the beta]`]), {
    program: 'pci',
    address: 'saved',
    asOf: undefined,
    table,
  });
  if (imported.kind === 'refused') throw new Error(imported.message);
  expect(imported.overlay).toMatchObject({ program: 'PCI', asOf: '2026-07-05' });
  expect(imported.overlay.services).toHaveLength(15);
  expect(imported.overlay.services.find(({ name }) => name === names[3])?.condition).toBe('excludes the beta');
  const missing = ask('PCI', 'AWS::IAM::Role', { overlays: [imported.overlay] });
  expect(missing.text).toBe('not listed as of 2026-07-05');
});

test.each([
  ['a page of something else', '<p>Last updated: July 5, 2026</p><p>Hello</p>', 'PCI', 'only 0 services'],
  ['no day', page(names).replace(/Last[^<]*/, ''), 'PCI', '--as-of'],
  ['a law', page(names), 'GDPR', 'is no program'],
])('%s is refused with advice', (_, text, program, words) => {
  const imported = importPage(text, { program, address: 'saved', asOf: undefined, table });
  expect(imported.kind === 'refused' && imported.message).toContain(words);
});

test.each([
  ['Amazon Simple Storage Service (Amazon S3)', 'Amazon S3', true],
  ['AWS Lambda', 'Lambda', true],
  ['Amazon SNS', 'Amazon SQS', false],
  ['Amazon RDS', 'Amazon RDS Proxy', false],
])('%s and %s name one service: %s', (one, other, same) => {
  expect(sameService(one, other)).toBe(same);
});
